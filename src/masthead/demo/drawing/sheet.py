"""A sheet of paper: flat ink, overprinting and stippled shade, as in gouache or riso print.

One picture uses a handful of inks. Form is shown by stippling one ink over another along
a gradient, which is what makes the flat shapes look drawn rather than cut out by a machine.
Everything is repeatable: the grain comes from the sheet's own seed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

from masthead.demo.drawing.shapes import Point, Shape, ribbon, smooth

Ink = str

GRAIN_SIDE = 1024
RAMP_PAD = 12
SMALL_AREA = 120_000


@dataclass(frozen=True)
class Cut:
    """A stencil: where ink may go, as a mask placed on the sheet."""

    mask: Image.Image
    left: int
    top: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The stencil's rectangle on the sheet."""
        return (
            self.left,
            self.top,
            self.left + self.mask.width,
            self.top + self.mask.height,
        )


@lru_cache(maxsize=2)
def _grain(seed: int) -> Image.Image:
    """Return an even field of grain, every grey equally frequent, slightly clumped."""
    raw = Image.frombytes("L", (GRAIN_SIDE, GRAIN_SIDE), Random(seed).randbytes(GRAIN_SIDE * GRAIN_SIDE))
    return ImageOps.equalize(raw.filter(ImageFilter.GaussianBlur(0.6)))


@lru_cache(maxsize=1)
def _ramp() -> Image.Image:
    """Return a tall strip: a long 0, one even climb of 256 rows, a long 255."""
    strip = Image.new("L", (4, 256 * (2 * RAMP_PAD + 1)), 255)
    strip.paste(0, (0, 0, 4, 256 * RAMP_PAD))
    strip.paste(Image.linear_gradient("L").resize((4, 256)), (0, 256 * RAMP_PAD))
    return strip


@lru_cache(maxsize=1)
def _halo() -> Image.Image:
    """Return a soft disc, 255 in the middle and 0 at the edge of its square."""
    return Image.radial_gradient("L").point(lambda v: 255 - min(255, round(v * 1.42)))


class Sheet:
    """One picture in the making; sizes in pixels, inks as ``#rrggbb``."""

    def __init__(self, size: tuple[int, int], paper: Ink, *, seed: int) -> None:
        self.width, self.height = size
        self.image = Image.new("RGB", size, paper)
        self.dice = Random(seed)
        self._turns = 0

    def cut(self, *shapes: Sequence[Point], without: Sequence[Sequence[Point]] = ()) -> Cut:
        """Return a stencil of several shapes together, less the shapes in *without*."""
        xs = [x for shape in shapes for x, _ in shape]
        ys = [y for shape in shapes for _, y in shape]
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(self.width, math.ceil(max(xs)) + 1)
        bottom = min(self.height, math.ceil(max(ys)) + 1)
        if right <= left or bottom <= top:
            return Cut(Image.new("L", (1, 1), 0), 0, 0)
        fine = 4 if (right - left) * (bottom - top) < SMALL_AREA else 2
        large = Image.new("L", ((right - left) * fine, (bottom - top) * fine), 0)
        pen = ImageDraw.Draw(large)
        for shape, tone in [*((s, 255) for s in shapes), *((s, 0) for s in without)]:
            pen.polygon([((x - left) * fine, (y - top) * fine) for x, y in shape], fill=tone)
        return Cut(large.reduce(fine), left, top)

    def within(self, inner: Cut, outer: Cut) -> Cut:
        """Return the part of *inner* that lies on *outer*."""
        left, top = max(inner.left, outer.left), max(inner.top, outer.top)
        right, bottom = min(inner.box[2], outer.box[2]), min(inner.box[3], outer.box[3])
        if right <= left or bottom <= top:
            return Cut(Image.new("L", (1, 1), 0), 0, 0)
        pieces = [
            cut.mask.crop((left - cut.left, top - cut.top, right - cut.left, bottom - cut.top))
            for cut in (inner, outer)
        ]
        return Cut(ImageChops.multiply(*pieces), left, top)

    def covers(self, cut: Cut, point: Point) -> bool:
        """Say whether *point* lies on the stencil."""
        x, y = int(point[0]) - cut.left, int(point[1]) - cut.top
        if not (0 <= x < cut.mask.width and 0 <= y < cut.mask.height):
            return False
        return cut.mask.getpixel((x, y)) == 255

    def everywhere(self) -> Cut:
        """Return a stencil of the whole sheet."""
        return Cut(Image.new("L", (self.width, self.height), 255), 0, 0)

    def lay(self, cut: Cut, ink: Ink, *, strength: float = 1.0) -> None:
        """Print *ink* flat through the stencil."""
        mask = cut.mask if strength >= 1 else cut.mask.point(lambda v: int(v * strength))
        self.image.paste(ImageColor.getrgb(ink), cut.box, mask)

    def overprint(self, cut: Cut, ink: Ink, *, strength: float = 1.0) -> None:
        """Print *ink* as a transparent layer, so that what is below darkens it."""
        below = self.image.crop(cut.box)
        inked = ImageChops.multiply(below, Image.new("RGB", below.size, ink))
        mask = cut.mask if strength >= 1 else cut.mask.point(lambda v: int(v * strength))
        self.image.paste(inked, cut.box, mask)

    def draw(self, ink: Ink, *shapes: Sequence[Point]) -> Cut:
        """Cut and lay in one go; the stencil comes back for shading."""
        cut = self.cut(*shapes)
        self.lay(cut, ink)
        return cut

    def line(self, points: Sequence[Point], ink: Ink, width: float, *, end_width: float | None = None) -> Cut:
        """Draw a smooth line through *points*."""
        spine: Shape = smooth(points, closed=False) if len(points) > 2 else list(points)
        return self.draw(ink, ribbon(spine, width, end_width=end_width))

    def shade(
        self,
        cut: Cut,
        ink: Ink,
        start: Point,
        end: Point,
        *,
        least: float = 0.0,
        most: float = 0.85,
        power: float = 1.0,
    ) -> None:
        """Stipple *ink* on the stencil, from *least* at *start* to *most* at *end* (shares)."""
        tone = self._slope(cut, start, end).point(_curve(least, most, power))
        self._stipple(cut, ink, tone)

    def glow(
        self,
        cut: Cut,
        ink: Ink,
        centre: Point,
        radius: float,
        *,
        squash: float = 1.0,
        most: float = 0.9,
        power: float = 1.0,
    ) -> None:
        """Stipple *ink* around *centre*, fading to nothing at *radius*."""
        down = max(2, int(radius * squash))
        disc = _halo().resize((2 * int(radius), 2 * down))
        tone = Image.new("L", cut.mask.size, 0)
        tone.paste(disc, (int(centre[0] - radius) - cut.left, int(centre[1] - down) - cut.top))
        self._stipple(cut, ink, tone.point(_curve(0, most, power)))

    def speckle(self, cut: Cut, ink: Ink, *, share: float) -> None:
        """Scatter *ink* evenly over a *share* of the stencil."""
        self._stipple(cut, ink, Image.new("L", cut.mask.size, int(255 * share)))

    def cast(self, shape: Sequence[Point], ink: Ink, *, strength: float = 0.5, soft: float = 6) -> None:
        """Lay a soft shadow of *shape*."""
        cut = self.cut(shape)
        pad = int(soft * 3)
        mask = ImageOps.expand(cut.mask, pad, 0).filter(ImageFilter.BoxBlur(soft))
        spread = Cut(mask, cut.left - pad, cut.top - pad)
        spread = self.within(spread, self.everywhere())
        self._stipple(spread, ink, Image.new("L", spread.mask.size, int(255 * strength)))

    def finished(self, *, tooth: float = 5.0, uneven: float = 5.0) -> Image.Image:
        """Return the picture with the paper's tooth and the press's slow unevenness."""
        soft = Image.frombytes("L", (9, 6), self.dice.randbytes(54))
        soft = soft.resize(self.image.size, Image.Resampling.BICUBIC)
        slow = soft.point(lambda v: int(128 + (v - 128) * uneven / 128))
        fast = self._field((0, 0, self.width, self.height)).point(lambda v: int(128 + (v - 128) * tooth / 128))
        both = ImageChops.add(slow, fast, 1, -128)
        self.image = ImageChops.add(self.image, Image.merge("RGB", (both,) * 3), 1, -128)
        return self.image

    def _slope(self, cut: Cut, start: Point, end: Point) -> Image.Image:
        across, down = end[0] - start[0], end[1] - start[1]
        square = across * across + down * down or 1.0
        shift = (cut.left - start[0]) * across + (cut.top - start[1]) * down
        rows = 256.0
        data = (
            0.0,
            0.0,
            2.0,
            rows * across / square,
            rows * down / square,
            rows * (shift / square + RAMP_PAD),
        )
        return _ramp().transform(cut.mask.size, Image.Transform.AFFINE, data)

    def _stipple(self, cut: Cut, ink: Ink, tone: Image.Image) -> None:
        field = self._field(cut.box)
        dots = ImageChops.subtract(tone, field).point(lambda v: min(255, v * 5))
        self.image.paste(ImageColor.getrgb(ink), cut.box, ImageChops.multiply(dots, cut.mask))

    def _field(self, box: tuple[int, int, int, int]) -> Image.Image:
        self._turns += 1
        tile = _grain(7)
        left, top = (389 * self._turns) % GRAIN_SIDE, (577 * self._turns) % GRAIN_SIDE
        field = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        for x in range(-left, field.width, GRAIN_SIDE):
            for y in range(-top, field.height, GRAIN_SIDE):
                field.paste(tile, (x, y))
        return field


def _curve(least: float, most: float, power: float) -> Callable[[int], int]:
    def toned(value: int) -> int:
        return int(255 * (least + (most - least) * (value / 255) ** power))

    return toned
