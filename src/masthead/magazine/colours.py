"""Colours as numbers: WCAG's contrast, and OKLCH, where lightness can be moved while the hue stays.

Sources: WCAG 2.2 (relative luminance, contrast ratio), and Björn Ottosson's OKLab of 2020, as CSS Color 4 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

HEX = re.compile(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
LINEAR_BELOW = 0.04045
STEPS = 400
"""In how many steps lightness is walked through, from black to white."""
HALVINGS = 18
ROOM = 1e-6
"""How far outside sRGB a colour may be through rounding alone."""

Channels = tuple[float, float, float]


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True, order=True)
class Colour:
    """A colour of sRGB, each part 0 to 255."""

    red: int
    green: int
    blue: int

    @staticmethod
    def read(text: str) -> Colour | None:
        """``#8a1c1c``, ``8a1c1c`` or ``#812``; None for anything else."""
        said = text.strip()
        if not HEX.fullmatch(said):
            return None
        digits = said.removeprefix("#")
        digits = digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)  # noqa: PLR2004
        return Colour(*(int(digits[place : place + 2], 16) for place in (0, 2, 4)))

    @property
    def hex(self) -> str:
        """``#8a1c1c``: made of numbers, so that nothing else can stand in it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """WCAG's relative luminance, 0 to 1."""
        return luminance_of(self.red, self.green, self.blue)

    @property
    def oklch(self) -> Oklch:
        """The same colour by lightness, chroma and hue."""
        lightness, a, b = _oklab((_linear(self.red / 255), _linear(self.green / 255), _linear(self.blue / 255)))
        return Oklch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)

    @property
    def is_dark(self) -> bool:
        """Whether white words stand out on it better than black ones."""
        return contrast(self, WHITE) > contrast(self, BLACK)


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def luminance_of(red: int, green: int, blue: int) -> float:
    """WCAG's relative luminance of a colour whose parts go from 0 to 255; for pixels, which are too many to be ``Colour`` each."""
    return 0.2126 * _linear(red / 255) + 0.7152 * _linear(green / 255) + 0.0722 * _linear(blue / 255)


def ratio_of(one: float, other: float) -> float:
    """WCAG's contrast ratio of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's ratio of two colours, 1 to 21."""
    return ratio_of(one.luminance, other.luminance)


def least_contrast(colour: Colour, grounds: Iterable[Colour]) -> float:
    """The contrast with the ground that it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


@lru_cache(maxsize=4096)
def of_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour of sRGB; where there is none so colourful, the most colourful of that lightness and hue."""
    lightness = min(max(lightness, 0.0), 1.0)
    most = max(chroma, 0.0)
    if not _is_shown(whole := _linear_of(lightness, most, hue)):
        least = 0.0
        for _ in range(HALVINGS):
            middle = (least + most) / 2
            least, most = (middle, most) if _is_shown(_linear_of(lightness, middle, hue)) else (least, middle)
        whole = _linear_of(lightness, least, hue)
    return Colour(*(_byte(part) for part in whole))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of the second in the first, mixed as ink is: 0 gives the first, 1 the second."""
    parts = zip((one.red, one.green, one.blue), (other.red, other.green, other.blue), strict=True)
    return Colour(*(round(first + (second - first) * share) for first, second in parts))


def lightened(colour: Colour, lightness: float, *, chroma: float = 1.0) -> Colour:
    """The same hue at another lightness, with that share of its chroma."""
    said = colour.oklch
    return of_oklch(lightness, said.chroma * chroma, said.hue)


@lru_cache(maxsize=1024)
def nearest_passing(colour: Colour, grounds: tuple[Colour, ...], ratio: float) -> Colour:
    """The colour of the same hue nearest in lightness that keeps ``ratio`` on every ground.

    Where no lightness does (a light and a dark ground at once), black or white, whichever is read better.
    """
    if least_contrast(colour, grounds) >= ratio:
        return colour
    lightness, chroma, hue = colour.oklch
    for step in range(1, STEPS + 1):
        for moved in (lightness - step / STEPS, lightness + step / STEPS):
            if 0 <= moved <= 1 and least_contrast(tried := of_oklch(moved, chroma, hue), grounds) >= ratio:
                return tried
    return max(BLACK, WHITE, key=lambda extreme: least_contrast(extreme, grounds))


def _linear(part: float) -> float:
    return part / 12.92 if part <= LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)


def _byte(linear: float) -> int:
    shown = linear * 12.92 if linear <= LINEAR_BELOW / 12.92 else 1.055 * linear ** (1 / 2.4) - 0.055
    return min(max(round(shown * 255), 0), 255)


def _is_shown(linear: Channels) -> bool:
    return all(-ROOM <= part <= 1 + ROOM for part in linear)


def _oklab(linear: Channels) -> Channels:
    red, green, blue = linear
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear_of(lightness: float, chroma: float, hue: float) -> Channels:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
