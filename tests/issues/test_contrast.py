"""Whether the words on a cover can be read, computed from the picture under them."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from masthead.issues.contrast import Look, boxes_of, readings_of, way_out
from masthead.pictures.models import Picture

pytestmark = pytest.mark.django_db


def a_cover(upper: str, lower: str) -> Picture:
    """A tall picture of two colours."""
    image = Image.new("RGB", (600, 800), upper)
    image.paste(Image.new("RGB", (600, 400), lower), (0, 400))
    stream = BytesIO()
    image.save(stream, "PNG")
    picture = Picture(title="Cover", creator="Ada", alt="Two colours")
    picture.file = ContentFile(stream.getvalue(), name="cover.png")
    picture.save()
    return picture


def test_only_the_picture_under_the_line_counts() -> None:
    cover = a_cover("#ffffff", "#101010")

    bottom = readings_of(cover, ["A line"], place="bottom-start", ink="light", has_shade=False)
    top = readings_of(cover, ["A line"], place="top-start", ink="light", has_shade=False)

    assert bottom[0].is_enough
    assert bottom[0].ratio > 17
    assert not top[0].is_enough
    assert top[0].ratio == 1.0
    assert readings_of(cover, ["A line"], place="top-start", ink="dark", has_shade=False)[0].ratio > 17


def test_a_shade_makes_words_readable_on_any_picture() -> None:
    for colour in ("#ffffff", "#000000", "#777777", "#ffd400"):
        for ink in ("light", "dark"):
            found = readings_of(a_cover(colour, colour), ["A line"], place="top-end", ink=ink, has_shade=True)
            assert found[0].is_enough, (colour, ink)


@pytest.mark.parametrize(
    ("upper", "lower", "look", "way"),
    [
        ("#ffffff", "#ffffff", Look("top-start", "light", False), Look("top-start", "dark", False)),
        ("#777777", "#101010", Look("top-start", "light", False), Look("bottom-end", "light", False)),
        ("#777777", "#777777", Look("top-start", "light", False), Look("top-start", "light", True)),
        ("#777777", "#777777", Look("top-start", "dark", True), None),
    ],
    ids=["the other ink", "another place", "a shade", "none"],
)
def test_the_nearest_look_that_can_be_read_is_found(upper: str, lower: str, look: Look, way: Look | None) -> None:
    assert way_out(a_cover(upper, lower), ["A line"], look, nameplate="" if way else "Hours") == way


def test_the_nameplate_is_read_too_and_has_no_shade() -> None:
    found = readings_of(
        a_cover("#ffffff", "#000000"), ["A line"], place="bottom-end", ink="light", has_shade=True, nameplate="Hours"
    )
    assert [(reading.text, reading.is_enough) for reading in found] == [("Hours", False), ("A line", True)]


def test_lines_beside_the_picture_need_no_reading() -> None:
    assert readings_of(a_cover("#fff", "#fff"), ["A line"], place="beside", ink="light", has_shade=False) == []


def test_a_picture_whose_file_is_gone_has_none() -> None:
    cover = a_cover("#fff", "#fff")
    cover.file.storage.delete(cover.file.name)

    assert readings_of(cover, ["A line"], place="top-start", ink="light", has_shade=False) == []


def test_lines_stand_one_below_the_other_and_within_the_cover() -> None:
    boxes = boxes_of(
        ["Short", "A line so long that it takes more than one row"], "bottom-start", 133, has_nameplate=True
    )

    assert boxes[0].bottom < boxes[1].top
    assert boxes[1].bottom == pytest.approx(128)
    assert boxes[1].bottom - boxes[1].top > boxes[0].bottom - boxes[0].top
