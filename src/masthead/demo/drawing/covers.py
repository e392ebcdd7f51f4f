"""Covers, 1200 by 1600: nameplate on top, one subject, room at the foot for the cover lines."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.lettering import nameplate
from masthead.demo.drawing.palettes import PALETTES, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet
from masthead.demo.drawing.water import road_of_light

COVER = (1200, 1600)
NAME = "EVENLIGHT"
MARGIN = 66.0

FACE: list[Point] = [
    (-40, -318),
    (70, -312),
    (160, -268),
    (214, -196),
    (232, -128),
    (228, -88),
    (222, -58),
    (246, -14),
    (284, 44),
    (290, 60),
    (262, 78),
    (236, 86),
    (240, 98),
    (262, 114),
    (256, 130),
    (236, 136),
    (256, 148),
    (258, 168),
    (234, 184),
    (232, 200),
    (246, 226),
    (240, 264),
    (206, 296),
    (150, 306),
    (96, 318),
    (78, 352),
    (82, 420),
    (120, 500),
    (230, 556),
    (330, 640),
    (380, 760),
    (-260, 760),
    (-230, 560),
    (-190, 420),
    (-196, 300),
    (-252, 180),
    (-290, 20),
    (-270, -140),
    (-180, -270),
]

# The same head, with a lower brow, a shorter nose, a rounder chin and a longer, narrower neck.
HER_FACE: list[Point] = [
    (-40, -318),
    (70, -312),
    (156, -270),
    (204, -204),
    (220, -140),
    (222, -96),
    (214, -60),
    (230, -20),
    (258, 34),
    (264, 48),
    (246, 64),
    (228, 74),
    (234, 88),
    (254, 102),
    (252, 118),
    (232, 126),
    (252, 138),
    (252, 158),
    (230, 174),
    (226, 188),
    (236, 212),
    (228, 244),
    (194, 270),
    (140, 284),
    (84, 298),
    (52, 340),
    (46, 420),
    (66, 500),
    (160, 566),
    (290, 640),
    (380, 760),
    (-260, 760),
    (-190, 560),
    (-140, 420),
    (-150, 300),
    (-230, 180),
    (-280, 20),
    (-266, -140),
    (-180, -270),
]


def two_lights_cover(*, seed: int = 47) -> Image.Image:
    """Draw two heads back to back, each in its own disc of light."""
    inks = PALETTES["plum"]
    sheet = Sheet(COVER, inks.paper, seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, mix(inks.paper, inks.pale, 0.6), (600, 500), (600, 1700), most=0.8)
    left = sheet.cut(shapes.ellipse((428, 880), 362))
    right = sheet.cut(shapes.ellipse((772, 880), 362))
    sheet.overprint(left, inks.hot)
    sheet.shade(left, mix(inks.hot, inks.mid, 0.45), (430, 700), (300, 1330), most=0.6)
    sheet.overprint(right, mix(inks.mid, inks.pale, 0.25))
    sheet.shade(right, mix(inks.mid, inks.deep, 0.4), (790, 700), (960, 1330), most=0.6)
    _heads(sheet)
    name = nameplate(sheet, NAME, foot=(MARGIN, 262), width=1200 - 2 * MARGIN, ink=inks.deep)
    sheet.draw(inks.deep, shapes.rectangle(MARGIN, 262 + name * 0.18, 1200 - 2 * MARGIN, 2))
    return sheet.finished(tooth=4)


def _heads(sheet: Sheet) -> None:
    inks = PALETTES["plum"]
    woman = shapes.mirrored(shapes.scaled(shapes.smooth(HER_FACE, steps=6), 0.8), 0)
    man = shapes.scaled(shapes.smooth(FACE, steps=6), 0.82)
    basin = sheet.cut(shapes.ellipse((428, 880), 362), shapes.ellipse((772, 880), 362))
    hers = sheet.within(sheet.cut(shapes.shifted(woman, 440, 900)), basin)
    knot = sheet.cut(
        shapes.ellipse((622, 742), 74, 66),
        shapes.smooth(
            [
                (470, 636),
                (560, 640),
                (640, 720),
                (668, 850),
                (640, 960),
                (590, 1010),
                (566, 900),
                (520, 800),
                (420, 730),
                (330, 716),
                (370, 650),
            ]
        ),
    )
    his = sheet.within(sheet.cut(shapes.shifted(man, 776, 900)), basin)
    sheet.lay(his, inks.deep)
    sheet.shade(his, inks.mid, (720, 0), (1020, 0), most=0.75)
    sheet.lay(hers, mix(inks.deep, inks.mid, 0.5))
    sheet.shade(hers, mix(inks.hot, inks.pale, 0.3), (470, 0), (190, 0), most=0.7)
    sheet.lay(knot, "#7a2b22")
    sheet.shade(knot, "#2a0f1e", (500, 680), (690, 980), most=0.8)
    sheet.draw(inks.hot, shapes.ellipse((524, 1010), 13))


def harbour_cover(*, seed: int = 46) -> Image.Image:
    """Draw a harbour light as one thin upright between a huge sun and its reflection."""
    inks = PALETTES["harbour"]
    sheet = Sheet(COVER, mix(inks.pale, inks.paper, 0.35), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.pale, (0, 1000), (0, 200), most=0.75)
    horizon = 1010.0
    for radius, share in ((470, 0.16), (400, 0.4), (330, 1.0)):
        ring = sheet.cut(shapes.ellipse((660, horizon - 60), radius))
        sheet.lay(ring, mix(mix(inks.pale, inks.paper, 0.35), inks.hot, share))
    sheet.shade(ring, mix(inks.hot, inks.paper, 0.5), (0, horizon), (0, 600), most=0.6)
    sea = sheet.draw(inks.deep, shapes.rectangle(0, horizon, 1200, 600))
    sheet.shade(sea, inks.mid, (0, horizon + 260), (0, horizon), most=0.8)
    road_of_light(sheet, inks.hot, 660, horizon, 300)
    x = 322.0
    tower: Shape = [(x - 26, 560), (x + 26, 560), (x + 44, horizon - 20), (x - 44, horizon - 20)]
    light = sheet.draw(inks.paper, tower)
    for k in range(3):
        stripe = sheet.within(sheet.cut(shapes.rectangle(x - 60, 620 + k * 128, 120, 62)), light)
        sheet.lay(stripe, inks.deep)
    sheet.shade(light, inks.deep, (x, 0), (x - 60, 0), most=0.8)
    sheet.draw(
        inks.deep,
        shapes.rectangle(x - 40, 548, 80, 12),
        shapes.wedge((x, 500), 28, 180, 360),
        shapes.rectangle(x - 2, 440, 4, 40),
    )
    sheet.draw(PALETTES["dusk"].hot, shapes.rectangle(x - 20, 500, 40, 48))
    rock = shapes.smooth(
        [(-40, horizon + 30), (120, horizon - 40), (330, horizon - 66), (470, horizon - 10), (560, horizon + 34)],
        closed=False,
    )
    stone = sheet.draw(mix(inks.deep, "#000000", 0.35), [*rock, (480, horizon + 74), (-40, horizon + 90)])
    sheet.shade(stone, inks.mid, (200, horizon), (560, horizon - 80), most=0.7)
    nameplate(sheet, NAME, foot=(MARGIN, 262), width=1200 - 2 * MARGIN, ink=inks.deep)
    return sheet.finished(tooth=4)


def day_and_night_cover(*, seed: int = 1) -> Image.Image:
    """Draw one round hill country, day on the left of the fold and night on the right."""
    day, night = PALETTES["citrus"], PALETTES["night"]
    sheet = Sheet(COVER, day.paper, seed=seed)
    dark = sheet.draw(night.deep, shapes.rectangle(600, 0, 600, 1600))
    sheet.shade(dark, night.mid, (0, 300), (0, 1300), most=0.8)
    sheet.draw(day.mid, shapes.wedge((600, 760), 330, 90, 270))
    moon = sheet.draw(night.paper, shapes.wedge((600, 760), 330, -90, 90))
    sheet.shade(moon, night.pale, (600, 700), (900, 1000), most=0.7)
    for spot, size in (((730, 640), 44), ((800, 820), 62), ((676, 900), 34)):
        crater = sheet.draw(mix(night.paper, night.pale, 0.55), shapes.ellipse(spot, size))
        sheet.shade(crater, night.cool, (spot[0], spot[1]), (spot[0] - size, spot[1] - size), most=0.6)
    for _ in range(60):
        sheet.draw(
            night.paper,
            shapes.ellipse(
                (sheet.dice.uniform(960, 1190), sheet.dice.uniform(320, 1000)), sheet.dice.choice([1.6, 2.4])
            ),
        )
    for k in range(5):
        height = 1010 + k * 118
        hill = shapes.ridge(1200, height, sheet.dice, rise=46, knots=7, floor=1700)
        sunny = sheet.within(sheet.cut(hill), sheet.cut(shapes.rectangle(0, 0, 600, 1600)))
        dusky = sheet.within(sheet.cut(hill), dark)
        tone = mix(day.cool, day.deep, k * 0.16)
        shade = mix(night.cool, night.deep, 0.3 + k * 0.16)
        sheet.lay(sunny, tone)
        sheet.shade(sunny, mix(tone, day.pale, 0.7), (300, height + 160), (200, height - 60), most=0.7)
        sheet.lay(dusky, shade)
        sheet.shade(dusky, mix(shade, night.paper, 0.4), (800, height + 130), (700, height - 60), most=0.6)
    sheet.lay(sheet.cut(shapes.rectangle(0, 0, 1200, 300)), day.paper)
    nameplate(sheet, NAME, foot=(MARGIN, 236), width=1200 - 2 * MARGIN, ink=day.deep)
    return sheet.finished(tooth=4)
