"""The cover of the mending issue: two cloths, and the red thread that holds them together."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.covers import COVER, MARGIN, NAME
from masthead.demo.drawing.lettering import nameplate
from masthead.demo.drawing.palettes import PALETTES, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Cut, Sheet

THREAD = "#d23a28"
LEFT_END, RIGHT_END = (-60.0, 1420.0), (1260.0, 700.0)
STITCHES = 21


def seam_cover(*, seed: int = 45) -> Image.Image:
    """Draw a yellow cloth and a dark green one joined by a slanting seam, the needle just leaving the frame."""
    inks = PALETTES["citrus"]
    yellow, green = mix(inks.pale, inks.mid, 0.35), mix(inks.deep, "#0d3b2a", 0.5)
    sheet = Sheet(COVER, yellow, seed=seed)
    ground = sheet.everywhere()
    _weave(sheet, ground, mix(yellow, inks.mid, 0.7), 7)
    sheet.shade(ground, mix(yellow, inks.mid, 0.75), (500, 300), (1150, 1500), most=0.6)
    edge = [_along(k / 40, 10 * math.sin(k * 0.55) + sheet.dice.uniform(-2, 2)) for k in range(41)]
    lower: Shape = [*shapes.smooth(edge, closed=False, steps=4), (1260, 1660), (-60, 1660)]
    sheet.cast(shapes.shifted(lower, -6, -16), mix(inks.deep, inks.mid, 0.3), strength=0.55, soft=16)
    cloth = sheet.draw(green, lower)
    _weave(sheet, cloth, mix(green, inks.cool, 0.3), 9)
    sheet.shade(cloth, mix(green, "#000000", 0.5), (700, 1050), (1000, 1640), most=0.75)
    sheet.shade(cloth, mix(green, inks.cool, 0.55), (300, 1500), (160, 1260), most=0.4)
    hem = shapes.smooth([(x, y + 62) for x, y in edge], closed=False, steps=4)
    sheet.lay(sheet.cut(shapes.ribbon(hem, 3)), mix(green, "#000000", 0.45), strength=0.7)
    for place in range(1, STITCHES):
        _stitch(sheet, place, green)
    _needle(sheet, inks.deep, inks.paper)
    nameplate(sheet, NAME, foot=(MARGIN, 262), width=1200 - 2 * MARGIN, ink=green)
    return sheet.finished(tooth=4)


def _along(share: float, off: float) -> Point:
    """A point at a *share* of the seam, *off* pixels below it."""
    across, down = RIGHT_END[0] - LEFT_END[0], RIGHT_END[1] - LEFT_END[1]
    length = math.hypot(across, down)
    return (
        LEFT_END[0] + across * share - down / length * off,
        LEFT_END[1] + down * share + across / length * off,
    )


def _weave(sheet: Sheet, cloth: Cut, ink: str, pitch: int) -> None:
    """Let the threads of a cloth be seen, and no more than that."""
    for lines in (
        [shapes.rectangle(x, 0, 2, 1600) for x in range(0, 1200, pitch)],
        [shapes.rectangle(0, y, 1200, 2) for y in range(0, 1600, pitch)],
    ):
        sheet.lay(sheet.within(sheet.cut(*lines), cloth), ink, strength=0.16)


def _stitch(sheet: Sheet, place: int, dark: str) -> None:
    share = place / (STITCHES + 1)
    lean = 0.019 + sheet.dice.uniform(-0.003, 0.003)
    top = _along(share + lean, -58 + sheet.dice.uniform(-7, 7))
    foot = _along(share - lean, 60 + sheet.dice.uniform(-7, 7))
    middle = ((top[0] + foot[0]) / 2 + 5, (top[1] + foot[1]) / 2 - 2)
    line = shapes.smooth([top, middle, foot], closed=False)
    sheet.cast(shapes.ribbon(shapes.shifted(line, 6, 9), 15), dark, strength=0.6, soft=4)
    sheet.draw(mix(dark, "#000000", 0.4), shapes.ellipse(top, 10, 8), shapes.ellipse(foot, 10, 8))
    thread = sheet.draw(THREAD, shapes.ribbon(line, 17))
    sheet.shade(thread, mix(THREAD, dark, 0.6), (top[0], top[1]), (foot[0] + 24, foot[1] + 8), most=0.7)


def _needle(sheet: Sheet, dark: str, light: str) -> None:
    """The last stitch, pulled up to a needle whose point is out of the picture already."""
    start = _along(STITCHES / (STITCHES + 1) - 0.022, -54)
    eye: Point = (846, 470)
    slack: list[Point] = [start, (start[0] - 10, start[1] - 130), (1010, 610), (860, 700), (744, 620), (790, 506), eye]
    loop = shapes.smooth(slack, closed=False)
    sheet.cast(shapes.ribbon(shapes.shifted(loop, 10, 16), 11), mix(dark, light, 0.2), strength=0.35, soft=7)
    thread = sheet.draw(THREAD, shapes.ribbon(loop, 12))
    sheet.shade(thread, mix(THREAD, dark, 0.5), (800, 520), (1160, 760), most=0.6)
    steel = shapes.rotated(
        [(eye[0] - 44, eye[1] - 6), (eye[0] - 30, eye[1] - 15), (eye[0] + 90, eye[1] - 14), (1560, eye[1]),
         (eye[0] + 90, eye[1] + 14), (eye[0] - 30, eye[1] + 15), (eye[0] - 44, eye[1] + 6)],
        -14, about=eye,
    )  # fmt: skip
    sheet.cast(shapes.shifted(steel, 16, 26), dark, strength=0.5, soft=9)
    shaft = sheet.draw(mix(dark, light, 0.35), steel)
    sheet.shade(shaft, light, (eye[0] + 100, eye[1] + 20), (eye[0] + 92, eye[1] - 44), most=0.7)
    sheet.shade(shaft, dark, (eye[0] + 60, eye[1] - 10), (eye[0] + 74, eye[1] + 40), most=0.8)
    hole = shapes.rotated(shapes.rounded(eye[0] - 30, eye[1] - 6, 84, 12, 6), -14, about=eye)
    sheet.draw(dark, hole)
    sheet.draw(
        THREAD, shapes.ribbon([(eye[0] - 34, eye[1] + 26), (eye[0] - 6, eye[1] - 2), (eye[0] + 20, eye[1] - 24)], 12)
    )
