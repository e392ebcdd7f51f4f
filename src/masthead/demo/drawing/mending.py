"""Things being put right: a bench with its tools, a darned sock, a cardigan, umbrellas in the rain."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def repair_bench(palette: str = "moss", *, seed: int = 1) -> Image.Image:
    """Draw a board of tools over a bench, one of them gone from its painted outline, and a toaster with its lid off."""
    inks = PALETTES[palette]
    board = mix(inks.deep, inks.mid, 0.35)
    sheet = Sheet(LANDSCAPE, board, seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (1100, 200), (-100, 900), most=0.9)
    sheet.glow(wall, mix(inks.mid, inks.pale, 0.3), (1180, 420), 760, most=0.7)
    for row in range(6):
        for column in range(24):
            sheet.draw(inks.deep, shapes.ellipse((34 + column * 67, 60 + row * 92), 4))
    away = 3
    for place, parts in enumerate(_tools()):
        if place == away:
            sheet.draw(inks.pale, *(shapes.ribbon([*part, part[0]], 9) for part in parts))
            sheet.draw(mix(inks.deep, inks.mid, 0.5), *parts)
            continue
        metal = [inks.pale, inks.hot, inks.paper, inks.pale, inks.cool, inks.hot, inks.pale][place]
        for part in parts:
            sheet.cast(shapes.shifted(part, 16, 14), mix(inks.deep, "#000000", 0.4), strength=0.6, soft=6)
        for number, part in enumerate(parts):
            cut = sheet.draw(mix("#8a5a3a", inks.hot, 0.2) if number == 0 else metal, part)
            left = min(x for x, _ in part)
            sheet.shade(cut, inks.deep, (left + 10, 0), (left + 150, 0), most=0.8)
    _bench(sheet, inks)
    return sheet.finished()


def _tools() -> list[list[Shape]]:
    """Seven tools as they hang, handle first."""
    grip = [(-26, 0), (-18, 60), (-24, 130), (-10, 172), (10, 172), (24, 130), (18, 60), (26, 0)]
    tools: list[list[Shape]] = [
        [shapes.rounded(-14, 60, 28, 330, 10), shapes.rounded(-84, 14, 168, 62, 12)],
        [shapes.smooth(grip), shapes.rectangle(-8, 168, 16, 200), [(-16, 368), (16, 368), (10, 396), (-10, 396)]],
        [
            shapes.ribbon([(-52, 330), (-40, 200), (14, 110), (10, 10)], 24),
            shapes.ribbon([(52, 330), (40, 200), (-14, 110), (-10, 10)], 24),
        ],
        [shapes.rounded(-16, 90, 32, 250, 12), shapes.ellipse((0, 352), 44), shapes.ellipse((0, 66), 56)],
        [
            shapes.band((-44, 300), 28, 46, 0, 360),
            shapes.band((44, 300), 28, 46, 0, 360),
            [(-30, 262), (-14, 250), (26, 0), (34, 12)],
            [(30, 262), (14, 250), (-26, 0), (-34, 12)],
        ],
        [
            shapes.rounded(-13, 0, 26, 210, 12),
            shapes.rounded(-50, 200, 100, 44, 6),
            shapes.rounded(-46, 238, 92, 110, 8),
        ],
        [
            shapes.smooth([(-60, 300), (60, 300), (70, 350), (-70, 350)], steps=4),
            [(-66, 300), (66, 300), (20, 120), (-20, 120)],
            shapes.ribbon([(0, 130), (20, 60), (84, 6)], 20, end_width=8),
        ],
    ]
    return [
        [shapes.shifted(part, 170 + place * 208, 120 + place % 2 * 26) for part in parts]
        for place, parts in enumerate(tools)
    ]


def _bench(sheet: Sheet, inks: Palette) -> None:
    wood = "#a06a3c"
    top = sheet.draw(wood, shapes.rectangle(0, 850, 1600, 220))
    sheet.shade(top, inks.deep, (1200, 850), (0, 1067), most=0.8)
    for k in range(7):
        grain = shapes.ellipse((sheet.dice.uniform(100, 1500), 884 + k * 27), sheet.dice.uniform(200, 420), 1.6)
        sheet.lay(sheet.cut(grain), mix(wood, inks.deep, 0.5), strength=0.7)
    sheet.cast(shapes.ellipse((1130, 872), 300, 18), inks.deep, strength=0.8, soft=12)
    body = sheet.draw(inks.paper, shapes.rounded(900, 620, 420, 244, 64))
    sheet.shade(body, mix(inks.deep, inks.cool, 0.4), (1000, 600), (1360, 900), most=0.85)
    sheet.draw(inks.deep, shapes.rounded(960, 640, 300, 22, 10), shapes.rounded(960, 674, 300, 16, 8))
    sheet.draw(inks.hot, shapes.rounded(1322, 700, 40, 26, 8))
    sheet.draw(inks.deep, shapes.rectangle(1300, 712, 26, 6))
    lid = shapes.rotated(shapes.rounded(560, 760, 300, 26, 8), -24, about=(700, 790))
    sheet.cast(shapes.shifted(lid, 14, 46), inks.deep, strength=0.5, soft=8)
    sheet.shade(sheet.draw(inks.pale, lid), inks.deep, (640, 720), (840, 900), most=0.7)
    for x, y in ((470, 900), (520, 934), (430, 950), (1460, 930)):
        screw = sheet.draw(inks.paper, shapes.ellipse((x, y), 17, 12))
        sheet.shade(screw, inks.deep, (x - 8, y - 8), (x + 20, y + 16), most=0.8)
        sheet.draw(inks.deep, shapes.rotated(shapes.rectangle(x - 12, y - 1.5, 24, 3), x % 50, about=(x, y)))
    sheet.draw("#d9a441", shapes.blob((760, 950), 22, sheet.dice, wobble=0.35))


def darned_sock(palette: str = "rose", *, seed: int = 2) -> Image.Image:
    """Draw a green sock with a red darn in its heel, the needle still on the thread, a lemon beside it."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.35), seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, inks.pale, (500, 200), (1700, 1100), most=0.8)
    outline = shapes.smooth(
        [
            (500, -90), (930, -90), (936, 260), (962, 480), (1080, 610), (1310, 690), (1466, 780), (1496, 880),
            (1420, 966), (1180, 986), (880, 960), (640, 926), (528, 820), (500, 620), (504, 260),
        ]
    )  # fmt: skip
    sheet.cast(shapes.shifted(outline, 26, 30), inks.deep, strength=0.55, soft=14)
    sock = sheet.draw(inks.hot, outline)
    for k in range(22):
        rib = sheet.within(sheet.cut(shapes.ribbon([(512 + k * 20, -60), (516 + k * 20.4, 190)], 6)), sock)
        sheet.lay(rib, mix(inks.hot, inks.deep, 0.45), strength=0.8)
    toe = sheet.within(sheet.cut(shapes.ellipse((1500, 860), 220, 190)), sock)
    sheet.lay(toe, mix(inks.hot, inks.cool, 0.8))
    sheet.shade(sock, mix(inks.hot, inks.deep, 0.7), (640, 400), (1100, 1080), most=0.85)
    sheet.shade(sock, mix(inks.hot, inks.paper, 0.45), (700, 200), (440, 200), most=0.5)
    _darn(sheet, inks, (664, 792))
    lemon = shapes.smooth(
        [(180, 800), (230, 716), (330, 700), (420, 760), (452, 800), (420, 846), (330, 890), (230, 878)]
    )
    sheet.cast(shapes.shifted(lemon, 22, 26), inks.deep, strength=0.5, soft=12)
    fruit = sheet.draw(inks.cool, lemon)
    sheet.shade(fruit, mix(inks.cool, inks.deep, 0.5), (280, 760), (420, 920), most=0.8)
    sheet.shade(fruit, inks.paper, (300, 790), (220, 690), most=0.6)
    return sheet.finished()


def _darn(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    red, dark = "#c9412f", mix("#c9412f", inks.deep, 0.55)
    patch = sheet.cut(shapes.ellipse(centre, 158, 128, turn=-16))
    sheet.lay(patch, mix(inks.hot, inks.deep, 0.75))
    for k in range(-8, 9):
        warp = sheet.within(sheet.cut(shapes.rectangle(x + k * 18 - 6, y - 150, 11, 300)), patch)
        sheet.lay(warp, dark)
    for row in range(-7, 8):
        for k in range(-8, 9):
            if (row + k) % 2 == 0:
                over = shapes.rounded(x + k * 18 - 12, y + row * 18 - 6, 24, 12, 6)
                sheet.lay(sheet.within(sheet.cut(over), patch), red)
    tail = [(x + 140, y - 60), (x + 320, y - 190), (x + 520, y - 60), (x + 690, y - 300), (x + 640, y - 470)]
    sheet.line(tail, red, 7)
    about = (x + 640, y - 470)
    needle = shapes.rotated(shapes.ellipse((about[0] + 96, about[1]), 130, 6.5), -58, about=about)
    sheet.cast(shapes.shifted(needle, 12, 16), inks.deep, strength=0.6, soft=4)
    sheet.draw(inks.deep, needle)
    sheet.draw(inks.paper, shapes.rotated(shapes.ellipse((about[0] + 2, about[1]), 15, 2.6), -58, about=about))


def cardigan(palette: str = "harbour", *, seed: int = 3) -> Image.Image:
    """Draw a brown cardigan laid out flat: five buttons alike, the sixth not, a hole at each elbow."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, inks.pale, seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, mix(inks.pale, inks.mid, 0.5), (500, 100), (1600, 1067), most=0.6)
    wool, dark = "#8f5a3a", mix("#8f5a3a", "#2a1a18", 0.6)
    left: Shape = [(560, 172), (640, 300), (452, 760), (404, 1000), (226, 966), (262, 700), (396, 330)]
    right = shapes.mirrored(left, 800)
    body = [
        (650, 116),
        (800, 190),
        (950, 116),
        (1060, 178),
        (1092, 520),
        (1110, 1180),
        (490, 1180),
        (508, 520),
        (540, 178),
    ]
    for part in (left, right, body):
        sheet.cast(shapes.shifted(part, 20, 24), inks.deep, strength=0.5, soft=14)
    for number, sleeve in enumerate((left, right)):
        arm = sheet.draw(wool, shapes.smooth(sleeve, steps=8))
        sheet.shade(arm, dark, (1000 * number, 0), (1000 * number + 420, 500), most=0.85)
        elbow = sheet.within(
            sheet.cut(shapes.ellipse((356 if number == 0 else 1244, 640), 78, 112, turn=-18 + 36 * number)), arm
        )
        sheet.lay(elbow, mix(inks.pale, inks.deep, 0.3))
        sheet.shade(elbow, inks.deep, (0, 690), (0, 520), most=0.8)
        for k in range(9):
            x = 236 + k * 21 if number == 0 else 1180 + k * 21
            cuff = sheet.within(sheet.cut(shapes.rectangle(x, 900, 7, 120)), arm)
            sheet.lay(cuff, dark, strength=0.8)
    front = sheet.draw(wool, body)
    sheet.shade(front, dark, (640, 200), (1150, 1100), most=0.8)
    sheet.shade(front, mix(wool, inks.paper, 0.4), (700, 300), (480, 200), most=0.5)
    opening: Shape = [(650, 116), (800, 190), (950, 116), (800, 430)]
    sheet.lay(sheet.within(sheet.cut(opening), front), mix(inks.pale, inks.mid, 0.3))
    sheet.draw(dark, shapes.ribbon([(644, 112), (770, 440)], 40), shapes.ribbon([(956, 112), (830, 440)], 40))
    sheet.draw(mix(wool, dark, 0.7), shapes.rectangle(766, 420, 68, 700))
    sheet.draw(dark, shapes.rectangle(764, 430, 3, 700), shapes.rectangle(834, 430, 3, 700))
    for k in range(6):
        _button(sheet, inks, (800, 478 + k * 104), odd=k == 5)
    return sheet.finished()


def _button(sheet: Sheet, inks: Palette, centre: Point, *, odd: bool) -> None:
    x, y = centre
    size = 34 if odd else 24
    ink = inks.hot if odd else inks.paper
    sheet.cast(shapes.ellipse((x + 5, y + 7), size), inks.deep, strength=0.7, soft=4)
    disc = sheet.draw(ink, shapes.ellipse(centre, size))
    sheet.shade(disc, mix(ink, inks.deep, 0.5), (x - 10, y - 10), (x + size, y + size), most=0.8)
    for dx in (-7, 7):
        for dy in (-7, 7) if not odd else (0,):
            sheet.draw(inks.deep, shapes.ellipse((x + dx, y + dy), 3.4))


def umbrellas(palette: str = "snow", *, seed: int = 4) -> Image.Image:
    """Draw a wet street from above, full of umbrellas, one of them red."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.mid, inks.deep, 0.45), seed=seed)
    street = sheet.everywhere()
    sheet.shade(street, inks.deep, (300, 0), (1500, 1067), most=0.7)
    for row in range(9):
        for k in range(11):
            stone = shapes.rounded(k * 164 - (82 if row % 2 else 0), row * 124, 154, 114, 18)
            sheet.lay(sheet.cut(stone), mix(inks.mid, inks.cool, 0.3), strength=sheet.dice.uniform(0.04, 0.3))
    crowd: list[tuple[float, float, float, str]] = [
        (150, 170, 190, inks.deep), (520, 90, 168, inks.cool), (1010, 150, 205, mix(inks.deep, inks.mid, 0.4)),
        (1420, 120, 176, inks.pale), (330, 560, 178, inks.pale), (1240, 520, 196, inks.deep), (130, 940, 186, inks.mid),
        (560, 960, 172, mix(inks.deep, inks.mid, 0.3)), (1040, 930, 184, inks.cool), (1490, 900, 205, mix(inks.deep, inks.cool, 0.4)),
        (800, 540, 214, "#c8402f"),
    ]  # fmt: skip
    for x, y, radius, ink in crowd:
        _umbrella(sheet, inks, (x, y), radius, ink)
    rain = [
        shapes.ribbon([(x, y), (x - 26, y + 74)], 2.4)
        for x, y in ((sheet.dice.uniform(0, 1660), sheet.dice.uniform(-60, 1040)) for _ in range(170))
    ]
    for drop in rain:
        sheet.lay(sheet.cut(drop), inks.paper, strength=0.55)
    return sheet.finished()


def _umbrella(sheet: Sheet, inks: Palette, centre: Point, radius: float, ink: str) -> None:
    turn = sheet.dice.uniform(0, 45)

    def edge(angle: float) -> Point:
        sag = 1 - 0.1 * math.sin(math.pi * (((angle - turn) % 45) / 45))
        across = radius * sag
        return centre[0] + across * math.cos(math.radians(angle)), centre[1] + across * math.sin(math.radians(angle))

    outline = [edge(turn + k * 4.5) for k in range(80)]
    sheet.cast(shapes.shifted(outline, 30, 40), mix(inks.deep, "#000000", 0.4), strength=0.6, soft=14)
    canopy = sheet.draw(ink, outline)
    for k in range(8):
        gore = sheet.cut([centre, *(edge(turn + k * 45 + step * 4.5) for step in range(11))])
        sheet.shade(
            gore, mix(ink, inks.deep, 0.6), edge(turn + k * 45), edge(turn + k * 45 + 45), most=0.3 + 0.08 * (k % 4)
        )
    sheet.shade(canopy, mix(ink, inks.paper, 0.45), centre, (centre[0] - radius, centre[1] - radius), most=0.5)
    ribs = [shapes.ribbon([centre, edge(turn + k * 45)], 3.4) for k in range(8)]
    sheet.draw(mix(ink, inks.deep, 0.75), *ribs, shapes.ellipse(centre, 9))
