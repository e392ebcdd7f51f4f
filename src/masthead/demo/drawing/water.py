"""Sea, harbour, boats and a swimmer."""

from __future__ import annotations

import math

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point
from masthead.demo.drawing.sheet import Cut, Sheet

LANDSCAPE = (1600, 1067)


def sun_and_sea(palette: str = "harbour", *, seed: int = 1) -> Image.Image:
    """Draw a great sun going into the sea, its road of light, and one sail."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.25), seed=seed)
    sky = sheet.everywhere()
    horizon = 640.0
    sheet.shade(sky, inks.pale, (0, horizon), (0, -80), most=0.9)
    sun = (sheet.dice.choice([520.0, 1080.0]), horizon - 90)
    sheet.glow(sky, inks.paper, sun, 700, most=0.9)
    disc = sheet.draw(inks.hot, shapes.ellipse(sun, 300))
    sheet.shade(disc, mix(inks.hot, inks.paper, 0.45), (0, horizon + 40), (0, sun[1] - 200), most=0.7)
    _bar_clouds(sheet, inks, sun)
    sea = sheet.draw(mix(inks.mid, inks.deep, 0.25), shapes.rectangle(0, horizon, 1600, 500))
    sheet.shade(sea, inks.pale, (0, horizon + 150), (0, horizon - 20), most=0.5)
    sheet.shade(sea, inks.deep, (0, horizon + 100), (0, 1100), most=0.85)
    road_of_light(sheet, inks.hot, sun[0], horizon, 300)
    other = 1180.0 if sun[0] < 800 else 330.0
    _sail(sheet, inks, (other, horizon + 118), 1.0)
    _sail(sheet, inks, (other + 190, horizon + 30), 0.42)
    return sheet.finished()


def _bar_clouds(sheet: Sheet, inks: Palette, sun: Point) -> None:
    for dx, dy, length, thick in [
        (-420, -150, 330, 26),
        (130, -62, 420, 22),
        (-190, 30, 300, 16),
        (420, -250, 240, 18),
    ]:
        x, y = sun[0] + dx, sun[1] + dy
        cloud = sheet.draw(
            mix(inks.paper, inks.pale, 0.2),
            shapes.rounded(x - length / 2, y, length, thick, thick),
            shapes.rounded(x - length / 2 + 70, y - thick * 0.7, length * 0.55, thick, thick),
        )
        sheet.shade(cloud, inks.pale, (0, y - thick), (0, y + thick * 1.4), most=0.7)


def road_of_light(sheet: Sheet, ink: str, centre: float, horizon: float, width: float) -> None:
    """Lay the broken strips in which low light lies on water, widening towards the viewer."""
    y, step = horizon + 7, 0.0
    while y < sheet.height + 20:
        step += 1
        half = width * (0.5 + 0.5 * (y - horizon) / 400) * sheet.dice.uniform(0.45, 1)
        shift = sheet.dice.uniform(-0.14, 0.14) * width
        thick = 3 + step * 0.55
        sheet.lay(sheet.cut(shapes.ellipse((centre + shift, y), half, thick)), ink, strength=0.94)
        if sheet.dice.random() < 0.6:
            side = sheet.dice.choice([-1, 1])
            spot = (centre + side * half * 1.45 + shift, y + thick)
            sheet.draw(ink, shapes.ellipse(spot, half * 0.24, thick * 0.7))
        y += 15 + step * 2.1


def _sail(sheet: Sheet, inks: Palette, foot: Point, size: float) -> None:
    x, y = foot
    hull = [
        (x - 100 * size, y - 18 * size),
        (x + 92 * size, y - 18 * size),
        (x + 62 * size, y + 16 * size),
        (x - 74 * size, y + 16 * size),
    ]
    sheet.draw(inks.deep, hull)
    sheet.draw(inks.deep, shapes.rectangle(x - 4 * size, y - 300 * size, 7 * size, 290 * size))
    main = shapes.smooth(
        [(x + 8 * size, y - 292 * size), (x + 84 * size, y - 150 * size), (x + 98 * size, y - 36 * size)],
        closed=False,
    )
    canvas = sheet.draw(inks.paper, [*main, (x + 8 * size, y - 36 * size)])
    sheet.shade(canvas, inks.cool, (x + 20 * size, y - 200 * size), (x + 110 * size, y - 20 * size), most=0.8)
    jib = sheet.draw(
        mix(inks.paper, inks.hot, 0.1),
        [(x - 10 * size, y - 270 * size), (x - 86 * size, y - 36 * size), (x - 10 * size, y - 36 * size)],
    )
    sheet.shade(jib, inks.cool, (x - 10 * size, y - 200 * size), (x - 70 * size, y), most=0.6)


def rowing_boat(palette: str = "dusk", *, seed: int = 4) -> Image.Image:
    """Draw a film still: two people in a rowing boat, facing away from one another."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.pale, inks.mid, 0.35), seed=seed)
    sky = sheet.everywhere()
    horizon = 610.0
    sheet.shade(sky, inks.mid, (0, 420), (0, 60), most=0.95)
    sheet.shade(sky, inks.pale, (0, 330), (0, horizon), most=0.9)
    moon = (800.0, 470.0)
    sheet.glow(sky, inks.paper, moon, 520, most=0.75)
    disc = sheet.draw(inks.paper, shapes.ellipse(moon, 235))
    sheet.shade(disc, inks.hot, (0, 360), (0, 760), most=0.85)
    sea = sheet.draw(mix(inks.mid, inks.deep, 0.55), shapes.rectangle(0, horizon, 1600, 500))
    sheet.shade(sea, inks.mid, (0, horizon + 190), (0, horizon - 20), most=0.7)
    sheet.shade(sea, inks.deep, (0, horizon + 60), (0, 980), most=0.9)
    road_of_light(sheet, mix(inks.hot, inks.paper, 0.3), 800, horizon, 210)
    _two_in_a_boat(sheet, inks, (800, 742))
    sheet.draw("#0d0d12", shapes.rectangle(0, 0, 1600, 118), shapes.rectangle(0, 949, 1600, 118))
    return sheet.finished()


def _two_in_a_boat(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    dark = mix(inks.deep, "#000000", 0.25)
    hull = shapes.smooth(
        [(x - 340, y - 66), (x - 200, y - 24), (x, y - 14), (x + 200, y - 24), (x + 340, y - 66)],
        closed=False,
    )
    keel = shapes.smooth(
        [
            (x + 340, y - 66),
            (x + 262, y + 34),
            (x + 90, y + 62),
            (x - 90, y + 62),
            (x - 262, y + 34),
            (x - 340, y - 66),
        ],
        closed=False,
    )
    for side, coat in ((-1, dark), (1, mix(inks.deep, inks.mid, 0.22))):
        _rower(sheet, coat, dark, (x + side * 118, y), side)
    boat = sheet.draw(dark, [*hull, *keel])
    sheet.shade(boat, inks.mid, (0, y + 10), (0, y - 70), most=0.6)
    sheet.line([(x - 60, y - 40), (x - 300, y + 46), (x - 420, y + 88)], dark, 9)
    for i in range(5):
        spot = (x + sheet.dice.uniform(-30, 30), y + 72 + i * 22)
        sheet.lay(sheet.cut(shapes.ellipse(spot, 300 - i * 44, 6)), dark, strength=0.75)


def _rower(sheet: Sheet, coat: str, dark: str, seat: Point, side: int) -> None:
    x, y = seat

    def facing(points: list[Point]) -> list[Point]:
        return [(x + px * side, y + py) for px, py in points]

    body = shapes.smooth(
        facing([(-44, 0), (-50, -70), (-44, -128), (-18, -158), (14, -150), (32, -118), (40, -60), (60, 0)])
    )
    head = shapes.smooth(
        facing(
            [
                (-26, -206),
                (-6, -226),
                (18, -222),
                (30, -204),
                (36, -190),
                (30, -184),
                (28, -170),
                (8, -164),
                (6, -146),
                (-18, -146),
                (-24, -172),
            ]
        )
    )
    sheet.draw(coat, body, head)
    if side > 0:
        sheet.draw(dark, shapes.ellipse((x - 12, y - 212), 33, 24, turn=-10), shapes.ellipse((x - 42, y - 206), 14))
    else:
        sheet.draw(
            dark, shapes.smooth(facing([(-34, -204), (-12, -236), (24, -230), (34, -210), (6, -206), (-20, -196)]))
        )


def swimmer(palette: str = "harbour", *, seed: int = 5) -> Image.Image:
    """Draw a swimmer from straight above, small in a great deal of cold water."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.mid, inks.cool, 0.2), seed=seed)
    water = sheet.everywhere()
    sheet.shade(water, inks.deep, (1300, 0), (0, 1067), most=0.9)
    sheet.glow(water, inks.pale, (1280, 200), 760, most=0.55)
    for i in range(17):
        _ripple(sheet, mix(inks.cool, inks.pale, 0.3), 60.0 + i * 66)
    centre = (980.0, 470.0)
    for radius in (250, 190, 136):
        ring = shapes.band(centre, radius, radius + 5, 150, 292)
        sheet.lay(sheet.cut(ring), inks.paper, strength=0.75)
    _wake(sheet, inks, centre)
    _swimming_figure(sheet, inks, centre)
    _rocks(sheet, inks)
    return sheet.finished()


def _rocks(sheet: Sheet, inks: Palette) -> None:
    places = [((70.0, 1030.0), 330.0), ((430.0, 1120.0), 215.0), ((-10.0, 690.0), 150.0)]
    stones = [shapes.blob(middle, size, sheet.dice, wobble=0.16, knots=7) for middle, size in places]
    for (middle, _), stone in zip(places, stones, strict=True):
        moved = shapes.shifted(stone, -middle[0], -middle[1])
        foam = sheet.cut(shapes.shifted(shapes.scaled(moved, 1.17), *middle))
        sheet.speckle(foam, inks.paper, share=0.5)
    for ((x, y), size), stone in zip(places, stones, strict=True):
        rock = sheet.draw(mix(inks.deep, "#000000", 0.2), stone)
        sheet.shade(rock, inks.mid, (x - size * 0.2, y), (x + size, y - size), most=0.75)


def _ripple(sheet: Sheet, ink: str, y: float) -> None:
    x = sheet.dice.uniform(-200, 100)
    while x < 1600:
        length = sheet.dice.uniform(70, 240)
        line = [(x + length * k / 4, y + (9 if k % 2 else -9) + sheet.dice.uniform(-3, 3)) for k in range(5)]
        cut = sheet.cut(shapes.ribbon(shapes.smooth(line, closed=False), 3.2))
        sheet.lay(cut, ink, strength=0.55)
        x += length + sheet.dice.uniform(120, 420)


def _wake(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    for i in range(9):
        back = 70 + i * 46
        for side in (-1, 1):
            spot = (x - back * 0.92 - side * back * 0.16, y + back * 0.5 - side * back * 0.3)
            cut = sheet.cut(shapes.ellipse(spot, 26 - i * 1.6, 5, turn=-28 + side * 20))
            sheet.lay(cut, inks.paper, strength=0.85 - i * 0.07)


def _swimming_figure(sheet: Sheet, inks: Palette, centre: Point) -> None:
    skin = mix(inks.hot, "#5a2d22", 0.35)

    def placed(shape: list[Point]) -> list[Point]:
        return shapes.shifted(shapes.rotated(shapes.scaled(shape, 1.3), -28), *centre)

    sheet.cast(placed(shapes.shifted(shapes.ellipse((0, 0), 120, 34), -40, 60)), inks.deep, strength=0.55, soft=9)
    for limb in (
        [(30, -20), (84, -58), (150, -44)],
        [(20, 22), (-30, 74), (-96, 84)],
        [(-84, -12), (-150, -30), (-218, -20)],
        [(-84, 12), (-150, 24), (-214, 46)],
    ):
        spine = shapes.smooth(placed([(float(a), float(b)) for a, b in limb]), closed=False)
        sheet.draw(skin, shapes.ribbon(spine, 31, end_width=16))
    torso = sheet.draw(
        inks.deep, placed(shapes.smooth([(54, -24), (58, 24), (0, 30), (-92, 24), (-96, -24), (0, -30)]))
    )
    sheet.draw(skin, placed(shapes.smooth([(62, -14), (62, 14), (28, 26), (22, 0), (28, -26)])))
    sheet.shade(torso, inks.mid, (centre[0], centre[1] + 20), (centre[0] + 30, centre[1] - 40), most=0.5)
    cap = sheet.draw(inks.hot, placed(shapes.ellipse((88, 0), 29, 25)))
    sheet.shade(cap, inks.paper, (centre[0] + 60, centre[1]), (centre[0] + 104, centre[1] - 72), most=0.7)


def lighthouse(palette: str = "night", *, seed: int = 6) -> Image.Image:
    """Draw a harbour light at night, its beam crossing the whole sheet."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.2), seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, inks.mid, (0, 80), (0, 800), most=0.85)
    lamp = (402.0, 286.0)
    for spread, share in ((150, 0.3), (96, 0.55)):
        beam = sheet.cut([lamp, (1700, lamp[1] - spread * 2.4), (1700, lamp[1] + spread * 1.5)])
        sheet.shade(beam, inks.hot, (1700, lamp[1]), (lamp[0] - 100, lamp[1]), most=share + 0.4, least=0.05)
    sheet.glow(sky, inks.hot, lamp, 240, most=0.9, power=1.3)
    sea = sheet.draw(mix(inks.deep, "#000000", 0.15), shapes.rectangle(0, 800, 1600, 300))
    sheet.shade(sea, inks.cool, (0, 980), (0, 790), most=0.55)
    for i in range(22):
        y = 822 + i * 11
        spot = (1050 + sheet.dice.uniform(-480, 500), y)
        sheet.lay(sheet.cut(shapes.ellipse(spot, sheet.dice.uniform(40, 190), 2.6)), inks.hot, strength=0.5)
    _tower(sheet, inks, lamp)
    _fishing_boat(sheet, inks, (1180, 838))
    return sheet.finished()


def _tower(sheet: Sheet, inks: Palette, lamp: Point) -> None:
    x, y = lamp
    rock = shapes.smooth(
        [(-60, 830), (90, 770), (250, 716), (420, 700), (560, 742), (690, 822), (820, 880)], closed=False
    )
    stone = sheet.draw(mix(inks.deep, "#000000", 0.45), [*rock, (780, 1100), (-60, 1100)])
    sheet.shade(stone, inks.cool, (300, 800), (620, 640), most=0.5)
    body = sheet.draw(inks.paper, [(x - 44, y + 46), (x + 44, y + 46), (x + 78, 716), (x - 78, 716)])
    for i in range(3):
        top, foot = y + 104 + i * 128, y + 166 + i * 128
        half_top, half_foot = 44 + (top - y - 46) * 0.0884, 44 + (foot - y - 46) * 0.0884
        stripe = [(x - half_top, top), (x + half_top, top), (x + half_foot, foot), (x - half_foot, foot)]
        sheet.draw(mix(inks.hot, "#a02c20", 0.75), stripe)
    sheet.shade(body, inks.deep, (x + 20, 0), (x - 90, 0), most=0.9)
    sheet.draw(inks.deep, shapes.rectangle(x - 66, y + 34, 132, 14))
    sheet.draw(mix(inks.hot, inks.paper, 0.5), shapes.rectangle(x - 32, y - 34, 64, 68))
    sheet.draw(inks.deep, *(shapes.rectangle(x + dx, y - 34, 5, 68) for dx in (-34, -3, 29)))
    sheet.draw(inks.deep, shapes.wedge((x, y - 32), 46, 180, 360), shapes.rectangle(x - 3, y - 112, 6, 40))


def _fishing_boat(sheet: Sheet, inks: Palette, foot: Point) -> None:
    x, y = foot
    hull = shapes.smooth([(x - 130, y - 44), (x - 20, y - 24), (x + 120, y - 30), (x + 150, y - 64)], closed=False)
    sheet.draw("#0d1022", [*hull, (x + 118, y + 24), (x - 110, y + 24)])
    sheet.draw(mix(inks.deep, inks.cool, 0.4), shapes.rounded(x - 70, y - 96, 82, 70, 8))
    sheet.draw(inks.hot, shapes.rounded(x - 56, y - 84, 22, 22, 3), shapes.rounded(x - 24, y - 84, 22, 22, 3))
    sheet.line([(x + 40, y - 30), (x + 40, y - 190)], "#0d1022", 6)
    sheet.line([(x + 40, y - 186), (x + 96, y - 130), (x + 146, y - 62)], inks.cool, 2)


def crossing_waves(palette: str = "indigo", *, seed: int = 7) -> Image.Image:
    """Draw nothing but swell: rows of scales, one of them lit."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, inks.deep, seed=seed)
    radius = 128.0
    lit = (5, 3)
    for row in range(-1, 10):
        for column in range(-1, 8):
            centre = (column * radius * 2 + (radius if row % 2 else 0), 190 + row * radius * 0.86)
            _scale(sheet, inks, centre, radius, warm=(column, row) == lit)
    return sheet.finished()


def _scale(sheet: Sheet, inks: Palette, centre: Point, radius: float, *, warm: bool) -> None:
    tones = [inks.deep, inks.mid, inks.deep, mix(inks.mid, inks.pale, 0.55), inks.deep]
    if warm:
        tones = [inks.deep, inks.hot, inks.deep, inks.paper, inks.hot]
    disc: Cut | None = None
    for k, ink in enumerate(tones):
        disc = sheet.draw(ink, shapes.ellipse(centre, radius * (1 - k * 0.185)))
        if k == 1:
            turn = math.radians(230)
            start = (centre[0] - math.cos(turn) * 40, centre[1] - math.sin(turn) * 40)
            end = (centre[0] + math.cos(turn) * radius, centre[1] + math.sin(turn) * radius)
            sheet.shade(disc, mix(ink, inks.paper, 0.4), start, end, most=0.7)
