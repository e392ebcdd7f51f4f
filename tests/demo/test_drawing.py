"""Pictures, film and sound made by code are the same every time, of the size they should be, and playable."""

from __future__ import annotations

import wave
from io import BytesIO

import pytest
from PIL import Image, ImageStat

from masthead.demo.drawing import film, land, portfolio, sound
from masthead.demo.drawing.shapes import ellipse, rectangle
from masthead.demo.drawing.sheet import Sheet
from masthead.demo.manuscripts import facts

SIZES = {(1600, 1067), (1200, 1500), (1200, 1600)}


def test_every_picture_that_is_described_can_be_drawn_and_every_drawn_one_is_described() -> None:
    assert set(facts("pictures")) == set(portfolio.PICTURES)


@pytest.mark.parametrize("name", ["two-lights", "cover-47", "portrait-orla-quist", "loom"])
def test_a_picture_has_one_of_the_three_sizes_and_is_no_flat_sheet(name: str) -> None:
    image = Image.open(BytesIO(portfolio.drawn(name)))
    assert image.size in SIZES
    assert min(ImageStat.Stat(image).stddev) > 15


def test_the_same_seed_draws_the_same_picture_and_another_seed_another() -> None:
    first, again, other = (land.layered_hills("moss", seed=seed).tobytes() for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_ink_goes_where_the_stencil_is_and_nowhere_else() -> None:
    sheet = Sheet((100, 100), "#ffffff", seed=1)
    sheet.draw("#ff0000", rectangle(10, 10, 30, 30))
    assert sheet.image.getpixel((20, 20)) == (255, 0, 0)
    assert sheet.image.getpixel((60, 60)) == (255, 255, 255)


def test_shade_grows_along_its_slope() -> None:
    sheet = Sheet((200, 200), "#ffffff", seed=1)
    sheet.shade(sheet.everywhere(), "#000000", (0, 0), (200, 0), most=1)
    left, right = (ImageStat.Stat(sheet.image.crop(box)).mean[0] for box in ((0, 0, 40, 200), (160, 0, 200, 200)))
    assert left > 180
    assert right < 75


def test_a_shape_off_the_sheet_draws_nothing() -> None:
    sheet = Sheet((50, 50), "#ffffff", seed=1)
    sheet.draw("#000000", ellipse((400, 400), 20))
    assert sheet.image.getcolors() == [(2500, (255, 255, 255))]


def test_the_pool_gives_the_same_picture_for_the_same_seed_and_differs_from_place_to_place() -> None:
    assert portfolio.pooled(3, seed=1) == portfolio.pooled(3, seed=1)
    assert portfolio.pooled(3, seed=1)[1] != portfolio.pooled(3, seed=2)[1]
    assert portfolio.pooled(3, seed=1)[0] != portfolio.pooled(11, seed=1)[0]


def test_the_film_is_webm_with_all_its_frames() -> None:
    data = film.tide()
    assert data[:4] == b"\x1a\x45\xdf\xa3"
    assert b"webm" in data[:128]
    assert data.count(b"\x9d\x01\x2a") == film.SECONDS * film.FRAMES_PER_SECOND  # the start code of a VP8 key frame


def test_the_sound_is_ten_seconds_of_wav() -> None:
    with wave.open(BytesIO(sound.loom())) as file:
        seconds = file.getnframes() / file.getframerate()
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
    assert 8 < seconds < 12
