"""Whether the words on a cover can be read: WCAG's contrast between the ink and the picture under each line.

The layout of a cover is known in hundredths of its width (``front/css/issue.css`` has the same figures), so that the piece of picture
under a line can be computed without a browser. Of its pixels the worst tenth is left out; of the rest the worst one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

from masthead.issues.models import CoverInk, CoverPlace
from masthead.magazine.colours import luminance_of, ratio_of
from masthead.pictures.models import Picture

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: contrast of text that may be small."""
# Hundredths of the cover's width.
INSET, BLOCK_WIDTH = 5.0, 62.0
SIZE, LEADING, GAP = 5.4, 1.16, 2.6
NAMEPLATE_TOP, NAMEPLATE_HEIGHT = 4.0, 13.0
BELOW_NAMEPLATE = 19.0
LETTER_WIDTH = 0.52
"""Of the size of the type: an average of the display faces, on the wide side."""
OVER = (CoverPlace.BOTTOM_END, CoverPlace.BOTTOM_START, CoverPlace.TOP_START, CoverPlace.TOP_END)
INKS = {CoverInk.LIGHT: (255, 255, 255), CoverInk.DARK: (17, 17, 17)}
SHADES = {CoverInk.LIGHT: (0, 0, 0), CoverInk.DARK: (255, 255, 255)}
SHADE_STRENGTH = 0.6
LEFT_OUT = 0.1
SAMPLE_WIDTH = 200

Colour = tuple[int, int, int]


class Box(NamedTuple):
    """A piece of the cover, in hundredths of its width."""

    left: float
    top: float
    right: float
    bottom: float


class Look(NamedTuple):
    """How the lines stand: codes of ``CoverPlace`` and ``CoverInk``, and whether a shade lies behind them."""

    place: str
    ink: str
    has_shade: bool


@dataclass(frozen=True)
class Reading:
    """How well one line can be read: its contrast ratio (1 to 21)."""

    text: str
    ratio: float

    @property
    def is_enough(self) -> bool:
        """Whether WCAG's 4.5 is reached."""
        return self.ratio >= ENOUGH


def readings_of(
    picture: Picture, lines: Sequence[str], *, place: str, ink: str, has_shade: bool, nameplate: str = ""
) -> list[Reading]:
    """The reading of the nameplate (when there is one) and of each line over the picture; none when lines stand beside it.

    None either for a picture whose file cannot be read.
    """
    is_over = bool(nameplate) or (bool(lines) and place != CoverPlace.BESIDE)
    sample = _sample_of(picture) if is_over else None
    return _readings(sample, lines, Look(place, ink, has_shade), nameplate) if sample else []


def way_out(picture: Picture, lines: Sequence[str], look: Look, *, nameplate: str = "") -> Look | None:
    """The look nearest to one that cannot be read in which all can be; None if there is none.

    Nearest is the other ink, then another place, then a shade.
    """
    sample = _sample_of(picture)
    if sample is None:
        return None
    other = CoverInk.DARK if look.ink == CoverInk.LIGHT else CoverInk.LIGHT
    places = [place for place in OVER if place != look.place] if look.place in OVER else []
    ways = [look._replace(ink=other), *(look._replace(place=place) for place in places), look._replace(has_shade=True)]
    return next((way for way in ways if all(each.is_enough for each in _readings(sample, lines, way, nameplate))), None)


def _readings(sample: Image.Image, lines: Sequence[str], look: Look, nameplate: str) -> list[Reading]:
    place, ink, has_shade = look
    texts = [nameplate] if nameplate else []
    over = [] if place == CoverPlace.BESIDE else list(lines)
    height = 100 * sample.height / sample.width
    boxes = [Box(INSET, NAMEPLATE_TOP, 100 - INSET, NAMEPLATE_TOP + NAMEPLATE_HEIGHT)] if nameplate else []
    boxes += boxes_of(over, place, height, has_nameplate=bool(nameplate))
    return [
        Reading(text, _ratio(_pixels(sample, box), CoverInk(ink), has_shade=has_shade and text in over))
        for text, box in zip([*texts, *over], boxes, strict=True)
    ]


def boxes_of(lines: Iterable[str], place: str, height: float, *, has_nameplate: bool) -> list[Box]:
    """Where each line stands, on a cover of this height (hundredths of its width)."""
    rows = [_rows_of(line) for line in lines]
    heights = [count * SIZE * LEADING for count in rows]
    total = sum(heights) + GAP * max(0, len(heights) - 1)
    is_top = place in {CoverPlace.TOP_START, CoverPlace.TOP_END}
    top = (BELOW_NAMEPLATE if has_nameplate else INSET) if is_top else height - INSET - total
    left = INSET if place in {CoverPlace.TOP_START, CoverPlace.BOTTOM_START} else 100 - INSET - BLOCK_WIDTH
    boxes = []
    for tall in heights:
        boxes.append(Box(left, top, left + BLOCK_WIDTH, top + tall))
        top += tall + GAP
    return boxes


def _rows_of(line: str) -> int:
    return max(1, ceil(len(line) * LETTER_WIDTH * SIZE / BLOCK_WIDTH))


def _ratio(pixels: Sequence[Colour], ink: CoverInk, *, has_shade: bool) -> float:
    """The contrast of an ink on the pixels, the worst tenth left out; rounded down to a tenth."""
    ground = [_shaded(pixel, SHADES[ink]) for pixel in pixels] if has_shade else pixels
    ratios = sorted(ratio_of(luminance_of(*INKS[ink]), luminance_of(*pixel)) for pixel in ground)
    return int(ratios[int(len(ratios) * LEFT_OUT)] * 10) / 10 if ratios else 1.0


def _shaded(pixel: Colour, shade: Colour) -> Colour:
    red, green, blue = (
        round(part * (1 - SHADE_STRENGTH) + over * SHADE_STRENGTH) for part, over in zip(pixel, shade, strict=True)
    )
    return red, green, blue


def _sample_of(picture: Picture) -> Image.Image | None:
    """The picture, small; None when its file is gone or is no picture."""
    try:
        with picture.file.open("rb") as stream, Image.open(stream) as image:
            image.draft("RGB", (SAMPLE_WIDTH * 2, SAMPLE_WIDTH * 3))
            height = max(1, round(SAMPLE_WIDTH * image.height / image.width))
            return image.convert("RGB").resize((SAMPLE_WIDTH, height), Image.Resampling.BOX)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return None


def _pixels(sample: Image.Image, box: Box) -> list[Colour]:
    scale = sample.width / 100
    left, right = max(0, int(box.left * scale)), min(sample.width, ceil(box.right * scale))
    top, bottom = max(0, int(box.top * scale)), min(sample.height, ceil(box.bottom * scale))
    if right <= left or bottom <= top:
        return []
    data = sample.crop((left, top, right, bottom)).tobytes()
    return [(data[place], data[place + 1], data[place + 2]) for place in range(0, len(data), 3)]
