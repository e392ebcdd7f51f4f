"""What the publishing door asks of a body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from masthead.body import checks, making
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Severity
from tests.body.pieces import HARBOUR, PICTURES, UNCREDITED, one_of_each
from tests.body.test_faces import PLACES
from tests.cast import a_picture


def found(*blocks: making.RawBlock) -> list[tuple[str, str]]:
    """(code, subject) of each finding."""
    return [(one.code, one.subject) for one in checks.picture_findings(making.stream(blocks), PICTURES)]


def test_a_credited_picture_with_alt_passes() -> None:
    assert found(making.picture(1)) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_without_credit_and_alt_is_found_wherever_it_stands(place: str) -> None:
    assert found(PLACES[place](2)) == [("picture-without-credit", "picture:2"), ("picture-without-alt", "picture:2")]


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_that_is_gone_is_found_wherever_it_stood(place: str) -> None:
    assert found(PLACES[place](999)) == [("picture-missing", "picture:999")]


def test_a_decorative_picture_needs_no_alt_but_a_credit() -> None:
    assert found(making.picture(3)) == []
    bare = {3: replace(PICTURES[3], credit="")}
    findings = checks.picture_findings(making.stream([making.picture(3)]), bare)
    assert [one.code for one in findings] == ["picture-without-credit"]


def test_a_credit_and_an_alt_given_in_the_place_are_enough() -> None:
    assert found(making.picture(2, credit="Ada Lindqvist", alt="Ice")) == []
    assert len(found({**making.picture(2), "value": {"picture": 2, "credit_override": " ", "alt_override": " "}})) == 2


def test_a_finding_points_at_its_block_and_blocks() -> None:
    body = making.stream([making.paragraph("a"), making.gallery([(1, ""), (2, "")])])
    finding = checks.picture_findings(body, PICTURES)[0]
    assert (finding.field, finding.block_id) == ("body", body[1]["value"]["pictures"][1]["id"])
    assert finding.severity == Severity.BLOCKS
    assert "2" in finding.message


def test_a_picture_block_without_a_picture_is_found() -> None:
    assert found({"type": "picture", "value": {}}) == [("picture-missing", "picture:")]


def test_a_whole_body_is_asked_once_for_each_place() -> None:
    codes = [code for code, _subject in found(*one_of_each())]
    assert codes == ["picture-without-credit", "picture-without-alt"]
    assert checks.picture_findings(one_of_each(), {1: HARBOUR, 2: replace(UNCREDITED, credit="x", alt="y")}) == []


def test_ended_rights_are_a_warning_on_a_public_page_from_the_day_after_their_last() -> None:
    today = timezone.localdate()

    def warned(last_day: date) -> list[tuple[str, str]]:
        pictures = {1: replace(HARBOUR, rights_expire_on=last_day)}
        findings = checks.picture_findings(making.stream([making.picture(1)]), pictures, is_public=True)
        return [(one.code, one.severity) for one in findings]

    assert warned(today) == []
    assert warned(today - timedelta(days=1)) == [("picture-rights-ended", Severity.WARNS)]


@pytest.mark.django_db
def test_the_library_tells_when_the_rights_to_a_picture_end() -> None:
    picture = a_picture(rights_expire_on=date(2020, 1, 31))
    found = checks.picture_findings(making.stream([making.picture(picture.pk)]), pictures_by_id([picture.pk]))
    assert [one.message for one in found] == [f"The rights to picture “{picture.title}” ended on 31 January 2020."]


def test_a_recording_without_a_transcript_is_a_warning() -> None:
    body = making.stream([making.audio(5, title="Talk"), making.video(6, title="Film", transcript="Waves.")])
    findings = checks.recording_findings(body)
    assert [(one.code, one.subject, one.severity) for one in findings] == [
        ("recording-without-transcript", "document:5", Severity.WARNS)
    ]
    assert "Talk" in findings[0].message
