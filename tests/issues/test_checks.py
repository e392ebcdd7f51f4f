"""What stops an issue at the door."""

from __future__ import annotations

import pytest

from masthead.errors import PublishingRefused
from masthead.issues.models import ContentsEntry, Issue
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lack", "code"), [({"creator": "", "agency": ""}, "picture-without-credit"), ({"alt": ""}, "picture-without-alt")]
)
def test_a_cover_needs_credit_and_alt(lack: dict[str, str], code: str) -> None:
    magazine = a_small_magazine()

    with pytest.raises(PublishingRefused) as refusal:
        magazine.issue("12", [], cover=a_picture("Cover", **lack))

    assert [finding.code for finding in refusal.value.findings] == [code]  # type: ignore[attr-defined]
    assert not Issue.objects.filter(live=True).exists()


def test_a_whole_cover_passes() -> None:
    assert a_small_magazine().issue("12", [], cover=a_picture("Cover")).live


@pytest.mark.parametrize(
    ("number", "sorted_as"), [("12", 12), ("11–12", 11), ("Winter", 0), ("9" * 19, 2**31 - 1), ("4²", 4), ("①", 0)]
)
def test_a_printed_number_is_sorted_by_its_digits(number: str, sorted_as: int) -> None:
    issue = Issue(number=number)
    issue.clean()

    assert issue.number_sort == sorted_as


def test_an_entry_names_an_article_or_a_title() -> None:
    with pytest.raises(Exception, match="title"):
        ContentsEntry().clean()

    ContentsEntry(title_override="The tide tables").clean()
