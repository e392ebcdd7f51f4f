"""Indoors, looked at closely: slippers round a bed, a curtain from behind, a violin, cards of colour."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def round_the_bed(palette: str = "indigo", *, seed: int = 1) -> Image.Image:
    """Draw a bed from above at night, and round it, again and again, the marks of a pair of slippers."""
    inks = PALETTES[palette]
    floor = mix(inks.deep, inks.mid, 0.45)
    sheet = Sheet(LANDSCAPE, floor, seed=seed)
    boards = sheet.everywhere()
    for k in range(9):
        sheet.lay(sheet.cut(shapes.rectangle(0, k * 122, 1600, 3)), inks.deep, strength=0.6)
    sheet.shade(boards, inks.deep, (800, 500), (-100, 1100), most=0.8)
    sheet.glow(boards, mix(inks.hot, inks.mid, 0.45), (1180, 250), 620, most=0.6)
    for turn, ink in ((0, 0.35), (1, 0.5), (2, 0.8)):
        steps = _steps(64 + turn * 5, turn)
        for place, (spot, way) in enumerate(steps):
            _sole(sheet, spot, way, mix(floor, inks.paper, ink * 0.55), left=place % 2 == 0, strength=ink)
    _bed(sheet, inks)
    for left in (True, False):
        _sole(sheet, (402, 268), -22, inks.hot, left=left, strength=1, size=1.55)
    return sheet.finished()


def _steps(count: int, turn: int) -> list[tuple[Point, float]]:
    """Where a foot comes down on the way round, and which way it points."""
    across, down = 555.0 + turn * 34, 372.0 + turn * 30
    found = []
    for k in range(count):
        angle = 2 * math.pi * k / count
        x = math.copysign(abs(math.cos(angle)) ** 0.62, math.cos(angle)) * across
        y = math.copysign(abs(math.sin(angle)) ** 0.62, math.sin(angle)) * down
        way = math.degrees(math.atan2(math.cos(angle) * down, -math.sin(angle) * across))
        found.append(((800 + x, 540 + y), way))
    return found


def _sole(sheet: Sheet, spot: Point, way: float, ink: str, *, left: bool, strength: float, size: float = 1.0) -> None:
    side = -15 * size if left else 15 * size
    parts = [
        shapes.ellipse((14 * size, side), 27 * size, 13 * size),
        shapes.ellipse((-24 * size, side), 15 * size, 11 * size),
    ]
    placed = [shapes.shifted(shapes.rotated(part, way), *spot) for part in parts]
    if size > 1:
        placed = [
            shapes.shifted(
                shapes.rotated(shapes.rounded(-44 * size, side - 13 * size, 88 * size, 26 * size, 13 * size), way),
                *spot,
            )
        ]
        sheet.cast(shapes.shifted(placed[0], 8, 10), "#0b0a24", strength=0.7, soft=6)
    cut = sheet.cut(*placed)
    sheet.lay(cut, ink, strength=strength)
    if size > 1:
        sheet.shade(cut, "#7a2b22", (spot[0] - 40, spot[1] - 30), (spot[0] + 80, spot[1] + 40), most=0.8)
        hole = shapes.shifted(shapes.rotated(shapes.ellipse((-26 * size, side), 15 * size, 9 * size), way), *spot)
        sheet.draw("#3a1716", hole)


def _bed(sheet: Sheet, inks: Palette) -> None:
    frame = shapes.rounded(390, 300, 820, 480, 26)
    sheet.cast(shapes.shifted(frame, -20, 30), "#0b0a24", strength=0.75, soft=20)
    sheet.draw("#5a3426", frame)
    linen = sheet.draw(inks.paper, shapes.rounded(408, 316, 770, 448, 20))
    sheet.shade(linen, inks.pale, (1100, 300), (400, 800), most=0.7)
    for top in (340, 556):
        pillow = shapes.smooth(
            [
                (1000, top),
                (1090, top - 12),
                (1160, top + 10),
                (1166, top + 96),
                (1154, top + 186),
                (1090, top + 200),
                (996, top + 186),
                (988, top + 90),
            ]
        )
        sheet.cast(shapes.shifted(pillow, -8, 12), inks.deep, strength=0.5, soft=8)
        sheet.shade(sheet.draw("#fffaf0", pillow), inks.pale, (1150, top), (990, top + 200), most=0.8)
    quilt: Shape = [(400, 308), (880, 308), (940, 420), (960, 620), (860, 772), (400, 772)]
    cover = sheet.draw(inks.mid, shapes.smooth(quilt, steps=4))
    for row in range(5):
        for column in range(6):
            patch = sheet.within(sheet.cut(shapes.rectangle(400 + column * 94, 308 + row * 94, 94, 94)), cover)
            if (row + column) % 2:
                sheet.lay(patch, mix(inks.mid, inks.cool, 0.55))
    fold = sheet.draw(
        inks.cool,
        shapes.smooth(
            [(872, 312), (944, 420), (966, 620), (864, 770), (800, 770), (880, 610), (868, 430), (812, 312)], steps=4
        ),
    )
    sheet.shade(fold, inks.paper, (840, 400), (940, 520), most=0.6)
    sheet.shade(cover, inks.deep, (900, 300), (380, 820), most=0.7)


def behind_the_curtain(palette: str = "plum", *, seed: int = 2) -> Image.Image:
    """Draw the back of a great curtain, light under its hem, and six people in ruffs on a bench before it, one of them getting up."""
    inks = PALETTES[palette]
    dark = mix(inks.deep, "#000000", 0.45)
    sheet = Sheet(LANDSCAPE, dark, seed=seed)
    cloth = mix(inks.mid, inks.deep, 0.45)
    for k in range(17):
        fold = sheet.draw(mix(cloth, inks.deep, 0.12 * (k % 3)), shapes.rectangle(k * 98 - 30, -10, 104, 800))
        sheet.shade(fold, dark, (k * 98 + 10, 0), (k * 98 + 82, 0), most=0.9)
        sheet.shade(fold, mix(cloth, inks.hot, 0.35), (0, 500), (0, 800), most=0.45)
    floor = sheet.draw(dark, shapes.rectangle(0, 790, 1600, 300))
    sheet.shade(floor, inks.hot, (0, 920), (0, 780), most=0.9)
    sheet.draw(mix(inks.hot, inks.paper, 0.6), shapes.rectangle(0, 786, 1600, 9))
    slit: Shape = [(1172, -10), (1180, -10), (1187, 790), (1166, 790)]
    sheet.lay(sheet.cut(slit), mix(inks.hot, inks.paper, 0.5))
    beam = sheet.cut([(1166, 790), (1187, 790), (1330, 1067), (1120, 1067)])
    sheet.shade(beam, inks.hot, (0, 1100), (0, 780), most=0.9)
    sheet.cast(shapes.rectangle(250, 930, 900, 20), "#000000", strength=0.8, soft=10)
    costumes = ("#3f5a7d", "#7d3140", "#4d5b3a", "#8a5a2b", "#5a4275", "#2f5f60")
    for place, ink in enumerate(costumes):
        _understudy(sheet, inks, (330 + place * 152, 884), ink, rises=place == len(costumes) - 1)
    bench = sheet.draw(
        "#5c3a22",
        shapes.rectangle(240, 862, 930, 26),
        shapes.rectangle(290, 886, 22, 66),
        shapes.rectangle(1096, 886, 22, 66),
    )
    sheet.shade(bench, dark, (0, 860), (0, 950), most=0.8)
    return sheet.finished()


def _understudy(sheet: Sheet, inks: Palette, seat: Point, ink: str, *, rises: bool) -> None:
    x, y = seat
    up = 96.0 if rises else 0.0
    legs = [
        shapes.ribbon([(x - 20, y - 30 - up), (x - 26, y + 20), (x - 28, y + 84)], 22, end_width=14),
        shapes.ribbon([(x + 18, y - 30 - up), (x + 28, y + 16), (x + 26, y + 84)], 22, end_width=14),
    ]
    sheet.draw(mix(ink, "#e9dccb", 0.45), *legs)
    sheet.draw("#140a12", shapes.ellipse((x - 34, y + 86), 20, 8), shapes.ellipse((x + 32, y + 86), 20, 8))
    coat: Shape = [
        (x - 46, y - 176 - up),
        (x + 46, y - 176 - up),
        (x + 60, y - 60 - up),
        (x + 66, y + 6 - up),
        (x - 66, y + 6 - up),
        (x - 60, y - 60 - up),
    ]
    body = sheet.draw(ink, shapes.smooth(coat, steps=5))
    sheet.shade(body, mix(ink, "#000000", 0.6), (x, y - 40 - up), (x - 60, y - 190 - up), most=0.8)
    sheet.shade(body, mix(ink, inks.hot, 0.55), (x - 10, y - 100 - up), (x + 60, y + 20 - up), most=0.5)
    sheet.draw("#e9dccb", shapes.ellipse((x, y - 184 - up), 46, 15))
    sheet.draw(("#c98f6a", "#8a5636", "#e0b08c")[int(x) % 3], shapes.ellipse((x, y - 222 - up), 25, 31))
    hat: Shape = [(x - 34, y - 240 - up), (x - 16, y - 282 - up), (x + 20, y - 280 - up), (x + 34, y - 240 - up)]
    sheet.draw(mix(ink, "#000000", 0.35), shapes.smooth(hat, steps=5))
    sheet.line(
        [(x + 16, y - 262 - up), (x + 52, y - 292 - up), (x + 62, y - 250 - up)],
        inks.hot if rises else "#d9cdbb",
        7,
        end_width=2,
    )


VIOLIN: list[Point] = [
    (40, 0), (150, 14), (214, 80), (226, 160), (188, 250), (142, 306), (132, 366), (152, 430), (182, 452), (186, 520),
    (160, 600), (96, 650), (30, 664),
]  # fmt: skip


def violin(palette: str = "ochre", *, seed: int = 3) -> Image.Image:
    """Draw a violin across a sheet of music of which one line, the second, is red."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.cool, inks.deep, 0.35), seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, inks.deep, (500, 200), (1600, 1100), most=0.85)
    page = shapes.rotated(shapes.rectangle(520, -60, 900, 1200), 7, about=(900, 500))
    sheet.cast(shapes.shifted(page, 18, 22), inks.deep, strength=0.6, soft=16)
    paper = sheet.draw(inks.paper, page)
    sheet.shade(paper, inks.pale, (800, 200), (1300, 1100), most=0.7)
    for stave in range(5):
        red = stave in {1, 4}
        ink = "#b9432b" if red else mix(inks.deep, inks.paper, 0.25)
        for line in range(5):
            rule = shapes.rectangle(570, 60 + stave * 208 + line * 22, 800, 2.4)
            sheet.lay(sheet.within(sheet.cut(shapes.rotated(rule, 7, about=(900, 500))), paper), ink, strength=0.8)
        for k in range(13):
            _note(sheet, ink, (620 + k * 56, 60 + stave * 208 + sheet.dice.choice([0, 11, 22, 33, 44, 55, 66, 77, 88])))
    _violin_body(sheet, inks)
    return sheet.finished()


def _note(sheet: Sheet, ink: str, spot: Point) -> None:
    x, y = spot
    head = shapes.rotated(shapes.ellipse(spot, 12.5, 9), -20, about=spot)
    parts = [head, shapes.rectangle(x + 9, y - 68, 3.4, 66)]
    sheet.draw(ink, *(shapes.rotated(part, 7, about=(900, 500)) for part in parts))


def _violin_body(sheet: Sheet, inks: Palette) -> None:
    about: Point = (560, 640)

    def placed(shape: Shape) -> Shape:
        return shapes.rotated(shape, 38, about=about)

    outline = placed(shapes.vessel(560, 960, VIOLIN))
    sheet.cast(shapes.shifted(outline, 26, 30), "#120b10", strength=0.75, soft=20)
    edge = sheet.draw("#5b2413", outline)
    wood = sheet.draw(
        "#a9541f", placed(shapes.shifted(shapes.scaled(shapes.vessel(0, 0, VIOLIN), 0.95, 0.965), 560, 948))
    )
    sheet.shade(wood, "#4d1d0f", about, (about[0] + 190, about[1] + 260), most=0.85)
    sheet.shade(wood, "#e39a45", (about[0] + 20, about[1] + 30), (about[0] - 190, about[1] - 120), most=0.8)
    sheet.shade(edge, "#2a0f0a", about, (about[0] + 260, about[1] + 260), most=0.6)
    for side in (-1, 1):
        eff = shapes.smooth(
            [(560 + side * 78, 560), (560 + side * 66, 610), (560 + side * 92, 680), (560 + side * 84, 730)],
            closed=False,
        )
        sheet.draw(
            "#2a0f0a",
            placed(shapes.ribbon(eff, 10, end_width=7)),
            placed(shapes.ellipse((560 + side * 74, 556), 9)),
            placed(shapes.ellipse((560 + side * 88, 734), 10)),
        )
    board: Shape = [(536, -420), (584, -420), (592, 530), (528, 530)]
    sheet.cast(shapes.shifted(placed(board), 10, 12), "#120b10", strength=0.7, soft=6)
    sheet.shade(sheet.draw("#231a1c", placed(board)), "#55484a", placed([(560, 0)])[0], placed([(530, 0)])[0], most=0.6)
    tail: Shape = [(530, 740), (590, 740), (576, 920), (544, 920)]
    sheet.draw("#231a1c", placed(tail))
    sheet.draw("#e0b070", placed([(512, 660), (608, 660), (600, 674), (520, 674)]))
    for k in range(4):
        string = shapes.ribbon([(545 + k * 10, -420), (540 + k * 13, 660), (546 + k * 9, 745)], 2.2)
        sheet.draw(inks.paper, placed(string))


def paint_cards(palette: str = "ink", *, seed: int = 4) -> Image.Image:
    """Draw a desk of colour cards, and a grey card with a hole through which one of them, a deep blue, is looked at."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.cool, inks.mid, 0.35), seed=seed)
    desk = sheet.everywhere()
    sheet.shade(desk, inks.mid, (300, 100), (1600, 1067), most=0.7)
    tones = [
        "#f3ead8", "#e8dcc2", "#d9c7a5", "#c7a46a", "#a97b45", "#7c5a3c", "#f2d9cf", "#e3aa97", "#cf7a63", "#b14f3f",
        "#7f3535", "#5b3a4a", "#f4e3a1", "#e9c557", "#c4c9a2", "#8f9f76", "#5f7a5c", "#39543f", "#dfe6e4", "#b9ccd0",
        "#8fb0b8", "#15508f", "#4b6f80", "#2c4654",
    ]  # fmt: skip
    for place, tone in enumerate(tones):
        row, column = divmod(place, 6)
        corner = (96 + column * 244 + (row % 2) * 26, 40 + row * 262)
        _card(sheet, inks, corner, tone, turn=sheet.dice.uniform(-3, 3))
    viewer = shapes.rotated(shapes.rounded(700, 590, 560, 420, 10), -8, about=(980, 800))
    hole = shapes.rotated(shapes.rounded(900, 730, 130, 130, 4), -8, about=(980, 800))
    sheet.cast(shapes.shifted(viewer, 18, 24), inks.deep, strength=0.6, soft=14)
    grey = sheet.cut(viewer)
    sheet.lay(grey, "#9a9c9c")
    sheet.shade(grey, "#6f7374", (800, 620), (1240, 1010), most=0.7)
    sheet.draw("#4d5254", shapes.shifted(hole, -3, -4))
    sea = sheet.draw("#15508f", hole)
    sheet.glow(sea, "#0a2f63", (966, 806), 90, most=0.9)
    return sheet.finished()


def _card(sheet: Sheet, inks: Palette, corner: Point, tone: str, *, turn: float) -> None:
    x, y = corner
    about = (x + 100, y + 110)

    def placed(shape: Shape) -> Shape:
        return shapes.rotated(shape, turn, about=about)

    card = placed(shapes.rectangle(x, y, 210, 228))
    sheet.cast(shapes.shifted(card, 7, 9), inks.deep, strength=0.5, soft=7)
    sheet.draw("#fbf9f4", card)
    chip = sheet.draw(tone, placed(shapes.rectangle(x + 10, y + 10, 190, 166)))
    sheet.shade(chip, mix(tone, "#000000", 0.25), (x + 60, y + 40), (x + 210, y + 190), most=0.35)
    name = shapes.rectangle(x + 12, y + 190, 70 + (int(x) * 7 + int(y)) % 70, 9)
    sheet.draw(inks.deep, placed(name))
    sheet.lay(sheet.cut(placed(shapes.rectangle(x + 12, y + 207, 40, 6))), inks.mid, strength=0.8)
