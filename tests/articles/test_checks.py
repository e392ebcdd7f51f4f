"""What the door warns of without stopping it."""

from __future__ import annotations

from datetime import date

import pytest

from masthead.articles import checks
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


def test_ended_rights_to_the_lead_picture_are_named() -> None:
    draft = a_small_magazine().draft(hero_picture=a_picture("Quay", rights_expire_on=date(2020, 1, 1)))

    findings = list(checks.pictures_are_credited(draft))

    assert [(finding.code, finding.severity) for finding in findings] == [("picture-rights-ended", "warns")]
    assert "2020" in findings[0].message


def test_a_lead_picture_in_order_is_not_mentioned() -> None:
    draft = a_small_magazine().draft(hero_picture=a_picture("Quay"))

    assert list(checks.pictures_are_credited(draft)) == []
