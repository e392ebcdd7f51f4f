"""Moments typed in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.text.moments import moment_in

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=LISBON)  # a Tuesday

SAID = {
    "tuesday next week 18:00": "2026-12-01 18:00",
    "next week tuesday at 9am": "2026-12-01 09:00",
    "next week": "2026-11-30 18:00",
    "friday": "2026-11-27 18:00",
    "Fri 9:15": "2026-11-27 09:15",
    "next friday": "2026-12-04 18:00",
    "tuesday": "2026-12-01 18:00",
    "next monday": "2026-11-30 18:00",
    "tomorrow 9": "2026-11-25 09:00",
    "Tomorrow, noon": "2026-11-25 12:00",
    "today 17.30": "2026-11-24 17:30",
    "day after tomorrow": "2026-11-26 18:00",
    "18:00": "2026-11-24 18:00",
    "9:00": "2026-11-25 09:00",
    "5 pm": "2026-11-24 17:00",
    "12 am": "2026-11-25 00:00",
    "in 3 days": "2026-11-27 18:00",
    "in two weeks 12:00": "2026-12-08 12:00",
    "in a month": "2026-12-24 18:00",
    "in 2 hours": "2026-11-24 12:30",
    "24 dec 17:30": "2026-12-24 17:30",
    "December 24th": "2026-12-24 18:00",
    "3 march": "2027-03-03 18:00",
    "by the 3rd of March 2027 at 8:05": "2027-03-03 08:05",
    "2026-12-24 18:00": "2026-12-24 18:00",
    "2026-12-24T08:30": "2026-12-24 08:30",
    "2026-12-24": "2026-12-24 18:00",
}


@pytest.mark.parametrize(("words", "moment"), SAID.items())
def test_words_mean_a_moment(words: str, moment: str) -> None:
    found = moment_in(words, NOW)
    assert found is not None
    assert found.strftime("%Y-%m-%d %H:%M") == moment


@pytest.mark.parametrize(
    "words", ["", "soon", "31 february", "25:00", "friday or so", "2026-13-01", "99 pm", "in 0x days"]
)
def test_other_words_mean_none(words: str) -> None:
    assert moment_in(words, NOW) is None


def test_an_hour_keeps_its_place_over_a_change_of_the_clock() -> None:
    found = moment_in("28 march 2027 18:00", NOW)
    assert found is not None
    assert found.isoformat() == "2027-03-28T18:00:00+01:00"


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(words: str) -> None:
    moment_in(words, NOW)
