"""Renditions: sizes, formats, what is stripped and what is kept."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from masthead.pictures import actions
from masthead.pictures.models import Picture, PictureRendition
from masthead.pictures.queries import pictures_by_id
from masthead.pictures.renditions import PictureTooLarge, PictureUnreadable, Rights, made_of, open_picture, widths_for
from tests.cast import a_picture, jpeg

GPS_IFD, LATITUDE_REF, LATITUDE = 0x8825, 1, 2


def photograph_with_gps() -> bytes:
    """A sideways JPEG that tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90 degrees
    exif.get_ifd(GPS_IFD).update({LATITUDE_REF: "N", LATITUDE: (52.0, 30.0, 0.0)})
    buffer = BytesIO()
    Image.new("RGB", (900, 600), "#886644").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_widths_never_exceed_the_original() -> None:
    assert widths_for(300) == (300,)
    assert widths_for(900) == (400, 800, 900)
    assert widths_for(1600) == (400, 800, 1200, 1600)
    assert widths_for(5000) == (400, 800, 1200, 1600)


def test_every_width_is_made_in_three_formats_with_the_right_shape() -> None:
    made = list(made_of(open_picture(BytesIO(jpeg(1000, 500))), Rights()))

    assert {rendition.spec for rendition in made} == {
        f"width-{width}|format-{name}" for width in (400, 800, 1000) for name in ("jpeg", "webp", "avif")
    }
    for rendition in made:
        with Image.open(BytesIO(rendition.data)) as image:
            assert image.size == (rendition.width, rendition.height)
            assert rendition.width == rendition.height * 2


def test_the_place_it_was_taken_is_stripped_and_the_credit_kept() -> None:
    original = photograph_with_gps()
    assert Image.open(BytesIO(original)).getexif().get_ifd(GPS_IFD), "the photograph has no position to strip"
    rights = Rights(creator="Ada <Lindqvist>", credit="Ada <Lindqvist> / Northlight", licence="cc-by")

    for rendition in made_of(open_picture(BytesIO(original)), rights):
        with Image.open(BytesIO(rendition.data)) as image:
            assert not dict(image.getexif()), rendition.spec
            assert image.height > image.width, "it was not turned upright"
            packet = str(image.info.get("xmp", b""))
            assert "Ada &lt;Lindqvist&gt; / Northlight" in packet, rendition.spec
            assert "creativecommons.org" in packet, rendition.spec


def test_a_picture_that_claims_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    header = bytearray(jpeg(16, 16))
    place = header.index(b"\xff\xc0") + 5
    header[place : place + 4] = (64_250).to_bytes(2, "big") * 2

    with pytest.raises(PictureTooLarge, match="pixels"):
        open_picture(BytesIO(bytes(header)))


def test_what_the_desk_accepts_can_be_made_into_sizes(settings: Any) -> None:
    names = {"jpg": "jpeg", "heic": "heif"}
    for ending in settings.WAGTAILIMAGES_EXTENSIONS:
        buffer = BytesIO()
        Image.new("RGB", (60, 40), "#446688").save(buffer, names.get(ending, ending))
        buffer.seek(0)
        assert open_picture(buffer).size == (60, 40), ending


def test_the_desk_and_the_worker_have_one_limit(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 - 1
    with pytest.raises(PictureTooLarge, match="60 × 40"):
        open_picture(BytesIO(jpeg(60, 40)))


@pytest.mark.parametrize("data", [b"", b"not a picture", b"GIF89a", jpeg()[:200]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureUnreadable):
        open_picture(BytesIO(data))


def test_a_film_of_a_gif_becomes_its_first_frame() -> None:
    buffer = BytesIO()
    frames = [Image.new("P", (50, 50), number % 3) for number in range(200)]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])

    made = list(made_of(open_picture(BytesIO(buffer.getvalue())), Rights()))

    assert {rendition.width for rendition in made} == {50}
    assert sum(len(rendition.data) for rendition in made) < 20_000


@pytest.mark.django_db
def test_making_renditions_twice_leaves_one_set() -> None:
    picture = a_picture()
    actions.make_renditions(picture.pk)
    actions.make_renditions(picture.pk)

    picture.refresh_from_db()
    assert PictureRendition.objects.filter(image=picture).count() == 6
    assert picture.renditions_made_at is not None
    assert picture.dominant_colour.startswith("#")


@pytest.mark.django_db
def test_pictures_are_read_in_two_queries_and_drawn_with_both_dimensions(django_assert_num_queries: Any) -> None:
    pictures = [a_picture(f"Harbour {number}") for number in range(3)]
    for picture in pictures:
        actions.make_renditions(picture.pk)

    with django_assert_num_queries(2):
        drawn = pictures_by_id([picture.pk for picture in pictures] + [None, 10**9])

    assert set(drawn) == {picture.pk for picture in pictures}
    first = drawn[pictures[0].pk]
    assert first.is_ready
    assert (first.width, first.height) == (640, 480)
    assert [source.mime for source in first.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert first.credit == "Ada Lindqvist / Northlight"


@pytest.mark.django_db
def test_until_they_are_made_a_picture_keeps_its_place(django_assert_num_queries: Any) -> None:
    picture = a_picture()

    drawn = pictures_by_id([picture.pk])[picture.pk]

    assert not drawn.is_ready
    assert (drawn.width, drawn.height) == (640, 480)


@pytest.mark.django_db
def test_a_picture_that_is_gone_is_no_trouble() -> None:
    assert actions.make_renditions(10**9) == 0


@pytest.mark.django_db
def test_a_broken_file_leaves_the_old_renditions() -> None:
    picture = a_picture()
    actions.make_renditions(picture.pk)
    picture.file.save("broken.jpg", ContentFile(b"broken"), save=False)
    Picture.objects.filter(pk=picture.pk).update(file=picture.file.name)

    with pytest.raises(PictureUnreadable):
        actions.make_renditions(picture.pk)

    assert PictureRendition.objects.filter(image=picture).count() == 6
