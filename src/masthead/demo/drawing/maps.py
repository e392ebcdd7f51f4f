"""Maps: a city with its river and bridges, and an island in contour lines."""

from __future__ import annotations

import math
from itertools import pairwise

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Cut, Sheet

LANDSCAPE = (1600, 1067)


def city_of_bridges(palette: str = "ochre", *, seed: int = 1) -> Image.Image:
    """Draw a town plan: blocks, parks, a river with eleven bridges and one walk across them."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.15), seed=seed)
    river_line = shapes.smooth(
        [(-120, 250), (160, 330), (420, 560), (700, 640), (930, 470), (1180, 360), (1420, 520), (1740, 760)],
        closed=False,
        steps=24,
    )
    river = sheet.cut(shapes.ribbon(river_line, 120, end_width=170))
    bank = sheet.cut(shapes.ribbon(river_line, 170, end_width=222))
    _blocks(sheet, inks, bank)
    for centre, radius in [((330, 850), 120), ((1270, 190), 150), ((860, 210), 80)]:
        park = sheet.draw(mix(inks.cool, "#8fa05a", 0.45), shapes.blob(centre, radius, sheet.dice, wobble=0.15))
        sheet.shade(park, inks.deep, (centre[0] - 40, centre[1] - 60), (centre[0] + 160, centre[1] + 190), most=0.5)
        for _ in range(int(radius / 9)):
            turn = sheet.dice.uniform(0, 2 * math.pi)
            reach = radius * 0.7 * math.sqrt(sheet.dice.random())
            spot = (centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn))
            sheet.draw(mix(inks.cool, inks.deep, 0.5), shapes.ellipse(spot, 11))
    sheet.lay(bank, mix(inks.paper, inks.pale, 0.35))
    sheet.lay(river, inks.cool)
    sheet.shade(river, mix(inks.cool, inks.deep, 0.45), (300, 300), (1500, 900), most=0.7)
    for k in range(70):
        middle = river_line[(k * 7 + 3) % len(river_line)]
        spot = (middle[0] + sheet.dice.uniform(-30, 30), middle[1] + sheet.dice.uniform(-40, 40))
        ripple = sheet.within(sheet.cut(shapes.ellipse(spot, 22, 1.8, turn=20)), river)
        sheet.lay(ripple, inks.paper, strength=0.55)
    ends = _bridges(sheet, inks, river_line)
    _walk(sheet, inks, ends)
    _compass(sheet, inks, (1450, 900))
    return sheet.finished()


def _blocks(sheet: Sheet, inks: Palette, bank: Cut) -> None:
    tones = [inks.pale, mix(inks.pale, inks.mid, 0.35), mix(inks.pale, inks.paper, 0.5), mix(inks.pale, inks.mid, 0.15)]
    for turn, origin, columns, rows in ((14.0, (-260.0, -420.0), 24, 22),):
        for column in range(columns):
            for row in range(rows):
                left, top = origin[0] + column * 96 + (18 if row % 3 == 0 else 0), origin[1] + row * 84
                width, height = sheet.dice.choice([66, 78, 84]), sheet.dice.choice([54, 66, 70])
                block = shapes.rotated(shapes.rectangle(left, top, width, height), turn, about=(800, 500))
                middle = block[0]
                if sheet.covers(bank, middle) or not (-90 < middle[0] < 1690 and -90 < middle[1] < 1160):
                    continue
                cut = sheet.draw(sheet.dice.choice(tones), block)
                if sheet.dice.random() < 0.28:
                    sheet.shade(cut, inks.mid, block[0], block[2], most=0.7)
                if sheet.dice.random() < 0.2:
                    court = shapes.rotated(
                        shapes.rectangle(left + 20, top + 18, width - 40, height - 36), turn, about=(800, 500)
                    )
                    sheet.draw(mix(inks.paper, inks.pale, 0.3), court)


def _bridges(sheet: Sheet, inks: Palette, line: Shape) -> list[tuple[Point, Point]]:
    ends: list[tuple[Point, Point]] = []
    for k in range(11):
        i = 14 + k * 14
        (x0, y0), (x, y), (x1, y1) = line[i - 2], line[i], line[i + 2]
        length = math.hypot(x1 - x0, y1 - y0)
        across = (-(y1 - y0) / length, (x1 - x0) / length)
        half = 92 + k * 2.4
        one = (x + across[0] * half, y + across[1] * half)
        other = (x - across[0] * half, y - across[1] * half)
        sheet.cast(shapes.shifted(shapes.ribbon([one, other], 20), 8, 12), inks.deep, strength=0.5, soft=4)
        sheet.draw(inks.deep, shapes.ribbon([one, other], 22))
        sheet.draw(inks.paper, shapes.ribbon([one, other], 12))
        ends.append((one, other) if k % 2 == 0 else (other, one))
    return ends


def _walk(sheet: Sheet, inks: Palette, ends: list[tuple[Point, Point]]) -> None:
    path = [point for pair in ends for point in pair]
    for (x0, y0), (x1, y1) in pairwise(path):
        length = math.hypot(x1 - x0, y1 - y0)
        dashes = max(1, round(length / 30))
        for k in range(dashes):
            start, end = k / dashes, (k + 0.6) / dashes
            sheet.draw(
                inks.hot,
                shapes.ribbon(
                    [
                        (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start),
                        (x0 + (x1 - x0) * end, y0 + (y1 - y0) * end),
                    ],
                    9,
                ),
            )
    for point in (path[1], path[-2]):
        sheet.draw(inks.hot, shapes.ellipse(point, 20))
        sheet.draw(inks.paper, shapes.ellipse(point, 9))


def _compass(sheet: Sheet, inks: Palette, centre: Point) -> None:
    sheet.draw(mix(inks.paper, inks.pale, 0.2), shapes.ellipse(centre, 104))
    sheet.draw(inks.deep, shapes.band(centre, 88, 92, 0, 360))
    for turn in (0, 90, 180, 270):
        for side, ink in ((-1, inks.deep), (1, inks.hot if turn == 0 else inks.mid)):
            half: Shape = [(0, -80), (side * 17, -17), (0, 0)]
            sheet.draw(ink, shapes.shifted(shapes.rotated(half, turn), *centre))


def contour_island(palette: str = "moss", *, seed: int = 2) -> Image.Image:
    """Draw an island as a surveyor would: nested lines, soundings, a single red pin."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.cool, inks.paper, 0.55), seed=seed)
    sea = sheet.everywhere()
    sheet.shade(sea, inks.cool, (900, 500), (0, 0), most=0.8)
    sheet.shade(sea, inks.cool, (900, 500), (1700, 1100), most=0.6)
    knots = [(sheet.dice.uniform(0.78, 1.22), sheet.dice.uniform(-0.1, 0.1)) for _ in range(13)]
    for k in range(4):
        depth = _ring(knots, 1.22 - k * 0.055)
        sheet.lay(sheet.cut(shapes.ribbon([*depth, depth[0]], 2.5)), mix(inks.mid, inks.cool, 0.3), strength=0.7)
    tones = [
        inks.paper,
        mix(inks.pale, inks.paper, 0.4),
        inks.pale,
        mix(inks.pale, inks.mid, 0.35),
        mix(inks.pale, inks.mid, 0.7),
        inks.mid,
        mix(inks.mid, inks.deep, 0.35),
        mix(inks.mid, inks.deep, 0.7),
    ]
    for k, tone in enumerate(tones):
        outline = _ring(knots, 1 - k * 0.118, drift=k * 14.0)
        cut = sheet.draw(tone, outline)
        if k:
            sheet.shade(cut, mix(tone, inks.deep, 0.35), (700, 380), (1150, 820), most=0.5)
        sheet.draw(mix(inks.mid, inks.deep, 0.35), shapes.ribbon([*outline, outline[0]], 3.4))
    for k in range(7):
        sheet.lay(
            sheet.cut(shapes.rectangle(0, 60 + k * 160, 1600, 1.6), shapes.rectangle(110 + k * 230, 0, 1.6, 1067)),
            inks.deep,
            strength=0.28,
        )
    _paper_boat(sheet, inks, (250, 790))
    pin = (1060.0, 372.0)
    sheet.cast(shapes.ellipse((pin[0] + 22, pin[1] + 6), 30, 9), inks.deep, strength=0.7, soft=6)
    sheet.draw(
        inks.hot,
        shapes.ellipse((pin[0], pin[1] - 76), 36),
        [(pin[0] - 30, pin[1] - 58), (pin[0] + 30, pin[1] - 58), pin],
    )
    sheet.draw(inks.paper, shapes.ellipse((pin[0], pin[1] - 76), 14))
    return sheet.finished()


def _ring(knots: list[tuple[float, float]], share: float, *, drift: float = 0.0) -> Shape:
    knees = []
    for i, (reach, lean) in enumerate(knots):
        turn = 2 * math.pi * (i + lean) / len(knots)
        pull = share * (reach + (1 - reach) * (1 - share) * 0.7)
        knees.append((860 + drift + 500 * pull * math.cos(turn), 540 - drift * 0.7 + 390 * pull * math.sin(turn)))
    return shapes.smooth(knees, steps=18)


def _paper_boat(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    sheet.draw(mix(inks.mid, inks.cool, 0.4), shapes.ellipse((x, y + 48), 130, 9))
    hull = sheet.draw(inks.paper, [(x - 120, y - 10), (x + 120, y - 10), (x + 62, y + 48), (x - 62, y + 48)])
    sheet.shade(hull, inks.cool, (x - 60, y), (x + 110, y + 60), most=0.8)
    sail = sheet.draw(inks.paper, [(x, y - 110), (x + 66, y - 10), (x - 66, y - 10)])
    sheet.shade(sail, inks.cool, (x, 0), (x + 80, 0), most=0.8)
    sheet.draw(mix(inks.cool, inks.deep, 0.2), [(x, y - 110), (x + 6, y - 10), (x - 6, y - 10)])
