"""What the door says of pictures."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from masthead.articles import checks
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


def test_ended_rights_to_the_lead_picture_block_what_is_new_and_warn_of_what_is_public() -> None:
    draft = a_small_magazine().draft(hero_picture=a_picture("Quay", rights_expire_on=date(2020, 1, 1)))

    findings = [finding for _, finding in checks.pictures_are_credited([draft])]
    draft.live = True
    (_, corrected), *others = checks.pictures_are_credited([draft])

    assert [(finding.code, finding.severity) for finding in findings] == [("picture-rights-ended", "blocks")]
    assert (corrected.code, corrected.severity, others) == ("picture-rights-ended", "warns", [])
    assert "2020" in findings[0].message


def test_a_lead_picture_in_order_is_not_mentioned() -> None:
    draft = a_small_magazine().draft(hero_picture=a_picture("Quay"))

    assert list(checks.pictures_are_credited([draft])) == []


def test_many_articles_are_checked_with_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    magazine = a_small_magazine()
    bare = a_picture("Bare", creator="", agency="")
    drafts = [
        magazine.draft(f"Story {number}", hero_picture=picture)
        for number, picture in enumerate((a_picture(), bare, bare))
    ]

    with django_assert_num_queries(2):
        found = list(checks.pictures_are_credited(drafts))

    assert [(page.title, finding.code) for page, finding in found] == [
        ("Story 1", "picture-without-credit"),
        ("Story 2", "picture-without-credit"),
    ]
