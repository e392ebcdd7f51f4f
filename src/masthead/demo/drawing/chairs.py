"""Twelve chairs, one of them worth sitting on."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def twelve_chairs(palette: str = "ink", *, seed: int = 1) -> Image.Image:
    """Draw a chart of chairs in one ink, a single one in another."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, inks.paper, seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, mix(inks.paper, inks.pale, 0.7), (300, 100), (1600, 1067), most=0.8)
    chosen = sheet.dice.randrange(12)
    for place in range(12):
        foot = (250.0 + place % 4 * 368, 330.0 + place // 4 * 338)
        ink = inks.hot if place == chosen else inks.deep
        _chair(sheet, inks, foot, ink, kind=place)
    return sheet.finished()


def _chair(sheet: Sheet, inks: Palette, foot: Point, ink: str, *, kind: int) -> None:
    x, y = foot
    sheet.cast(shapes.ellipse((x + 24, y + 2), 112, 9), mix(inks.deep, inks.mid, 0.4), strength=0.5, soft=5)
    seat = shapes.shifted(_seat(kind), x, y)
    back = [shapes.shifted(part, x, y) for part in _back(kind)]
    legs = [shapes.shifted(part, x, y) for part in _legs(kind)]
    if legs[2:]:
        far = sheet.draw(mix(ink, inks.paper, 0.35), *legs[2:])
        sheet.shade(far, inks.paper, (x, y - 130), (x, y + 40), most=0.3)
    sheet.draw(ink, *legs[:2])
    for part in back:
        cut = sheet.draw(ink, part)
        sheet.shade(cut, mix(ink, inks.paper, 0.55), (x, y - 120), (x - 80, y - 280), most=0.7)
    top = sheet.draw(mix(ink, inks.pale, 0.22), seat)
    sheet.shade(top, mix(ink, "#000000", 0.2), (x - 20, 0), (x + 90, 0), most=0.7)


def _seat(kind: int) -> Shape:
    if kind % 3 == 0:
        return shapes.rounded(-88, -128, 172, 24, 10)
    if kind % 3 == 1:
        return shapes.ellipse((-2, -116), 92, 19)
    return shapes.smooth([(-92, -130), (-20, -116), (60, -128), (92, -120), (80, -98), (-20, -94), (-88, -104)])


def _legs(kind: int) -> list[Shape]:
    if kind == 4:
        return [shapes.rectangle(-8, -112, 16, 96), shapes.rounded(-70, -20, 140, 18, 9)]
    if kind in (2, 9):
        hoop = [*shapes.arc((0, -58), 74, 0, 180), (-84, -112)]
        return [shapes.ribbon(hoop, 11), shapes.ribbon([(74, -56), (86, -112)], 11)]
    splay = [4, 22, 0, 30, 0, 10, 16, 0, 26, 0, 12, 34][kind]
    front = [shapes.ribbon([(side * 74, -108), (side * (74 + splay), 0)], 13, end_width=8) for side in (-1, 1)]
    rear = [shapes.ribbon([(side * 44, -108), (side * (44 + splay * 0.6), -24)], 11, end_width=7) for side in (-1, 1)]
    return [*front, *rear]


def _back(kind: int) -> list[Shape]:
    posts = [shapes.ribbon([(side * 70, -118), (side * 78, -262)], 12) for side in (-1, 1)]
    builders: list[list[Shape]] = [
        [*posts, *(shapes.rounded(-76, -250 + k * 44, 152, 17, 8) for k in range(3))],
        [
            shapes.band((0, -190), 66, 80, 150, 390),
            *(shapes.ribbon([(dx, -118), (dx * 1.1, -258)], 6) for dx in (-42, -14, 14, 42)),
        ],
        [shapes.smooth([(-76, -120), (-92, -216), (-60, -272), (60, -272), (92, -216), (76, -120)])],
        [*posts, shapes.rounded(-82, -268, 164, 66, 10)],
        [shapes.smooth([(-60, -118), (-104, -190), (-70, -258), (0, -232), (70, -258), (104, -190), (60, -118)])],
        [
            *posts,
            *(shapes.rectangle(-60 + k * 28, -256, 9, 140) for k in range(5)),
            shapes.rounded(-82, -272, 164, 20, 9),
        ],
        [shapes.archway(-72, -280, 144, 166)],
        [*posts, shapes.ellipse((0, -206), 58, 46), shapes.rounded(-84, -274, 168, 14, 7)],
        [
            shapes.rounded(-84, -196, 168, 58, 26),
            shapes.ribbon([(-60, -120), (-66, -180)], 11),
            shapes.ribbon([(60, -120), (66, -180)], 11),
        ],
        [shapes.band((0, -196), 46, 84, 0, 360)],
        [
            *posts,
            shapes.ribbon([(-74, -252), (74, -138)], 10),
            shapes.ribbon([(74, -252), (-74, -138)], 10),
            shapes.rounded(-84, -268, 168, 14, 7),
        ],
        [shapes.ribbon([(dx * 0.5, -118), (dx, -270)], 9, end_width=14) for dx in (-84, -42, 0, 42, 84)],
    ]
    return builders[kind]
