"""Credit and alt: how they are printed, and that they cannot be lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from masthead.pictures import actions
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id
from tests.cast import a_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"creator": "Ada", "agency": "Northlight"}, "Ada / Northlight"),
        ({"creator": "Ada", "agency": ""}, "Ada"),
        ({"creator": "", "agency": "Northlight"}, "Northlight"),
        (
            {"creator": "Ada", "agency": "Northlight", "credit_line": "© Ada for Northlight, 2026"},
            "© Ada for Northlight, 2026",
        ),
        ({"creator": "", "agency": ""}, ""),
    ],
)
def test_a_credit_is_printed_as_recorded(fields: dict[str, str], printed: str) -> None:
    assert Picture(**fields).credit == printed


def test_a_recorded_credit_may_be_corrected_but_not_removed() -> None:
    picture = a_picture()
    picture.creator = "Ada Lindquist"
    picture.full_clean()

    picture.creator = picture.agency = ""
    with pytest.raises(ValidationError) as trouble:
        picture.full_clean()
    assert "creator" in trouble.value.message_dict


def test_an_alt_text_may_not_be_removed_unless_the_picture_is_decorative() -> None:
    picture = a_picture()
    picture.alt = ""
    with pytest.raises(ValidationError):
        picture.full_clean()

    picture.is_decorative = True
    picture.full_clean()


@pytest.mark.parametrize("is_made", [True, False])
def test_a_picture_is_never_drawn_without_its_credit(is_made: bool) -> None:
    picture = a_picture()
    if is_made:
        actions.make_renditions(picture.pk)

    drawn = Template("{% load pictures %}{% draw_picture picture %}").render(
        Context({"picture": pictures_by_id([picture.pk])[picture.pk]})
    )

    assert "Ada Lindqvist / Northlight" in drawn
    assert "A harbour at dusk" in drawn
    assert 'width="640" height="480"' in drawn


def test_a_picture_without_a_credit_says_so() -> None:
    picture = a_picture("Bare", creator="", agency="")

    drawn = Template("{% load pictures %}{% draw_picture picture %}").render(
        Context({"picture": pictures_by_id([picture.pk])[picture.pk]})
    )

    assert "Credit not recorded" in drawn
