"""Hills, terraces and mountain passes."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Cut, Sheet

LANDSCAPE = (1600, 1067)


def layered_hills(palette: str = "dusk", *, seed: int = 1) -> Image.Image:
    """Draw ridge behind ridge under a low sun, with one farm and a road that leads to it."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.35), seed=seed)
    sun = (sheet.dice.choice([480.0, 560.0, 1060.0, 1120.0]), sheet.dice.uniform(330, 390))
    sky = sheet.everywhere()
    sheet.shade(sky, inks.pale, (0, 620), (0, -60), most=0.95)
    sheet.glow(sky, inks.paper, sun, 620, most=0.95, power=1.2)
    sheet.draw(inks.hot, shapes.ellipse(sun, 118))
    lit = 1 if sun[0] < 800 else -1
    count = 6
    for i in range(count):
        share = i / (count - 1)
        ink = mix(mix(inks.pale, inks.mid, min(1, share * 1.9)), inks.deep, max(0, share - 0.35) * 1.3)
        height = 430 + 500 * share**1.25
        if i == count - 1:
            _cypresses(sheet, inks, foot=height + 120, left=lit < 0)
        ridge = shapes.ridge(1600, height, sheet.dice, rise=34 + 40 * share, knots=7, floor=1100)
        cut = sheet.draw(ink, ridge)
        away = (sun[0] + 1100 * lit, height + 160)
        sheet.shade(cut, mix(ink, inks.deep, 0.2 + 0.25 * share), (sun[0], height), away, most=0.75)
        sheet.shade(cut, mix(ink, inks.paper, 0.4), (0, height + 190), (0, height - 70), most=0.6)
        if i == 3:
            _farm(sheet, inks, (sun[0] + 430 * lit, height + 48))
    return sheet.finished()


def _farm(sheet: Sheet, inks: Palette, foot: Point) -> None:
    x, y = foot
    sheet.draw(inks.paper, shapes.rectangle(x, y - 52, 92, 60))
    sheet.draw(mix(inks.paper, inks.deep, 0.35), shapes.rectangle(x + 92, y - 52, 44, 60))
    sheet.draw(inks.hot, [(x - 8, y - 50), (x + 20, y - 88), (x + 120, y - 88), (x + 92, y - 50)])
    sheet.draw(mix(inks.hot, inks.deep, 0.4), [(x + 92, y - 50), (x + 120, y - 88), (x + 144, y - 50)])
    sheet.draw(inks.deep, shapes.archway(x + 38, y - 30, 18, 38))
    for i, (dx, height) in enumerate([(-34, 96), (-58, 70), (168, 84)]):
        tree = sheet.draw(mix(inks.deep, inks.mid, 0.15 * i), shapes.leaf((x + dx, y + 8), height, 26, -90))
        sheet.shade(tree, inks.deep, (x + dx - 8, 0), (x + dx + 14, 0), most=0.7)


def _cypresses(sheet: Sheet, inks: Palette, *, foot: float, left: bool) -> None:
    centre = 150.0 if left else 1450.0
    lit = 1 if left else -1
    for dx, height, width in [(-86, 420, 66), (0, 640, 92), (84, 500, 74), (150, 330, 54)]:
        x = centre + dx
        tree = sheet.draw(mix(inks.deep, "#000000", 0.2), shapes.leaf((x, foot), height, width, -90))
        sheet.shade(tree, inks.mid, (x, 0), (x + width * 0.6 * lit, 0), most=0.6)


def terraces(palette: str = "citrus", *, seed: int = 2) -> Image.Image:
    """Draw an island hillside cut in steps, white houses at the water."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.cool, 0.22), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.paper, (0, 0), (0, 560), most=0.9)
    sheet.draw(inks.paper, shapes.ellipse((330, 250), 96))
    _sea(sheet, inks, 700)
    far = sheet.draw(mix(inks.cool, inks.paper, 0.35), shapes.mound(-120, 640, 702, 560, lean=0.4))
    sheet.shade(far, inks.cool, (0, 560), (0, 720), most=0.8)
    outline = [*shapes.mound(430, 1900, 790, 130, lean=0.62), (1900, 930), (330, 930)]
    hill = sheet.draw(inks.mid, outline)
    for i in range(11):
        top = 215 + i * 62
        steps = shapes.smooth(
            [
                (300 + dx, top + (18 if k % 2 else -8) + sheet.dice.uniform(-9, 9) + (dx - 700) ** 2 / 9000)
                for k, dx in enumerate(range(0, 1500, 190))
            ],
            closed=False,
        )
        tone = [inks.pale, inks.cool, inks.mid, mix(inks.mid, inks.cool, 0.5)][i % 4]
        face = sheet.within(sheet.cut([*steps, (1900, 1200), (200, 1200)]), hill)
        sheet.lay(face, tone)
        sheet.shade(face, mix(tone, inks.deep, 0.55), (0, top + 90), (0, top - 4), most=0.55, power=2)
        wall = sheet.within(sheet.cut(shapes.ribbon(steps, 7)), hill)
        sheet.lay(wall, mix(inks.deep, inks.cool, 0.25))
        _orchard(sheet, inks, steps, hill)
    sheet.shade(hill, mix(inks.deep, inks.mid, 0.2), (1000, 300), (1760, 700), most=0.7)
    for x, y, size in [(560, 872, 1.0), (668, 842, 1.25), (806, 868, 0.95), (905, 836, 1.4), (1052, 878, 1.1)]:
        _white_house(sheet, inks, (x, y), size)
    _quay(sheet, inks)
    return sheet.finished()


def _quay(sheet: Sheet, inks: Palette) -> None:
    stone = sheet.draw(mix(inks.pale, inks.paper, 0.5), shapes.rectangle(300, 884, 1300, 56))
    sheet.shade(stone, mix(inks.mid, inks.deep, 0.3), (0, 884), (0, 944), most=0.7)
    for i in range(9):
        sheet.draw(inks.deep, shapes.rectangle(340 + i * 150, 868, 12, 20))
    water = sheet.draw(mix(inks.cool, inks.deep, 0.42), shapes.rectangle(0, 938, 1600, 140))
    sheet.shade(water, inks.deep, (0, 1120), (0, 930), most=0.6)
    for i in range(14):
        spot = (sheet.dice.uniform(0, 1600), 962 + i * 7)
        sheet.draw(mix(inks.cool, inks.paper, 0.45), shapes.ellipse(spot, sheet.dice.uniform(30, 110), 2.2))
    for x, ink in [(470, inks.hot), (1190, inks.paper)]:
        hull = sheet.draw(ink, [(x, 962), (x + 190, 962), (x + 158, 1004), (x + 30, 1004)])
        sheet.shade(hull, inks.deep, (0, 960), (0, 1012), most=0.7)
        sheet.draw(inks.deep, shapes.rectangle(x + 92, 820, 6, 144))
        sheet.draw(mix(inks.paper, inks.pale, 0.3), [(x + 104, 830), (x + 104, 946), (x + 176, 946)])


def _sea(sheet: Sheet, inks: Palette, horizon: float) -> None:
    water = sheet.draw(mix(inks.cool, inks.deep, 0.35), shapes.rectangle(0, horizon, 1600, 400))
    sheet.shade(water, mix(inks.cool, inks.paper, 0.5), (0, horizon + 260), (0, horizon), most=0.75)
    for i in range(26):
        y = horizon + 14 + i * 15
        x = sheet.dice.uniform(-80, 1500)
        length = sheet.dice.uniform(40, 170)
        streak = shapes.ellipse((x, y), length, 2.4 + i * 0.12)
        sheet.lay(sheet.cut(streak), mix(inks.paper, inks.cool, 0.3), strength=0.8)


def _orchard(sheet: Sheet, inks: Palette, line: Shape, hill: Cut) -> None:
    for x, y in line[::8]:
        if not sheet.covers(hill, (x - 20, y - 40)) or sheet.dice.random() < 0.5:
            continue
        size = sheet.dice.uniform(13, 25)
        crown = sheet.draw(inks.deep, shapes.blob((x, y - size * 0.8), size, sheet.dice))
        sheet.shade(crown, inks.cool, (x + size, y), (x - size, y - size * 1.8), most=0.8)
        if sheet.dice.random() < 0.6:
            for _ in range(3):
                spot = (x + sheet.dice.uniform(-size, size) * 0.6, y - size * sheet.dice.uniform(0.4, 1.3))
                sheet.draw(inks.hot, shapes.ellipse(spot, 4))


def _white_house(sheet: Sheet, inks: Palette, foot: Point, size: float) -> None:
    x, y = foot
    width, height = 78 * size, 84 * size
    front = sheet.draw("#fffaf0", shapes.rectangle(x, y - height, width, height))
    sheet.shade(front, inks.pale, (x + width * 0.4, 0), (x + width * 1.4, 0), most=0.7)
    side = sheet.draw(mix(inks.pale, inks.deep, 0.2), shapes.rectangle(x + width, y - height, width * 0.36, height))
    sheet.shade(side, inks.deep, (0, y - height), (0, y), most=0.35)
    sheet.draw(inks.hot, shapes.archway(x + width * 0.36, y - 40 * size, 22 * size, 40 * size))
    for dx in (0.14, 0.7):
        sheet.draw(inks.deep, shapes.rectangle(x + width * dx, y - height * 0.78, 12 * size, 17 * size))


def night_train(palette: str = "night", *, seed: int = 3) -> Image.Image:
    """Draw a lit train on a viaduct under high peaks, fog in the valley."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, inks.deep, seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.mid, (0, 60), (0, 760), most=0.95)
    for _ in range(90):
        star = (sheet.dice.uniform(0, 1600), sheet.dice.uniform(0, 430))
        sheet.draw(inks.paper, shapes.ellipse(star, sheet.dice.choice([1.4, 1.8, 2.6])))
    moon = (1240.0, 215.0)
    sheet.glow(sky, inks.cool, moon, 420, most=0.5, power=1.6)
    sheet.draw(inks.paper, shapes.crescent(moon, 82, turn=24, fullness=0.3))
    _snow_range(sheet, inks, height=640, rise=430, count=4, share=0.8)
    _snow_range(sheet, inks, height=760, rise=330, count=5, share=0.3)
    fog = sheet.cut(shapes.rectangle(0, 560, 1600, 507))
    sheet.shade(fog, inks.pale, (0, 600), (0, 1067), most=0.7, power=1.3)
    _viaduct(sheet, inks, deck=672)
    _train(sheet, inks, rail=672)
    for i, (x, height) in enumerate([(40, 330), (128, 470), (226, 300), (1430, 380), (1520, 520), (1592, 350)]):
        _fir(sheet, inks, (x, 1100 + (i % 2) * 10), height)
    return sheet.finished()


def _snow_range(sheet: Sheet, inks: Palette, *, height: float, rise: float, count: int, share: float) -> None:
    ink = mix(inks.deep, inks.cool, share)
    outline = shapes.peaks(1600, height, sheet.dice, rise=rise, count=count, floor=1100)
    cut = sheet.draw(ink, outline)
    sheet.shade(cut, mix(ink, inks.deep, 0.7), (0, height - rise), (0, height + 80), most=0.7)
    for i in range(2, len(outline) - 2, 4):
        (lx, _), (x, y), (rx, _) = outline[i - 1], outline[i], outline[i + 1]
        drop = rise * 0.34
        snow = [
            (x, y),
            (rx + (rx - x) * 0.6, y + drop * 0.86),
            (x + 26, y + drop * 0.62),
            (x + 4, y + drop),
            (x - 26, y + drop * 0.66),
            (lx + (lx - x) * 0.55, y + drop * 0.92),
        ]
        cap = sheet.within(sheet.cut(snow), cut)
        sheet.lay(cap, inks.paper if share > 0.3 else inks.pale)
        sheet.shade(cap, ink, (x - 10, y), (x - 90, y + drop * 0.7), most=0.85)


def _viaduct(sheet: Sheet, inks: Palette, *, deck: float) -> None:
    stone = mix(inks.deep, inks.cool, 0.5)
    span, pier = 236.0, 62.0
    openings = [shapes.archway(-150 + i * span, deck + 58, span - pier, 700) for i in range(8)]
    wall = sheet.cut(shapes.rectangle(0, deck, 1600, 440), without=openings)
    sheet.lay(wall, stone)
    sheet.shade(wall, inks.pale, (0, deck + 190), (0, 1067), most=0.55, power=1.4)
    sheet.shade(wall, mix(inks.deep, "#000000", 0.2), (0, deck + 170), (0, deck), most=0.5)
    for i in range(8):
        left = -150 + i * span + span - pier
        face = sheet.within(sheet.cut(shapes.rectangle(left, deck + 20, pier, 420)), wall)
        sheet.shade(face, inks.deep, (left + 10, 0), (left + pier + 20, 0), most=0.8)
    sheet.draw(mix(stone, inks.cool, 0.45), shapes.rectangle(0, deck - 8, 1600, 16))


def _train(sheet: Sheet, inks: Palette, *, rail: float) -> None:
    top = rail - 92
    for i in range(4):
        left = 84.0 + i * 306
        body = sheet.draw(
            mix(inks.hot, "#a8321f", 0.72) if i < 3 else mix(inks.deep, "#000000", 0.1),
            shapes.rounded(left, top, 294, 80, 10),
        )
        sheet.shade(body, inks.deep, (0, top + 10), (0, rail), most=0.7)
        sheet.draw(mix(inks.deep, inks.cool, 0.35), shapes.rounded(left + 4, top - 6, 286, 14, 7))
        for k in range(6):
            pane = sheet.draw(inks.hot, shapes.rounded(left + 20 + k * 44, top + 18, 32, 30, 4))
            sheet.shade(pane, inks.paper, (0, top + 52), (0, top + 14), most=0.8)
            if sheet.dice.random() < 0.3:
                head = (left + 36 + k * 44, top + 38)
                sheet.draw(inks.deep, shapes.ellipse(head, 7), shapes.rectangle(head[0] - 9, head[1] + 4, 18, 8))
        sheet.draw(inks.deep, *(shapes.ellipse((left + dx, rail - 10), 9) for dx in (40, 70, 224, 254)))
    nose = 84.0 + 4 * 306
    sheet.draw(mix(inks.deep, "#000000", 0.1), shapes.rounded(nose - 20, top + 10, 74, 70, 26))
    beam = sheet.cut([(nose + 48, rail - 40), (1700, rail - 150), (1700, rail + 10)])
    sheet.shade(beam, inks.hot, (1640, rail - 40), (nose + 40, rail - 40), most=0.75)


def _fir(sheet: Sheet, inks: Palette, foot: Point, height: float) -> None:
    x, y = foot
    tiers = [
        [
            (x, y - height * (1 - i * 0.2)),
            (x + height * (0.1 + i * 0.05), y - height * (0.68 - i * 0.2)),
            (x - height * (0.1 + i * 0.05), y - height * (0.68 - i * 0.2)),
        ]
        for i in range(4)
    ]
    tree = sheet.draw(mix(inks.deep, "#000000", 0.35), *tiers)
    sheet.shade(tree, inks.mid, (x - 10, 0), (x + height * 0.25, 0), most=0.5)
