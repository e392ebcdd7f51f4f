"""A lantern market, an oven and a station clock."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def lanterns(palette: str = "indigo", *, seed: int = 1) -> Image.Image:
    """Draw three arches of a covered market, hung with lanterns, one buyer in the middle."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.4), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (800, 300), (1700, 1000), most=0.75)
    for k, x in enumerate((60.0, 560.0, 1060.0)):
        night = sheet.draw(mix(inks.deep, "#000000", 0.25), shapes.archway(x, 190, 480, 900))
        sheet.glow(night, mix(inks.hot, inks.mid, 0.35), (x + 240, 520), 460, most=0.85)
        rim = sheet.cut(shapes.archway(x - 26, 164, 532, 930), without=[shapes.archway(x, 190, 480, 900)])
        sheet.lay(rim, mix(inks.mid, inks.cool, 0.3))
        sheet.shade(rim, inks.deep, (x, 0), (x + 560, 0), most=0.8)
        for j in range(9):
            turn = math.radians(180 + j * 22.5)
            spot = (x + 240 + 253 * math.cos(turn), 430 + 253 * math.sin(turn))
            sheet.draw([inks.hot, inks.cool][(j + k) % 2], shapes.ellipse(spot, 10))
    for i in range(13):
        x = 110 + i * 116 + sheet.dice.uniform(-16, 16)
        drop = sheet.dice.uniform(300, 640)
        _lantern(sheet, inks, (x, drop), sheet.dice.uniform(0.7, 1.25), kind=i % 3)
    floor = sheet.draw(mix(inks.deep, "#000000", 0.35), shapes.rectangle(0, 968, 1600, 120))
    sheet.glow(floor, inks.hot, (800, 980), 620, squash=0.2, most=0.7)
    _buyer(sheet, inks, (842, 1000))
    return sheet.finished()


def _lantern(sheet: Sheet, inks: Palette, top: Point, size: float, *, kind: int) -> None:
    x, y = top
    sheet.draw(mix(inks.cool, inks.deep, 0.4), shapes.rectangle(x - 1.5, -10, 3, y + 14))
    halo = sheet.cut(shapes.ellipse((x, y + 70 * size), 150 * size))
    sheet.glow(halo, inks.hot, (x, y + 70 * size), 145 * size, most=0.75, power=1.2)
    profile = [
        [(20, 0), (52, 50), (40, 104), (16, 128)],
        [(16, 0), (34, 34), (60, 92), (20, 140)],
        [(30, 0), (44, 10), (44, 112), (26, 124)],
    ][kind]
    corners = [(half * size, up * size) for half, up in profile]
    glass = sheet.draw(
        [inks.hot, mix(inks.hot, inks.paper, 0.4), inks.cool][kind], shapes.vessel(x, y + 136 * size, corners)
    )
    sheet.glow(glass, inks.paper, (x, y + 80 * size), 56 * size, most=0.95)
    sheet.shade(glass, mix(inks.hot, inks.deep, 0.6), (x + 8 * size, 0), (x + 70 * size, 0), most=0.8)
    dark = mix(inks.deep, "#000000", 0.2)
    for dx in (-0.5, 0.0, 0.5):
        sheet.draw(
            dark,
            shapes.ribbon(
                [
                    (x + dx * 30 * size, y + 10 * size),
                    (x + dx * 74 * size, y + 80 * size),
                    (x + dx * 36 * size, y + 136 * size),
                ],
                4 * size,
            ),
        )
    sheet.draw(
        dark,
        shapes.wedge((x, y + 14 * size), 26 * size, 180, 360),
        shapes.rounded(x - 26 * size, y + 132 * size, 52 * size, 10 * size, 4),
    )


def _buyer(sheet: Sheet, inks: Palette, foot: Point) -> None:
    x, y = foot
    dark = mix(inks.deep, "#000000", 0.5)
    sheet.draw(
        dark,
        shapes.smooth(
            [
                (x - 52, y),
                (x - 46, y - 150),
                (x - 30, y - 216),
                (x, y - 232),
                (x + 30, y - 212),
                (x + 44, y - 140),
                (x + 50, y),
            ]
        ),
    )
    sheet.draw(dark, shapes.ellipse((x, y - 262), 29, 34))
    sheet.line([(x - 28, y - 200), (x - 64, y - 236), (x - 74, y - 300)], dark, 20, end_width=13)


def bread_oven(palette: str = "clay", *, seed: int = 2) -> Image.Image:
    """Draw the mouth of an oven before dawn, the loaves, the long peel."""
    inks = PALETTES[palette]
    flame = "#e9792c"
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.3), seed=seed)
    wall = sheet.everywhere()
    for row in range(12):
        for k in range(12):
            left, top = k * 146 - (73 if row % 2 else 0), row * 92
            brick = sheet.draw(
                mix(mix(inks.mid, inks.deep, 0.45), inks.pale, sheet.dice.uniform(0, 0.14)),
                shapes.rounded(left, top, 138, 84, 7),
            )
            sheet.shade(brick, inks.deep, (left, top), (left + 120, top + 120), most=0.5)
    sheet.glow(wall, flame, (800, 560), 760, most=0.55, power=1.6)
    for j in range(13):
        turn = 180 + j * 15
        stone = shapes.band((800, 600), 386, 470, turn - 7 - 7.5 + 7.5, turn + 7)
        cut = sheet.draw(mix(inks.pale, inks.mid, 0.4), stone)
        sheet.shade(cut, inks.deep, (800, 600), (800, 60), most=0.6)
    mouth = sheet.draw(mix(inks.deep, "#000000", 0.45), shapes.archway(420, 220, 760, 520))
    sheet.glow(mouth, flame, (800, 720), 460, most=0.98)
    sheet.glow(mouth, inks.cool, (800, 740), 260, most=0.95)
    shelf = sheet.draw(mix(inks.pale, inks.mid, 0.5), shapes.rectangle(330, 738, 940, 54))
    sheet.shade(shelf, inks.deep, (0, 738), (0, 810), most=0.8)
    for x, y, size in [(530, 716, 0.8), (1060, 716, 0.8), (790, 690, 0.95)]:
        _loaf(sheet, inks, (x, y), size)
    sheet.draw("#b98a58", shapes.rounded(640, 762, 320, 40, 20), [(772, 790), (828, 790), (876, 1100), (800, 1100)])
    _loaf(sheet, inks, (800, 764), 1.25)
    return sheet.finished()


def _loaf(sheet: Sheet, inks: Palette, foot: Point, size: float) -> None:
    x, y = foot
    crust = sheet.draw(
        "#a8642f",
        shapes.smooth(
            [
                (x - 118 * size, y),
                (x - 104 * size, y - 62 * size),
                (x, y - 104 * size),
                (x + 104 * size, y - 62 * size),
                (x + 118 * size, y),
            ]
        ),
    )
    sheet.shade(crust, "#3a1c14", (x, y - 60 * size), (x + 40 * size, y + 60 * size), most=0.85)
    sheet.shade(crust, "#eab26a", (x, y - 40 * size), (x - 30 * size, y - 130 * size), most=0.7)
    for dx in (-50, 0, 50):
        slash = shapes.leaf((x + (dx - 26) * size, y - 34 * size), 78 * size, 17 * size, -58)
        sheet.lay(sheet.within(sheet.cut(slash), crust), inks.paper, strength=0.85)


def station_clock(palette: str = "snow", *, seed: int = 3) -> Image.Image:
    """Draw a platform at ten to midnight: a clock, a bench, one suitcase."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.35), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (900, 400), (0, 1000), most=0.85)
    for k in range(9):
        rib = sheet.draw(
            mix(inks.deep, inks.cool, 0.25), shapes.ribbon([(k * 220 - 60, -20), (k * 220 + 180, 236)], 14)
        )
        sheet.shade(rib, inks.deep, (k * 220.0, 0), (k * 220 + 160, 240), most=0.7)
    sheet.draw(mix(inks.deep, inks.cool, 0.45), shapes.rectangle(0, 232, 1600, 22))
    for x in (250.0, 1400.0):
        post = sheet.draw(mix(inks.deep, inks.cool, 0.4), shapes.rectangle(x, 250, 34, 640))
        sheet.shade(post, inks.deep, (x + 4, 0), (x + 40, 0), most=0.8)
    sheet.glow(wall, inks.hot, (980, 470), 520, most=0.6, power=1.5)
    sheet.draw(inks.deep, shapes.rectangle(972, 240, 16, 60), shapes.ellipse((980, 470), 196))
    face = sheet.draw("#fff6e2", shapes.ellipse((980, 470), 174))
    sheet.shade(face, inks.hot, (900, 400), (1160, 660), most=0.5)
    for k in range(12):
        spot = shapes.rotated(shapes.rectangle(976, 308, 8, 34 if k % 3 == 0 else 20), k * 30, about=(980, 470))
        sheet.draw(inks.deep, spot)
    for turn, length, width in ((355, 88, 15), (300, 134, 10)):
        hand = shapes.rotated(
            [(980 - width / 2, 490), (980 + width / 2, 490), (983, 470 - length), (977, 470 - length)],
            turn,
            about=(980, 470),
        )
        sheet.draw(inks.deep, hand)
    sheet.draw(inks.hot, shapes.ellipse((980, 470), 11))
    _platform(sheet, inks)
    return sheet.finished()


def _platform(sheet: Sheet, inks: Palette) -> None:
    floor = sheet.draw(mix(inks.mid, inks.deep, 0.35), shapes.rectangle(0, 880, 1600, 200))
    sheet.glow(floor, inks.hot, (980, 890), 560, squash=0.24, most=0.6)
    sheet.shade(floor, inks.deep, (0, 920), (0, 1067), most=0.7)
    sheet.draw(inks.paper, shapes.rectangle(0, 1012, 1600, 10))
    wood = "#8a5a3a"
    for y in (700, 738, 790):
        slat = sheet.draw(wood, shapes.rounded(400, y, 400, 24, 8))
        sheet.shade(slat, inks.deep, (500, 0), (820, 0), most=0.7)
    sheet.draw(inks.deep, shapes.rectangle(430, 696, 14, 206), shapes.rectangle(756, 696, 14, 206))
    case = sheet.draw(inks.hot, shapes.rounded(850, 776, 190, 134, 16))
    sheet.shade(case, inks.deep, (880, 780), (1080, 960), most=0.75)
    sheet.draw(
        mix(inks.hot, inks.deep, 0.6),
        shapes.rectangle(886, 776, 16, 134),
        shapes.rectangle(988, 776, 16, 134),
        shapes.band((945, 778), 24, 34, 180, 360),
    )
