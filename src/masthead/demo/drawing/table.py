"""Still lifes: pots, a lamp, soup, chairs and a card on a board."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)

POTS: list[list[Point]] = [
    [(92, 0), (150, 70), (168, 170), (120, 268), (46, 320), (42, 360), (62, 384)],
    [(70, 0), (84, 90), (52, 210), (30, 330), (28, 430), (44, 470)],
    [(120, 0), (180, 60), (190, 130), (150, 190), (128, 206)],
    [(62, 0), (112, 60), (118, 150), (84, 220), (70, 300), (96, 372)],
    [(96, 0), (104, 120), (98, 240), (74, 262), (40, 274), (38, 300), (48, 312)],
]


def pots_on_a_shelf(palette: str = "clay", *, seed: int = 1) -> Image.Image:
    """Draw four or five turned pots on a table, lit from the left, one holding a branch."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.5), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.pale, (200, 100), (1600, 900), most=0.85)
    window = sheet.cut([(180, 60), (620, 0), (760, 640), (320, 700)])
    sheet.shade(window, inks.paper, (700, 700), (200, 0), most=0.9)
    for bar in ([(400, 20), (412, 20), (540, 690), (528, 690)], [(240, 370), (690, 310), (692, 322), (243, 382)]):
        sheet.lay(sheet.cut([(float(x), float(y)) for x, y in bar]), mix(inks.pale, inks.paper, 0.3))
    top = 800.0
    table = sheet.draw(mix(inks.mid, inks.deep, 0.28), shapes.rectangle(0, top, 1600, 300))
    sheet.shade(table, inks.deep, (0, top), (0, 1200), most=0.8)
    sheet.draw(mix(inks.mid, inks.pale, 0.4), shapes.rectangle(0, top, 1600, 12))
    order = list(range(len(POTS)))
    sheet.dice.shuffle(order)
    glazes = [inks.hot, inks.mid, inks.paper, inks.cool, inks.deep]
    sheet.dice.shuffle(glazes)
    _branch(sheet, inks, (430 + 210 * order.index(1), top - 300))
    for place, pot in enumerate(order):
        centre = 380.0 + place * 228 + sheet.dice.uniform(-14, 14)
        foot = top + [46, 88, 40, 96, 52][place]
        _pot(sheet, inks, centre, foot, POTS[pot], glazes[place], stripe=place % 2 == 0)
    lemon = sheet.draw(inks.cool, shapes.ellipse((270, 934), 52, 40, turn=-14))
    sheet.shade(lemon, inks.mid, (250, 910), (320, 990), most=0.8)
    return sheet.finished()


def _pot(
    sheet: Sheet, inks: Palette, centre: float, foot: float, profile: list[Point], glaze: str, *, stripe: bool
) -> None:
    widest = max(half for half, _ in profile)
    tall = profile[-1][1]
    sheet.cast(shapes.ellipse((centre + widest * 0.75, foot - 2), widest * 1.5, 16), inks.deep, strength=0.7, soft=9)
    body = sheet.draw(glaze, shapes.vessel(centre, foot, profile))
    if stripe:
        for up in (0.3, 0.42):
            ring = sheet.within(sheet.cut(shapes.rectangle(centre - 260, foot - tall * up, 520, 15)), body)
            sheet.lay(ring, mix(glaze, inks.paper if glaze != inks.paper else inks.mid, 0.65))
    dark = mix(glaze, inks.deep, 0.75) if glaze != inks.deep else "#120b10"
    sheet.shade(body, dark, (centre - widest * 0.25, foot - tall * 0.6), (centre + widest * 1.15, foot), most=0.9)
    light = mix(glaze, inks.paper, 0.6) if glaze != inks.paper else "#ffffff"
    sheet.shade(body, light, (centre - widest * 0.3, 0), (centre - widest * 1.05, 0), most=0.65)
    mouth = profile[-1][0]
    sheet.draw(mix(glaze, inks.deep, 0.6), shapes.ellipse((centre, foot - tall), mouth, mouth * 0.2))


def _branch(sheet: Sheet, inks: Palette, root: Point) -> None:
    x, y = root
    for sway, height in ((-90, 330), (70, 400), (10, 260)):
        stem = [(x, y + 130), (x + sway * 0.3, y - height * 0.4), (x + sway, y - height * 0.78)]
        sheet.line(stem, inks.deep, 6, end_width=3)
        for i in range(5):
            share = 0.32 + i * 0.15
            spot = (x + sway * share**1.3, y + 60 - height * share)
            for side in (-1, 1):
                leaf = sheet.draw(inks.hot, shapes.leaf(spot, 66 - i * 5, 26, -90 + side * (58 - i * 7), bend=0.1))
                sheet.shade(leaf, inks.deep, (spot[0], spot[1] - 60), (spot[0], spot[1] + 20), most=0.75)


def ugly_lamp(palette: str = "plum", *, seed: int = 2) -> Image.Image:
    """Draw a lamp nobody would choose, and the good light it gives."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.25), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (900, 500), (-100, 1100), most=0.85)
    sheet.glow(wall, mix(inks.mid, inks.hot, 0.25), (1010, 520), 760, most=0.95)
    upper = sheet.cut([(880, 330), (1150, 330), (1420, -40), (560, -40)])
    sheet.shade(upper, inks.hot, (0, -60), (0, 340), most=0.85)
    lower = sheet.cut([(770, 560), (1250, 560), (1500, 860), (520, 860)])
    sheet.shade(lower, inks.hot, (0, 960), (0, 560), most=0.9)
    table = sheet.draw(mix(inks.deep, "#000000", 0.2), shapes.rectangle(0, 852, 1600, 220))
    sheet.glow(table, inks.hot, (1010, 850), 620, squash=0.3, most=0.95)
    _lamp_body(sheet, inks)
    _lamp_shade(sheet, inks)
    book = sheet.draw(inks.cool, [(350, 838), (640, 838), (690, 872), (300, 872)])
    sheet.shade(book, inks.deep, (700, 850), (300, 850), most=0.7)
    sheet.draw(inks.paper, [(300, 872), (690, 872), (690, 890), (300, 890)])
    sheet.draw(inks.mid, [(296, 890), (694, 890), (694, 902), (296, 902)])
    _moth(sheet, inks, (640, 300))
    return sheet.finished()


def _lamp_body(sheet: Sheet, inks: Palette) -> None:
    for k, (half, foot, tall, ink) in enumerate(
        [
            (120, 872, 30, inks.mid),
            (86, 846, 92, inks.cool),
            (58, 760, 60, inks.hot),
            (104, 706, 110, inks.mid),
            (34, 600, 46, inks.cool),
        ]
    ):
        ball = sheet.draw(ink, shapes.ellipse((1010, foot - tall / 2), half, tall / 2 + 6))
        sheet.shade(ball, inks.deep, (1000, foot - tall), (1010 + half, foot + 10), most=0.8)
        if k in (1, 3):
            for i in range(-2, 3):
                spot = (1010 + i * half * 0.36, foot - tall / 2)
                sheet.draw(inks.pale, shapes.ellipse(spot, 9, 15))


def _lamp_shade(sheet: Sheet, inks: Palette) -> None:
    outline = [
        *shapes.smooth([(880, 330), (850, 440), (760, 562)], closed=False),
        *shapes.smooth([(1260, 562), (1170, 440), (1140, 330)], closed=False),
    ]
    cloth = sheet.draw(mix(inks.hot, inks.paper, 0.35), outline)
    for k in range(9):
        x_top, x_foot = 884 + k * 29, 770 + k * 55
        pleat = sheet.within(sheet.cut([(x_top, 330), (x_top + 10, 330), (x_foot + 22, 564), (x_foot, 564)]), cloth)
        sheet.lay(pleat, inks.mid, strength=0.55)
    sheet.shade(cloth, inks.mid, (1010, 470), (1300, 330), most=0.55)
    sheet.shade(cloth, inks.paper, (1010, 380), (1010, 560), most=0.6)
    for k in range(21):
        x = 764 + k * 24.6
        sheet.draw(inks.cool, shapes.rectangle(x - 2, 560, 4, 34), shapes.ellipse((x, 602), 9))
    sheet.draw(inks.deep, shapes.rounded(872, 322, 276, 12, 6), shapes.rounded(752, 556, 516, 12, 6))


def _moth(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    for side in (-1, 1):
        wing = shapes.smooth(
            [(x, y), (x + side * 30, y - 30), (x + side * 58, y - 26), (x + side * 46, y + 6), (x + side * 24, y + 26)]
        )
        cut = sheet.draw(mix(inks.pale, inks.paper, 0.4), shapes.rotated(wing, 18, about=centre))
        sheet.shade(cut, inks.mid, (x, y), (x + side * 60, y + 10), most=0.6)
    sheet.draw(inks.deep, shapes.rotated(shapes.ellipse((x, y + 4), 6, 24), 18, about=centre))


def soup_for_many(palette: str = "citrus", *, seed: int = 3) -> Image.Image:
    """Draw a pot of soup and three bowls from straight above, bread and a striped cloth."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.cool, inks.deep, 0.3), seed=seed)
    table = sheet.everywhere()
    sheet.shade(table, inks.deep, (300, 0), (1500, 1200), most=0.7)
    _striped_cloth(sheet, inks)
    _bowl(sheet, inks, (640, 560), 385, rim=inks.paper, soup=inks.mid, herbs=26)
    _bowl(sheet, inks, (1230, 280), 205, rim=inks.hot, soup=inks.pale, herbs=9)
    _bowl(
        sheet, inks, (1300, 800), 225, rim=mix(inks.paper, inks.pale, 0.5), soup=mix(inks.hot, inks.mid, 0.3), herbs=10
    )
    _bowl(sheet, inks, (60, 70), 230, rim=inks.pale, soup=mix(inks.mid, inks.hot, 0.5), herbs=8)
    _spoon(sheet, inks, (1010, 640), 118)
    _bread(sheet, inks, (150, 900))
    return sheet.finished()


def _striped_cloth(sheet: Sheet, inks: Palette) -> None:
    corner = shapes.rotated(shapes.rectangle(820, -260, 980, 760), 24, about=(1200, 200))
    sheet.cast(shapes.shifted(corner, 14, 22), inks.deep, strength=0.5, soft=10)
    linen = sheet.draw(inks.paper, corner)
    for k in range(9):
        bar = shapes.rotated(shapes.rectangle(840 + k * 110, -260, 26, 760), 24, about=(1200, 200))
        sheet.lay(sheet.within(sheet.cut(bar), linen), inks.hot, strength=0.85)
    sheet.shade(linen, mix(inks.cool, inks.deep, 0.2), (1000, 100), (1700, 600), most=0.5)


def _bowl(sheet: Sheet, inks: Palette, centre: Point, radius: float, *, rim: str, soup: str, herbs: int) -> None:
    x, y = centre
    sheet.cast(shapes.ellipse((x + radius * 0.1, y + radius * 0.13), radius), inks.deep, strength=0.8, soft=14)
    outside = sheet.draw(rim, shapes.ellipse(centre, radius))
    sheet.shade(
        outside, mix(rim, inks.deep, 0.5), (x - radius * 0.3, y - radius * 0.3), (x + radius, y + radius), most=0.7
    )
    inside = sheet.draw(mix(rim, inks.deep, 0.35), shapes.ellipse(centre, radius * 0.9))
    sheet.shade(inside, rim, (x, y), (x + radius * 0.8, y + radius * 0.8), most=0.8)
    liquid = sheet.draw(soup, shapes.ellipse((x, y + radius * 0.02), radius * 0.81))
    sheet.shade(liquid, mix(soup, inks.deep, 0.4), (x, y), (x - radius * 0.8, y - radius * 0.8), most=0.65)
    swirl = shapes.arc((x + radius * 0.05, y), radius * 0.42, 20, 300)
    sheet.lay(sheet.cut(shapes.ribbon(swirl, radius * 0.1, end_width=2)), mix(soup, inks.paper, 0.65), strength=0.9)
    for _ in range(herbs):
        spot = (x + sheet.dice.gauss(0, radius * 0.23), y + sheet.dice.gauss(0, radius * 0.23))
        if sheet.dice.random() < 0.55:
            leaf = sheet.draw(inks.deep, shapes.leaf(spot, 50, 24, sheet.dice.uniform(0, 360)))
            sheet.shade(leaf, inks.cool, spot, (spot[0] + 40, spot[1]), most=0.6)
        else:
            bean = sheet.draw(inks.paper, shapes.ellipse(spot, 22, 14, turn=sheet.dice.uniform(0, 180)))
            sheet.shade(bean, inks.mid, (spot[0] - 8, spot[1] - 8), (spot[0] + 24, spot[1] + 20), most=0.7)


def _spoon(sheet: Sheet, inks: Palette, head: Point, turn: float) -> None:
    handle = shapes.ribbon([(40, 0), (220, 4), (430, -2)], 15, end_width=28)
    parts = [shapes.shifted(shapes.rotated(part, turn), *head) for part in (shapes.ellipse((0, 0), 68, 46), handle)]
    for part in parts:
        sheet.cast(shapes.shifted(part, 9, 12), inks.deep, strength=0.45, soft=6)
    metal = sheet.draw(inks.pale, *parts)
    sheet.shade(metal, inks.mid, (head[0] - 40, head[1] - 20), (head[0] + 60, head[1] + 60), most=0.7)


def _bread(sheet: Sheet, inks: Palette, centre: Point) -> None:
    x, y = centre
    loaf = shapes.rotated(shapes.rounded(x - 210, y - 95, 420, 190, 95), -18, about=centre)
    sheet.cast(shapes.shifted(loaf, 14, 20), inks.deep, strength=0.6, soft=10)
    crust = sheet.draw(mix(inks.mid, "#7a4a1e", 0.5), loaf)
    sheet.shade(crust, inks.deep, (x, y - 40), (x + 60, y + 140), most=0.75)
    for k in range(-2, 3):
        slash = shapes.rotated(shapes.ellipse((x + k * 74, y - 6), 62, 12, turn=-52), -18, about=centre)
        sheet.lay(sheet.cut(slash), inks.pale, strength=0.9)


def board_with_card(palette: str = "ochre", *, seed: int = 4) -> Image.Image:
    """Draw a postcard pinned to a board: a rota in coloured squares, all of them fair."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.mid, inks.pale, 0.35), seed=seed)
    cork = sheet.everywhere()
    sheet.speckle(cork, mix(inks.mid, inks.deep, 0.35), share=0.12)
    sheet.shade(cork, inks.mid, (300, 200), (1500, 1100), most=0.7)
    about = (800.0, 520.0)

    def turned(shape: Shape) -> Shape:
        return shapes.rotated(shape, -5, about=about)

    card = turned(shapes.rectangle(370, 190, 880, 650))
    sheet.cast(shapes.shifted(card, 20, 26), inks.deep, strength=0.7, soft=12)
    face = sheet.draw(inks.paper, card)
    sheet.shade(face, inks.pale, (500, 300), (1400, 1000), most=0.55)
    colours = [inks.hot, inks.cool, inks.mid, inks.deep]
    for row in range(4):
        sheet.draw(colours[row], turned(shapes.ellipse((440, 332 + row * 122), 25)))
        for day in range(7):
            square = turned(shapes.rounded(500 + day * 101, 290 + row * 122, 82, 84, 9))
            working = (day + row * 2) % 7 not in (0, 3)
            ink = colours[row] if working else mix(inks.paper, inks.pale, 0.55)
            cut = sheet.draw(ink, square)
            if working:
                sheet.shade(cut, mix(ink, inks.deep, 0.4), (500, 300), (1300, 900), most=0.6)
    pin = turned(shapes.ellipse((810, 214), 26))
    sheet.cast(shapes.shifted(pin, 16, 18), inks.deep, strength=0.7, soft=5)
    head = sheet.draw(inks.hot, pin)
    sheet.shade(head, inks.paper, (820, 220), (780, 180), most=0.7)
    _pencil(sheet, inks)
    return sheet.finished()


def _pencil(sheet: Sheet, inks: Palette) -> None:
    about = (1330.0, 700.0)
    parts: list[tuple[str, Shape]] = [
        (inks.hot, shapes.rectangle(1010, 912, 420, 34)),
        (mix(inks.hot, inks.deep, 0.4), shapes.rectangle(1010, 934, 420, 12)),
        (inks.pale, [(1430, 912), (1500, 929), (1430, 946)]),
        (inks.deep, [(1478, 924), (1500, 929), (1478, 934)]),
        (inks.cool, shapes.rectangle(984, 912, 30, 34)),
        (mix(inks.hot, inks.paper, 0.6), shapes.rounded(950, 912, 40, 34, 14)),
    ]
    whole = shapes.rotated(shapes.rectangle(960, 912, 540, 34), -31, about=about)
    sheet.cast(shapes.shifted(whole, 12, 18), inks.deep, strength=0.6, soft=7)
    for ink, part in parts:
        sheet.draw(ink, shapes.rotated(part, -31, about=about))
