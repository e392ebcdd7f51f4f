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


CC_BY_20 = "https://creativecommons.org/licenses/by/2.0/"


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        (
            {"licence": "cc-by-sa", "source_url": "https://commons.example/harbour"},
            '<a href="https://commons.example/harbour">Ada Lindqvist / Northlight</a> · <a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0<',
        ),
        (
            {"licence": "cc-by", "licence_note": f"From the archive, {CC_BY_20}", "source_url": "javascript:alert(1)"},
            f'Ada Lindqvist / Northlight · <a href="{CC_BY_20}">CC BY 2.0</a>\n</span>',
        ),
        ({"licence": "agency", "source_url": "https://agency.example/1"}, "Ada Lindqvist / Northlight\n</span>"),
    ],
)
def test_an_open_licence_is_named_and_linked_beside_the_picture(fields: dict[str, str], beside: str) -> None:
    picture = a_picture(**fields)
    drawn = pictures_by_id([picture.pk])[picture.pk]

    alone = Template("{% load pictures %}{% draw_picture picture %}").render(Context({"picture": drawn}))
    card = Template("{% load pictures %}{% draw_picture picture is_linked=False %}").render(Context({"picture": drawn}))

    assert f'<span class="credit">{beside}' in alone
    assert "<a " not in card
    assert ("· CC BY" in card) is ("CC BY" in beside)


@pytest.mark.parametrize(
    ("point", "classes"),
    [((64, 480), ' focus-x-1 focus-y-10"'), ((700, 0), ' focus-x-10 focus-y-0"'), ((None, None), '"')],
)
def test_where_a_picture_is_cut_its_focal_point_stays_in_sight(
    point: tuple[int | None, int | None], classes: str
) -> None:
    picture = a_picture(focal_point_x=point[0], focal_point_y=point[1])
    drawn = pictures_by_id([picture.pk])[picture.pk]

    html = Template("{% load pictures %}{% draw_picture picture %}").render(Context({"picture": drawn}))

    assert f'<figure class="picture{classes}' in html
    assert "style=" not in html
