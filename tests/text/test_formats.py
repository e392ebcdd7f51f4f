"""Days and moments are written and read as a British magazine does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format

LAST_OF_JUNE = datetime(2024, 6, 30, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "en-gb"])
@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("DATE_FORMAT", "30 June 2024"),
        ("DATETIME_FORMAT", "30 June 2024, 14:05"),
        ("TIME_FORMAT", "14:05"),
        ("SHORT_DATE_FORMAT", "30 Jun 2024"),
        ("SHORT_DATETIME_FORMAT", "30 Jun 2024, 14:05"),
        ("MONTH_DAY_FORMAT", "30 June"),
        ("YEAR_MONTH_FORMAT", "June 2024"),
    ],
)
def test_a_moment_is_written_with_the_day_first_and_24_hours(language: str, form: str, written: str) -> None:
    with translation.override(language):
        assert date_format(LAST_OF_JUNE, form) == written


@pytest.mark.parametrize("typed", ["2024-06-30", "30/06/2024", "30/6/24", "30 June 2024", "30 Jun 2024"])
def test_a_day_is_read_as_it_is_written(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2024, 6, 30)


def test_the_day_of_a_day_with_strokes_comes_first() -> None:
    assert forms.DateField().clean("3/4/2026") == date(2026, 4, 3)
    assert forms.SplitDateTimeField().clean(["3/4/2026", "9:30"]).date() == date(2026, 4, 3)


def test_another_language_keeps_its_own() -> None:
    with translation.override("de"):
        assert date_format(LAST_OF_JUNE, "DATETIME_FORMAT") == "30. Juni 2024 14:05"
