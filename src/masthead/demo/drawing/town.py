"""Windows, shops, yards and stages."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def city_windows(palette: str = "indigo", *, seed: int = 1) -> Image.Image:
    """Draw the side of a block of flats after dark, somebody still up in one of them."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.3), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (200, 0), (1500, 1067), most=0.85)
    columns, rows = 6, 4
    awake = (sheet.dice.randrange(2, 5), sheet.dice.randrange(1, 3))
    for column in range(columns):
        for row in range(rows):
            corner = (70.0 + column * 252, 36.0 + row * 268)
            _window(sheet, inks, corner, lit=(column, row) == awake)
    for row in range(rows + 1):
        ledge = sheet.draw(mix(inks.deep, inks.mid, 0.55), shapes.rectangle(0, 10 + row * 268, 1600, 9))
        sheet.shade(ledge, inks.deep, (300, 0), (1500, 0), most=0.8)
    return sheet.finished()


def _window(sheet: Sheet, inks: Palette, corner: Point, *, lit: bool) -> None:
    x, y = corner
    width, height = 178.0, 206.0
    kind = sheet.dice.randrange(6)
    glass = (
        inks.hot
        if lit
        else [
            mix(inks.deep, "#000000", 0.3),
            mix(inks.mid, inks.deep, 0.3),
            mix(inks.cool, inks.mid, 0.45),
            mix(inks.deep, "#000000", 0.3),
            mix(inks.mid, inks.deep, 0.55),
            mix(inks.cool, inks.hot, 0.35),
        ][kind]
    )
    pane = sheet.draw(glass, shapes.rectangle(x, y, width, height))
    sheet.shade(pane, mix(glass, inks.paper, 0.4), (x, y + height), (x + width, y), most=0.5)
    if lit:
        sheet.glow(pane, inks.paper, (x + 128, y + 66), 130, most=0.8)
        _reader(sheet, inks, (x, y))
    elif kind in (1, 4):
        for side in (0, 1):
            edge = x + side * (width - 46)
            drape = sheet.draw(mix(inks.pale, inks.mid, 0.3), shapes.rectangle(edge, y, 46, height))
            sheet.shade(drape, inks.deep, (edge, 0), (edge + 46, 0), most=0.7)
    elif kind == 2:
        for k in range(sheet.dice.randrange(5, 12)):
            sheet.draw(mix(inks.paper, inks.mid, 0.35), shapes.rectangle(x, y + k * 15, width, 9))
    elif kind == 5:
        _pot_plant(sheet, inks, (x + 62, y + height))
    frame = mix(inks.deep, "#000000", 0.15)
    sheet.draw(frame, shapes.rectangle(x + width / 2 - 4, y, 8, height), shapes.rectangle(x, y + 74, width, 7))
    sheet.draw(mix(inks.mid, inks.pale, 0.25), shapes.rectangle(x - 12, y + height, width + 24, 13))


def _reader(sheet: Sheet, inks: Palette, corner: Point) -> None:
    x, y = corner
    body = shapes.smooth(
        [
            (x + 10, y + 206),
            (x + 18, y + 142),
            (x + 44, y + 118),
            (x + 74, y + 128),
            (x + 88, y + 160),
            (x + 96, y + 206),
        ]
    )
    sheet.draw(inks.deep, body, shapes.ellipse((x + 58, y + 92), 25, 29, turn=18), shapes.ellipse((x + 40, y + 78), 16))
    sheet.draw(inks.paper, [(x + 84, y + 158), (x + 116, y + 138), (x + 122, y + 162), (x + 90, y + 182)])
    sheet.draw(inks.deep, shapes.rectangle(x + 136, y + 86, 5, 120))
    sheet.draw(
        mix(inks.hot, "#a02c20", 0.6), [(x + 118, y + 92), (x + 130, y + 52), (x + 148, y + 52), (x + 160, y + 92)]
    )


def _pot_plant(sheet: Sheet, inks: Palette, foot: Point) -> None:
    x, y = foot
    for turn in (-150, -125, -100, -75, -52, -30):
        sheet.draw(mix(inks.deep, "#000000", 0.2), shapes.leaf((x, y - 36), 92, 24, turn, bend=0.12))
    sheet.draw(inks.hot, [(x - 26, y - 44), (x + 26, y - 44), (x + 18, y), (x - 18, y)])


def shipyard(palette: str = "ink", *, seed: int = 2) -> Image.Image:
    """Draw a hull on the slip under two cranes, nobody at work."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.cool, 0.25), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.paper, (0, 0), (0, 700), most=0.9)
    sheet.glow(sky, "#fffaf0", (1150, 330), 520, most=0.8)
    sheet.draw(mix(inks.hot, inks.paper, 0.12), shapes.ellipse((1150, 330), 96))
    for x, height, width in [(1080, 120, 210), (1300, 180, 160), (1470, 90, 240), (920, 70, 180)]:
        shed = sheet.draw(
            inks.cool,
            shapes.rectangle(x, 850 - height, width, height + 20),
            [(x, 850 - height), (x + width / 2, 815 - height), (x + width, 850 - height)],
        )
        sheet.shade(shed, inks.mid, (0, 700), (0, 880), most=0.7)
    _crane(sheet, mix(inks.mid, inks.cool, 0.35), (1330, 860), 0.72)
    _crane(sheet, inks.deep, (1010, 880), 1.0)
    ground = sheet.draw(mix(inks.mid, inks.deep, 0.45), shapes.rectangle(0, 850, 1600, 230))
    sheet.shade(ground, inks.deep, (0, 860), (0, 1067), most=0.85)
    _hull(sheet, inks)
    for k in range(7):
        post = 60 + k * 112
        sheet.draw(inks.deep, [(post, 870), (post + 26, 870), (post + 40, 962), (post - 14, 962)])
    return sheet.finished()


def _crane(sheet: Sheet, ink: str, foot: Point, size: float) -> None:
    x, y = foot

    def at(dx: float, dy: float) -> Point:
        return (x + dx * size, y + dy * size)

    for start, end, width in [
        ((-70, 0), (-22, -560), 17),
        ((70, 0), (22, -560), 17),
        ((-58, -140), (58, -140), 9),
        ((-46, -290), (46, -290), 9),
        ((-66, -60), (46, -290), 6),
        ((66, -60), (-46, -290), 6),
        ((-46, -290), (30, -500), 6),
        ((46, -290), (-30, -500), 6),
        ((-240, -560), (470, -640), 15),
        ((-30, -700), (470, -640), 6),
        ((-30, -700), (-240, -560), 6),
        ((-30, -700), (0, -560), 10),
        ((380, -630), (380, -420), 4),
    ]:
        sheet.draw(ink, shapes.ribbon([at(*start), at(*end)], width * size))
    sheet.draw(
        ink,
        shapes.rectangle(*at(-260, -590), 74 * size, 66 * size),
        shapes.rectangle(*at(-40, -620), 82 * size, 70 * size),
    )
    sheet.draw(ink, shapes.band(at(380, -402), 9 * size, 18 * size, -60, 200))


def _hull(sheet: Sheet, inks: Palette) -> None:
    side = shapes.smooth([(880, 392), (846, 560), (774, 742), (690, 880)], closed=False)
    hull = sheet.draw(mix(inks.hot, "#8e2a1e", 0.4), [(-20, 430), (880, 392), *side, (-20, 880)])
    sheet.shade(hull, inks.deep, (300, 420), (560, 1000), most=0.8)
    sheet.shade(hull, mix(inks.hot, inks.paper, 0.35), (520, 700), (920, 380), most=0.45)
    belt = sheet.within(sheet.cut(shapes.rectangle(-20, 640, 900, 20)), hull)
    sheet.lay(belt, inks.paper)
    low = sheet.within(sheet.cut(shapes.rectangle(-20, 660, 900, 240)), hull)
    sheet.lay(low, mix(inks.deep, inks.mid, 0.25))
    sheet.shade(low, inks.deep, (0, 660), (0, 900), most=0.8)
    for row in range(4):
        for k in range(9):
            plate = sheet.within(sheet.cut(shapes.rectangle(40 + k * 98 + row * 26, 462 + row * 44, 3, 40)), hull)
            sheet.lay(plate, inks.deep, strength=0.45)
    for level in (500, 610, 740):
        sheet.draw(inks.deep, shapes.rectangle(60, level, 640, 7))
    for post in range(60, 720, 128):
        sheet.draw(inks.deep, shapes.rectangle(post, 400, 8, 480))
    sheet.draw(inks.deep, shapes.ellipse((806, 452), 15, 22))


def corner_shop(palette: str = "clay", *, seed: int = 3) -> Image.Image:
    """Draw a small shop with a striped awning, crates outside, the door open."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.pale, inks.paper, 0.35), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.pale, (200, 200), (1500, 900), most=0.9)
    for left, top in ((60, 90), (1330, 150), (90, 560), (1380, 640), (700, 40)):
        for k in range(7):
            spot = (left + k % 3 * 54 + (27 if k // 3 % 2 else 0), top + k // 3 * 24)
            sheet.lay(sheet.cut(shapes.rounded(*spot, 46, 16, 3)), inks.mid, strength=0.2)
    front = sheet.draw(inks.hot, shapes.rectangle(310, 300, 980, 640))
    sheet.shade(front, inks.deep, (500, 300), (1500, 1000), most=0.6)
    _shop_window(sheet, inks)
    doorway = sheet.draw(mix(inks.deep, "#000000", 0.2), shapes.rectangle(1010, 430, 210, 510))
    sheet.glow(doorway, inks.cool, (1100, 560), 240, most=0.6)
    sheet.draw(mix(inks.deep, inks.mid, 0.25), [(1220, 430), (1290, 402), (1290, 982), (1220, 940)])
    _awning(sheet, inks)
    pavement = sheet.draw(mix(inks.pale, inks.deep, 0.22), shapes.rectangle(0, 938, 1600, 140))
    sheet.shade(pavement, inks.deep, (0, 900), (0, 1180), most=0.6)
    sheet.draw(mix(inks.paper, inks.pale, 0.4), shapes.rectangle(990, 932, 250, 14))
    for k, x in enumerate([380, 560, 740]):
        _crate(sheet, inks, (x, 962), fruit=[inks.cool, inks.mid, mix(inks.hot, inks.cool, 0.5)][k])
    _cat(sheet, inks, (1420, 984))
    return sheet.finished()


def _shop_window(sheet: Sheet, inks: Palette) -> None:
    glass = sheet.draw(mix(inks.paper, inks.cool, 0.35), shapes.rectangle(360, 440, 590, 360))
    sheet.shade(glass, inks.cool, (400, 800), (940, 430), most=0.75)
    for level in (560, 690, 796):
        sheet.draw(mix(inks.deep, inks.mid, 0.35), shapes.rectangle(360, level, 590, 10))
        x = 384.0
        while x < 900:
            width, height = sheet.dice.uniform(24, 54), sheet.dice.uniform(40, 88)
            ink = sheet.dice.choice([inks.mid, inks.deep, inks.hot, inks.paper, mix(inks.mid, inks.cool, 0.5)])
            jar = sheet.draw(ink, shapes.rounded(x, level - height, width, height, 9))
            sheet.shade(jar, inks.deep, (x + width * 0.4, 0), (x + width * 1.3, 0), most=0.6)
            x += width + sheet.dice.uniform(8, 24)
    sheet.draw(
        inks.deep, *(shapes.rectangle(x, 440, 9, 360) for x in (356, 652, 946)), shapes.rectangle(356, 436, 599, 9)
    )


def _awning(sheet: Sheet, inks: Palette) -> None:
    count = 14
    for k in range(count):
        left, right = 300 + k * 1000 / count, 300 + (k + 1) * 1000 / count
        low_left, low_right = 266 + k * 1068 / count, 266 + (k + 1) * 1068 / count
        ink = inks.paper if k % 2 else inks.mid
        middle, radius = (low_left + low_right) / 2, (low_right - low_left) / 2
        strip = sheet.draw(
            ink,
            [(left, 262), (right, 262), (low_right, 396), (low_left, 396)],
            shapes.wedge((middle, 396), radius, 0, 180),
        )
        sheet.shade(strip, inks.deep, (0, 300), (0, 470), most=0.55)
    sheet.draw(inks.deep, shapes.rectangle(292, 246, 1016, 18))


def _crate(sheet: Sheet, inks: Palette, foot: Point, *, fruit: str) -> None:
    x, y = foot
    for row in range(2):
        for k in range(5 - row):
            ball = sheet.draw(fruit, shapes.ellipse((x + 20 + k * 28 + row * 14, y - 86 - row * 22), 17))
            sheet.shade(ball, inks.deep, (x + 10 + k * 28, y - 100), (x + 40 + k * 28, y - 60), most=0.6)
    for level in (84, 56, 28):
        slat = sheet.draw(mix(inks.pale, inks.mid, 0.4), shapes.rectangle(x, y - level, 152, 22))
        sheet.shade(slat, inks.deep, (x + 60, 0), (x + 220, 0), most=0.6)
    sheet.draw(
        mix(inks.mid, inks.deep, 0.4),
        shapes.rectangle(x - 2, y - 88, 12, 88),
        shapes.rectangle(x + 142, y - 88, 12, 88),
    )


def _cat(sheet: Sheet, inks: Palette, foot: Point) -> None:
    x, y = foot
    body = shapes.smooth(
        [(x - 46, y), (x - 40, y - 64), (x - 12, y - 110), (x + 22, y - 104), (x + 40, y - 50), (x + 46, y)]
    )
    ears: list[Shape] = [
        [(x - 26, y - 146), (x - 22, y - 184), (x - 2, y - 160)],
        [(x + 6, y - 160), (x + 28, y - 182), (x + 28, y - 144)],
    ]
    sheet.draw(inks.deep, body, shapes.ellipse((x + 2, y - 136), 32, 28), *ears)
    sheet.line([(x + 40, y - 8), (x + 92, y - 14), (x + 104, y - 60), (x + 84, y - 86)], inks.deep, 13, end_width=8)


def hotel_on_the_cliff(palette: str = "rose", *, seed: int = 4) -> Image.Image:
    """Draw a small white hotel above the tide, ten windows, a path down to the water."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.pale, inks.paper, 0.4), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.pale, (0, 640), (0, 0), most=0.9)
    sheet.draw(mix(inks.cool, inks.paper, 0.35), shapes.ellipse((330, 300), 130))
    sea = sheet.draw(mix(inks.hot, inks.paper, 0.12), shapes.rectangle(0, 690, 1600, 400))
    sheet.shade(sea, inks.deep, (0, 760), (0, 1200), most=0.7)
    for i in range(15):
        spot = (sheet.dice.uniform(0, 760), 712 + i * 24)
        sheet.draw(inks.paper, shapes.ellipse(spot, sheet.dice.uniform(30, 120), 2 + i * 0.2))
    cliff = shapes.smooth(
        [(1640, 520), (1300, 540), (960, 560), (760, 590), (690, 690), (740, 810), (650, 930), (560, 1090)],
        closed=False,
    )
    face = sheet.draw(inks.mid, [*cliff, (1640, 1090)])
    sheet.shade(face, inks.deep, (860, 640), (1500, 1120), most=0.8)
    sheet.shade(face, inks.pale, (820, 700), (660, 620), most=0.7)
    grass = shapes.smooth(
        [(1640, 505), (1300, 524), (960, 545), (740, 580), (700, 640), (900, 626), (1200, 640), (1640, 610)]
    )
    sheet.draw(mix(inks.hot, inks.deep, 0.25), grass)
    path = shapes.smooth([(1080, 620), (960, 690), (1090, 770), (930, 850), (1010, 940), (840, 1067)], closed=False)
    sheet.draw(mix(inks.pale, inks.paper, 0.5), shapes.ribbon(path, 14, end_width=34))
    _hotel(sheet, inks)
    for x, height in [(806, 190), (1420, 250), (1492, 180)]:
        tree = sheet.draw(mix(inks.hot, inks.deep, 0.55), shapes.leaf((x, 596), height, 62, -90))
        sheet.shade(tree, inks.deep, (x - 10, 0), (x + 34, 0), most=0.7)
    return sheet.finished()


def _hotel(sheet: Sheet, inks: Palette) -> None:
    wing = sheet.draw(mix(inks.paper, inks.pale, 0.25), shapes.rectangle(1150, 360, 210, 230))
    sheet.shade(wing, inks.mid, (1150, 400), (1420, 640), most=0.6)
    block = sheet.draw("#fffaf3", shapes.rectangle(880, 262, 270, 330))
    sheet.shade(block, inks.pale, (960, 300), (1230, 640), most=0.75)
    sheet.draw(
        inks.mid,
        [(868, 264), (900, 214), (1130, 214), (1162, 264)],
        [(1150, 362), (1150, 330), (1330, 330), (1372, 362)],
    )
    for k in range(10):
        column, row = (k % 3, k // 3) if k < 6 else ((k - 6) % 2, (k - 6) // 2)
        x, y = (908 + column * 82, 300 + row * 110) if k < 6 else (1184 + column * 90, 392 + row * 96)
        lit = k in (1, 5, 6)
        sheet.draw(inks.cool if lit else inks.deep, shapes.archway(x, y, 44, 68))
        sheet.draw(inks.hot, shapes.rectangle(x - 17, y + 4, 14, 64), shapes.rectangle(x + 47, y + 4, 14, 64))
    sheet.draw(inks.hot, shapes.archway(994, 514, 48, 78))
    sheet.draw(inks.deep, shapes.rectangle(1008, 130, 5, 90))
    sheet.draw(inks.hot, [(1013, 134), (1084, 150), (1013, 170)])
