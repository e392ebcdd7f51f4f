"""Out of doors: the post bus, the evening star, a lawn full of leaves, a ferryman's bell."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Cut, Sheet

LANDSCAPE = (1600, 1067)
YELLOW = "#f0b42c"


def post_bus(palette: str = "snow", *, seed: int = 1) -> Image.Image:
    """Draw a yellow bus drawn up beside a letter box on a pole, the bends of the pass behind it, a dog in the window."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.2), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.cool, (0, 700), (0, -60), most=0.9)
    for height, rise, share in ((430, 330, 0.15), (520, 250, 0.4)):
        ridge = sheet.draw(
            mix(inks.cool, inks.mid, share), shapes.peaks(1600, height, sheet.dice, rise=rise, count=5, floor=900)
        )
        sheet.shade(ridge, inks.paper, (0, height - rise * 0.35), (0, height - rise * 1.05), most=0.9)
    slope: Shape = [
        *shapes.smooth([(-80, 640), (260, 470), (640, 330), (1000, 300), (1280, 380), (1700, 640)], closed=False),
        (1700, 1100),
        (-80, 1100),
    ]
    hill = sheet.draw("#6f8f6a", slope)
    sheet.shade(hill, "#33513f", (900, 300), (300, 1000), most=0.85)
    _bends(sheet, hill, inks)
    road = sheet.draw(mix(inks.mid, inks.deep, 0.35), shapes.rectangle(0, 884, 1600, 200))
    sheet.shade(road, inks.deep, (0, 884), (0, 1100), most=0.7)
    sheet.draw(mix(inks.pale, inks.paper, 0.4), shapes.rectangle(0, 878, 1600, 8))
    _bus(sheet, inks)
    _letter_box(sheet, inks)
    return sheet.finished()


def _bends(sheet: Sheet, hill: Cut, inks: Palette) -> None:
    """The road up, each turn shorter and thinner than the one below."""
    line: list[Point] = [
        (-60, 800),
        (980, 770),
        (1090, 716),
        (960, 668),
        (470, 640),
        (400, 600),
        (480, 560),
        (900, 536),
        (960, 504),
    ]
    line += [(890, 474), (600, 454), (560, 426), (620, 402), (840, 386), (880, 362), (820, 342)]
    spine = shapes.smooth(line, closed=False)
    for start in range(0, len(spine) - 1, 8):
        part = spine[start : start + 9]
        width = 34 - 28 * start / len(spine)
        sheet.lay(sheet.within(sheet.cut(shapes.ribbon(part, width)), hill), mix(inks.paper, inks.pale, 0.35))
    for place in range(60):
        x, y = sheet.dice.uniform(0, 1600), sheet.dice.uniform(470, 850)
        if sheet.covers(hill, (x, y - 30)) and place % 2:
            tall = 16 + (y - 420) * 0.12
            sheet.draw("#27443a", [(x, y - tall), (x + tall * 0.3, y), (x - tall * 0.3, y)])


def _bus(sheet: Sheet, inks: Palette) -> None:
    sheet.cast(shapes.ellipse((720, 952), 420, 22), inks.deep, strength=0.8, soft=14)
    body = sheet.draw(YELLOW, shapes.rounded(330, 560, 780, 372, 64))
    sheet.shade(body, "#c9762a", (0, 740), (0, 960), most=0.8)
    sheet.shade(body, "#ffe08a", (700, 660), (520, 540), most=0.7)
    sheet.draw(inks.paper, shapes.rounded(352, 548, 736, 26, 13))
    sheet.lay(sheet.within(sheet.cut(shapes.rectangle(330, 790, 780, 16)), body), inks.deep)
    for k in range(5):
        pane = sheet.draw(mix(inks.deep, inks.cool, 0.35), shapes.rounded(376 + k * 128, 604, 110, 130, 18))
        sheet.shade(pane, inks.pale, (420 + k * 128, 700), (380 + k * 128, 600), most=0.75)
    front = sheet.draw(
        mix(inks.deep, inks.cool, 0.35),
        shapes.smooth([(1022, 604), (1086, 612), (1100, 670), (1102, 736), (1022, 736)], steps=4),
    )
    sheet.shade(front, inks.pale, (1080, 730), (1030, 600), most=0.7)
    _dog(sheet, (940, 706))
    horn: list[Shape] = [
        shapes.band((600, 858), 22, 31, -160, 150),
        shapes.ribbon([(578, 870), (650, 884)], 8),
        [(644, 874), (690, 862), (690, 904), (648, 892)],
    ]
    sheet.draw(inks.deep, *horn)
    sheet.draw(inks.deep, shapes.rectangle(330, 912, 780, 16))
    for x in (488, 956):
        sheet.draw(mix(inks.deep, "#000000", 0.3), shapes.ellipse((x, 928), 74))
        hub = sheet.draw(mix(inks.pale, inks.mid, 0.3), shapes.ellipse((x, 928), 34))
        sheet.shade(hub, inks.deep, (x - 10, 910), (x + 40, 960), most=0.8)
    sheet.draw(inks.paper, shapes.ellipse((1088, 838), 22))
    sheet.glow(sheet.everywhere(), inks.paper, (1096, 838), 120, most=0.45)


def _dog(sheet: Sheet, spot: Point) -> None:
    x, y = spot
    brown = "#7a4a2c"
    head = shapes.smooth(
        [
            (x - 34, y + 28),
            (x - 36, y - 20),
            (x - 10, y - 48),
            (x + 24, y - 44),
            (x + 40, y - 16),
            (x + 66, y - 4),
            (x + 64, y + 14),
            (x + 30, y + 26),
        ]
    )
    sheet.shade(sheet.draw(brown, head), "#40241a", (x, y - 40), (x - 10, y + 40), most=0.8)
    sheet.draw(
        "#40241a",
        shapes.leaf((x - 18, y - 44), 66, 34, 104, bend=0.15),
        shapes.ellipse((x + 64, y - 2), 8, 7),
        shapes.ellipse((x + 22, y - 20), 5),
    )


def _letter_box(sheet: Sheet, inks: Palette) -> None:
    sheet.draw("#4a3527", shapes.rectangle(1262, 700, 22, 250))
    sheet.cast(shapes.ellipse((1290, 952), 70, 10), inks.deep, strength=0.7, soft=8)
    box = sheet.draw(inks.hot, shapes.rounded(1180, 600, 186, 120, 18))
    sheet.shade(box, inks.deep, (1230, 620), (1380, 730), most=0.7)
    sheet.draw(inks.deep, shapes.rounded(1196, 628, 96, 70, 8))
    letter = shapes.rotated(shapes.rectangle(1150, 640, 110, 62), -9, about=(1200, 660))
    sheet.cast(shapes.shifted(letter, 5, 8), inks.deep, strength=0.5, soft=5)
    sheet.draw(inks.paper, letter)
    flap = shapes.rotated(shapes.ribbon([(1150, 640), (1205, 676), (1260, 640)], 3.5), -9, about=(1200, 660))
    sheet.draw(inks.mid, flap)


def evening_star(palette: str = "plum", *, seed: int = 2) -> Image.Image:
    """Draw roofs at dusk under one bright light, and in the sky, faintly, the flower that its path makes in eight years."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, "#1b1440", 0.5), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, mix(inks.mid, inks.deep, 0.25), (0, 250), (0, 760), most=0.9)
    sheet.shade(sky, inks.hot, (0, 560), (0, 960), most=0.95)
    path = [_path_of_venus(8 * k / 1600) for k in range(1601)]
    rose = [(800 + x * 250, 430 + y * 250) for x, y in path]
    for start in range(0, 1600, 8):
        sheet.lay(sheet.cut(shapes.ribbon(rose[start : start + 10], 2.2)), inks.pale, strength=0.42)
    star = rose[500]
    sheet.glow(sky, mix(inks.paper, inks.hot, 0.25), star, 210, most=0.75, power=1.6)
    rays = [shapes.ellipse(star, 62, 2.4), shapes.ellipse(star, 2.4, 62), shapes.ellipse(star, 11)]
    sheet.draw("#fffdf4", *rays)
    for _ in range(26):
        spot = (sheet.dice.uniform(0, 1600), sheet.dice.uniform(0, 330))
        sheet.draw(inks.pale, shapes.ellipse(spot, sheet.dice.choice([1.2, 1.6, 2.0])))
    _roofs(sheet, inks)
    return sheet.finished()


def _path_of_venus(years: float) -> Point:
    """Where Venus stands as seen from us, on circles: 0.723 of our distance, once round in 0.6152 years."""
    hers, ours = 2 * math.pi * years / 0.61538, 2 * math.pi * years
    return 0.723 * math.cos(hers) - math.cos(ours), 0.723 * math.sin(hers) - math.sin(ours)


def _roofs(sheet: Sheet, inks: Palette) -> None:
    dark = mix(inks.deep, "#000000", 0.45)
    x = -30.0
    while x < 1620:
        width, height = sheet.dice.uniform(90, 190), sheet.dice.uniform(60, 150)
        top = 960 - height
        house: Shape = [(x, 1080), (x, top), (x + width / 2, top - width * 0.28), (x + width, top), (x + width, 1080)]
        body = sheet.draw(mix(dark, inks.mid, sheet.dice.uniform(0, 0.22)), house)
        sheet.shade(body, dark, (0, top), (0, 1080), most=0.8)
        if sheet.dice.random() < 0.6:
            sheet.draw(inks.hot, shapes.rectangle(x + width * 0.3, top + 34, 20, 28))
        sheet.draw(dark, shapes.rectangle(x + width * 0.7, top - width * 0.28, 15, 46))
        x += width * 0.93
    sheet.draw(
        dark,
        shapes.rectangle(1180, 760, 230, 320),
        shapes.wedge((1295, 764), 100, 180, 360),
        shapes.rectangle(1287, 596, 16, 90),
    )
    sheet.draw(dark, shapes.ellipse((1295, 596), 14), shapes.rectangle(1160, 752, 270, 18))
    for k in range(3):
        sheet.draw(inks.hot, shapes.archway(1206 + k * 66, 810, 40, 74))


def kicked_leaves(palette: str = "citrus", *, seed: int = 3) -> Image.Image:
    """Draw a lawn thick with leaves from above, and the winding track of somebody who has walked through with a pole on wheels."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, "#5f8050", seed=seed)
    lawn = sheet.everywhere()
    sheet.shade(lawn, "#38553c", (400, 100), (1500, 1067), most=0.75)
    sheet.glow(lawn, "#8fae62", (380, 330), 620, most=0.6)
    track = shapes.smooth(
        [(-60, 900), (240, 820), (420, 650), (660, 610), (820, 690), (1010, 600), (1090, 420), (1250, 330)],
        closed=False,
    )
    tones = ["#c9542c", "#e0902f", "#ecbe4a", "#9c3f2a", "#b7702f", "#d8a84a", "#7c4a2a"]
    for _ in range(760):
        spot = (sheet.dice.uniform(-40, 1640), sheet.dice.uniform(-40, 1100))
        near = min((spot[0] - x) ** 2 + (spot[1] - y) ** 2 for x, y in track)
        if near < 92**2:
            continue
        _leaf(sheet, spot, sheet.dice.choice(tones), heaped=near < 140**2)
    for off in (-22, 22):
        rut = shapes.ribbon([(x + off * 0.4, y + off) for x, y in track], 5)
        sheet.lay(sheet.cut(rut), "#2f4a34", strength=0.5)
    _patient(sheet, inks, (1262, 322))
    return sheet.finished()


def _leaf(sheet: Sheet, spot: Point, tone: str, *, heaped: bool) -> None:
    turn, long = sheet.dice.uniform(0, 360), sheet.dice.uniform(46, 78)
    blade = shapes.leaf(spot, long, long * 0.52, turn, bend=sheet.dice.uniform(-0.12, 0.12))
    sheet.lay(sheet.cut(shapes.shifted(blade, 6 if heaped else 4, 9 if heaped else 6)), "#22352a", strength=0.5)
    sheet.draw(tone, blade)
    tip = (spot[0] + long * math.cos(math.radians(turn)), spot[1] + long * math.sin(math.radians(turn)))
    sheet.lay(sheet.cut(shapes.ribbon([spot, tip], 2.4, end_width=1)), mix(tone, "#3a1c12", 0.6))


def _patient(sheet: Sheet, inks: Palette, spot: Point) -> None:
    """Somebody in a striped dressing gown from above, one hand on a pole."""
    x, y = spot
    gown = shapes.ellipse(spot, 62, 96, turn=34)
    sheet.cast(shapes.shifted(gown, 34, 46), "#14241a", strength=0.7, soft=14)
    robe = sheet.draw("#3f6b8f", gown)
    stripes = [shapes.rotated(shapes.rectangle(x - 70, y - 96 + k * 24, 140, 9), 34, about=spot) for k in range(8)]
    sheet.lay(sheet.within(sheet.cut(*stripes), robe), "#dfe8ea")
    sheet.shade(robe, "#1d3550", (x - 10, y - 10), (x + 60, y + 80), most=0.7)
    sheet.line([(x + 40, y - 56), (x + 96, y - 66)], "#3f6b8f", 30, end_width=22)
    sheet.draw("#d9a679", shapes.ellipse((x + 112, y - 68), 15))
    head = sheet.draw("#e8e4dc", shapes.ellipse((x, y), 34, 37))
    sheet.shade(head, "#9a948a", (x - 6, y - 10), (x + 36, y + 36), most=0.7)
    foot = (x + 122, y - 70)
    sheet.cast(
        shapes.ribbon([(foot[0] + 10, foot[1] + 10), (foot[0] + 130, foot[1] + 150)], 9),
        "#14241a",
        strength=0.7,
        soft=5,
    )
    wheels = [
        shapes.ribbon([foot, (foot[0] + 44 * math.cos(a), foot[1] + 44 * math.sin(a))], 7)
        for a in (0.4, 1.7, 2.9, 4.2, 5.4)
    ]
    sheet.draw("#cfd6d8", *wheels, shapes.ellipse(foot, 13))
    sheet.draw(inks.paper, shapes.rounded(foot[0] - 14, foot[1] - 52, 34, 44, 10))


BELL: list[Point] = [(150, 0), (138, 26), (112, 60), (98, 130), (92, 190), (70, 236), (30, 256)]


def ferry_bell(palette: str = "harbour", *, seed: int = 4) -> Image.Image:
    """Draw a bell on a post at the head of some river steps, a rowing boat waiting, a long bridge far off."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.4), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, mix(inks.hot, inks.paper, 0.45), (0, 150), (0, 560), most=0.75)
    far = sheet.draw(mix(inks.mid, inks.pale, 0.45), shapes.ridge(1600, 500, sheet.dice, rise=10, knots=9, floor=620))
    sheet.shade(far, inks.deep, (0, 480), (0, 620), most=0.5)
    stone = mix(inks.deep, inks.cool, 0.55)
    arches = [shapes.archway(720 + k * 190, 424, 146, 200) for k in range(6)]
    bridge = sheet.cut([(660, 372), (1660, 352), (1660, 560), (660, 560)], without=arches)
    sheet.lay(bridge, stone)
    sheet.shade(bridge, inks.deep, (0, 360), (0, 560), most=0.6)
    river = sheet.draw(mix(inks.mid, inks.cool, 0.3), shapes.rectangle(0, 540, 1600, 540))
    sheet.shade(river, inks.deep, (0, 560), (0, 1100), most=0.85)
    for k in range(40):
        y = 560 + k * 13
        streak = shapes.ellipse((sheet.dice.uniform(300, 1600), y), sheet.dice.uniform(30, 60 + k * 4), 2 + k * 0.09)
        sheet.lay(sheet.cut(streak), mix(inks.hot, inks.paper, 0.5), strength=0.5)
    _rowing_boat(sheet, inks, (1130, 800))
    _bell(sheet, inks)
    return sheet.finished()


def _rowing_boat(sheet: Sheet, inks: Palette, spot: Point) -> None:
    x, y = spot
    sheet.lay(sheet.cut(shapes.ellipse((x, y + 64), 300, 26)), inks.deep, strength=0.6)
    hull = sheet.draw(
        "#8c4a2b",
        [
            *shapes.smooth([(x - 290, y - 44), (x - 150, y - 6), (x + 120, y - 6), (x + 300, y - 60)], closed=False),
            (x + 210, y + 70),
            (x - 200, y + 70),
        ],
    )
    sheet.shade(hull, inks.deep, (x, y), (x, y + 90), most=0.8)
    rim = shapes.smooth([(x - 296, y - 48), (x - 150, y - 10), (x + 120, y - 10), (x + 306, y - 64)], closed=False)
    sheet.draw(inks.paper, shapes.ribbon(rim, 12))
    sheet.draw(
        "#d9b98a",
        shapes.ribbon([(x - 60, y - 20), (x + 200, y + 96)], 11),
        shapes.ellipse((x + 226, y + 108), 48, 13, turn=24),
    )
    sheet.draw(
        "#d9b98a",
        shapes.ribbon([(x + 60, y - 22), (x - 170, y + 104)], 11),
        shapes.ellipse((x - 196, y + 118), 48, 13, turn=-28),
    )


def _bell(sheet: Sheet, inks: Palette) -> None:
    dark = mix(inks.deep, "#000000", 0.35)
    quay: Shape = [(-20, 880), (520, 880), (520, 930), (600, 930), (600, 980), (690, 980), (690, 1080), (-20, 1080)]
    steps = sheet.draw(mix(inks.deep, inks.cool, 0.3), quay)
    sheet.shade(steps, dark, (100, 880), (600, 1080), most=0.8)
    sheet.draw(
        mix(inks.cool, inks.paper, 0.4),
        shapes.rectangle(-20, 876, 540, 7),
        shapes.rectangle(516, 926, 84, 6),
        shapes.rectangle(596, 976, 94, 6),
    )
    post = sheet.draw("#4a3527", shapes.rectangle(130, 70, 44, 812))
    sheet.shade(post, dark, (140, 0), (190, 0), most=0.8)
    sheet.draw("#4a3527", shapes.rectangle(110, 110, 380, 34), [(174, 300), (174, 250), (290, 144), (344, 144)])
    sheet.draw(dark, shapes.rectangle(382, 140, 16, 36))
    brass = sheet.draw("#d99a34", shapes.vessel(390, 430, BELL))
    sheet.shade(brass, "#5d3416", (400, 300), (540, 430), most=0.9)
    sheet.shade(brass, "#ffe3a0", (370, 300), (280, 240), most=0.8)
    sheet.draw("#5d3416", shapes.ellipse((390, 430), 150, 17))
    sheet.draw(dark, shapes.ellipse((398, 444), 26, 28))
    sheet.line([(398, 466), (410, 560), (392, 660), (404, 740)], "#e9dcc0", 11)
    sheet.draw("#c9412f", shapes.ellipse((404, 760), 20, 30))
