"""The nameplate: Roman capitals with thick stems and hairlines, drawn from plane geometry.

Only the letters our own magazine's name needs, so that no typeface has to travel with the demo.
Letters stand on y = 0 with a cap height of 1; a stem is 0.16 wide, a hairline 0.022.
"""

from __future__ import annotations

from dataclasses import dataclass

from masthead.demo.drawing import shapes
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

STEM = 0.16
HAIR = 0.022
GAP = 0.1


@dataclass(frozen=True)
class Letter:
    """The strokes of one capital, the holes in them, and how much room it takes."""

    strokes: list[Shape]
    width: float
    holes: tuple[Shape, ...] = ()


def _stem(left: float, *, wide: float = STEM) -> list[Shape]:
    """Return an upright with hairline feet at both ends."""
    return [
        shapes.rectangle(left, -1, wide, 1),
        shapes.rectangle(left - 0.09, -1, wide + 0.18, HAIR),
        shapes.rectangle(left - 0.09, -HAIR, wide + 0.18, HAIR),
    ]


def _beak(x: float, y: float, *, up: bool) -> Shape:
    """Return the small wedge at the end of an arm."""
    reach = -0.2 if up else 0.2
    return [(x - 0.11, y), (x, y), (x, y + reach), (x - 0.026, y + reach)]


def _letter_e() -> Letter:
    arms = [
        shapes.rectangle(0, -1, 0.62, HAIR),
        shapes.rectangle(0, -HAIR, 0.66, HAIR),
        shapes.rectangle(0.1, -0.53, 0.34, HAIR),
        shapes.rectangle(0.42, -0.65, 0.026, 0.26),
    ]
    return Letter([*_stem(0.09), *arms, _beak(0.62, -1, up=False), _beak(0.66, 0, up=True)], 0.68)


def _letter_l() -> Letter:
    foot = [shapes.rectangle(0, -HAIR, 0.62, HAIR), _beak(0.62, 0, up=True)]
    return Letter([*_stem(0.09), *foot], 0.63)


def _letter_v() -> Letter:
    thick: Shape = [(0.08, -1), (0.26, -1), (0.5, -0.1), (0.44, 0.02)]
    thin: Shape = [(0.745, -1), (0.775, -1), (0.47, 0.02), (0.44, 0.02)]
    serifs = [shapes.rectangle(0, -1, 0.36, HAIR), shapes.rectangle(0.63, -1, 0.25, HAIR)]
    return Letter([thick, thin, *serifs], 0.88)


def _letter_n() -> Letter:
    uprights = [shapes.rectangle(0.115, -1, 0.032, 1), shapes.rectangle(0.735, -1, 0.032, 1.0)]
    diagonal: Shape = [(0.08, -1), (0.27, -1), (0.767, 0.01), (0.735, 0.01)]
    serifs = [
        shapes.rectangle(0, -1, 0.24, HAIR),
        shapes.rectangle(0.01, -HAIR, 0.24, HAIR),
        shapes.rectangle(0.63, -1, 0.24, HAIR),
    ]
    return Letter([*uprights, diagonal, *serifs], 0.87)


def _letter_i() -> Letter:
    return Letter(_stem(0.09), 0.34)


def _letter_g() -> Letter:
    outer = shapes.ellipse((0.44, -0.5), 0.43, 0.52)
    inner = shapes.ellipse((0.46, -0.5), 0.27, 0.495)
    mouth: Shape = [(0.5, -0.44), (0.98, -0.44), (0.98, -0.8), (0.76, -0.78), (0.62, -0.55)]
    bar = [shapes.rectangle(0.7, -0.4, STEM, 0.4), shapes.rectangle(0.58, -0.42, 0.4, HAIR)]
    beak: Shape = [(0.77, -1.0), (0.8, -1.0), (0.8, -0.66), (0.772, -0.66), (0.73, -0.8)]
    return Letter([outer, *bar, beak], 0.98, holes=(inner, mouth))


def _letter_h() -> Letter:
    return Letter([*_stem(0.09), *_stem(0.63), shapes.rectangle(0.2, -0.51, 0.5, HAIR)], 0.88)


def _letter_t() -> Letter:
    arms = [
        shapes.rectangle(0, -1, 0.76, HAIR),
        _beak(0.76, -1, up=False),
        shapes.mirrored(_beak(0.76, -1, up=False), 0.38),
    ]
    feet = [shapes.rectangle(0.3, -1, STEM, 1), shapes.rectangle(0.19, -HAIR, 0.38, HAIR)]
    return Letter([*arms, *feet], 0.76)


LETTERS = {
    "E": _letter_e(),
    "V": _letter_v(),
    "N": _letter_n(),
    "L": _letter_l(),
    "I": _letter_i(),
    "G": _letter_g(),
    "H": _letter_h(),
    "T": _letter_t(),
}


def nameplate(sheet: Sheet, word: str, *, foot: Point, width: float, ink: str) -> float:
    """Letter *word* from the point *foot* across *width*; returns the height of its capitals."""
    letters = [LETTERS[sign] for sign in word]
    natural = sum(letter.width for letter in letters) + GAP * (len(letters) - 1)
    size = width / natural
    x, y = foot
    for letter in letters:
        placed = [shapes.shifted(shapes.scaled(part, size), x, y) for part in letter.strokes]
        holes = [shapes.shifted(shapes.scaled(part, size), x, y) for part in letter.holes]
        if holes:
            sheet.lay(sheet.cut(placed[0], without=holes), ink)
            placed = placed[1:]
        sheet.draw(ink, *placed)
        x += (letter.width + GAP) * size
    return size
