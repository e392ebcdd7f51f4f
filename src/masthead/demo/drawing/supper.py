"""On the table: glasses of water, toast on a warm plate, and a loaf cut up by what it costs."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)

COSTS = (66, 7, 38, 52, 164, 18, 8, 20, 11, 6)
"""What the slices of a loaf at 390 are for, in hundredths, as in the article: flour first, wages fifth, what is left over last."""
WAGES = 4


def eight_glasses(palette: str = "harbour", *, seed: int = 1) -> Image.Image:
    """Draw eight glasses on a table against the light, seven of water and the last with a daisy."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.25), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.pale, (0, 100), (1500, 900), most=0.8)
    sheet.glow(wall, inks.paper, (420, 360), 620, most=0.9)
    table = sheet.draw(mix(inks.deep, inks.mid, 0.3), shapes.rectangle(0, 760, 1600, 320))
    sheet.shade(table, inks.deep, (300, 760), (1500, 1067), most=0.85)
    for place in range(8):
        _glass(sheet, inks, (148 + place * 186, 842 + (place % 2) * 22), full=0.88 - place * 0.085)
    _daisy(sheet, inks, (148 + 7 * 186, 560))
    return sheet.finished()


def _glass(sheet: Sheet, inks: Palette, foot: Point, *, full: float) -> None:
    x, y = foot
    tall, top, low = 330.0, 76.0, 56.0
    shadow: Shape = [(x - low, y - 4), (x + low, y - 8), (x + low + 250, y + 96), (x + low + 90, y + 104)]
    sheet.cast(shadow, mix(inks.deep, "#000000", 0.4), strength=0.45, soft=9)
    light: Shape = [(x - 10, y + 2), (x + 24, y), (x + 210, y + 84), (x + 160, y + 88)]
    sheet.lay(sheet.cut(light), inks.cool, strength=0.35)
    body = sheet.cut([(x - top, y - tall), (x + top, y - tall), (x + low, y), (x - low, y)])
    sheet.lay(body, inks.paper, strength=0.45)
    level = y - 22 - (tall - 40) * full
    half = low + (top - low) * (y - level) / tall - 9
    water: Shape = [(x - half, level), (x + half, level), (x + low - 9, y - 20), (x - low + 9, y - 20)]
    cut = sheet.cut(water)
    sheet.lay(cut, inks.mid, strength=0.75)
    sheet.shade(cut, inks.deep, (x - 20, 0), (x + top + 20, 0), most=0.6)
    sheet.shade(cut, inks.paper, (x - 24, 0), (x - half, 0), most=0.6)
    sheet.draw(mix(inks.cool, inks.paper, 0.55), shapes.ellipse((x, level), half, 11))
    rim = shapes.band((0, 0), 70, 76, 0, 360)
    sheet.lay(sheet.cut([(px + x, py * 0.17 + y - tall) for px, py in rim]), inks.paper)
    edges = [
        shapes.ribbon([(x - top, y - tall), (x - low, y)], 5),
        shapes.ribbon([(x + top, y - tall), (x + low, y)], 5),
        shapes.ribbon([(x - top + 26, y - tall + 40), (x - low + 18, y - 60)], 9, end_width=3),
    ]
    sheet.lay(sheet.cut(*edges), mix(inks.mid, inks.paper, 0.35), strength=0.75)


def _daisy(sheet: Sheet, inks: Palette, head: Point) -> None:
    x, y = head
    sheet.line([(x + 8, 822), (x - 18, 700), (x + 14, y + 120), (x, y)], "#4d7a48", 9, end_width=6)
    sheet.draw("#4d7a48", shapes.leaf((x - 6, 660), 96, 34, -34, bend=0.1))
    for k in range(14):
        petal = sheet.draw("#fffaf0", shapes.leaf((x, y), 92, 30, k * 360 / 14 + 6, bend=0.04))
        sheet.shade(petal, inks.cool, (x, y + 20), (x + 30, y + 110), most=0.7)
    heart = sheet.draw("#e9a62c", shapes.ellipse((x, y), 31, 27))
    sheet.shade(heart, inks.hot, (x - 10, y - 10), (x + 26, y + 26), most=0.8)


def buttered_toast(palette: str = "ochre", *, seed: int = 2) -> Image.Image:
    """Draw two pieces of toast on a plate from above, slates of butter on one of them, a knife, salt, and a mat laid for one."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, "#7a3b22", 0.5), seed=seed)
    table = sheet.everywhere()
    sheet.glow(table, mix(inks.mid, inks.hot, 0.3), (700, 480), 980, most=0.75)
    for k in range(9):
        grain = shapes.ellipse((sheet.dice.uniform(0, 1600), 60 + k * 122), sheet.dice.uniform(300, 700), 2)
        sheet.lay(sheet.cut(grain), inks.deep, strength=0.5)
    mat = shapes.rounded(250, 70, 1010, 900, 30)
    sheet.cast(shapes.shifted(mat, 14, 18), "#1a0c08", strength=0.7, soft=12)
    cloth = sheet.draw(inks.cool, mat)
    stripes = [shapes.rectangle(250, 100 + k * 56, 1010, 12) for k in range(16)]
    sheet.lay(sheet.within(sheet.cut(*stripes), cloth), mix(inks.cool, inks.paper, 0.5))
    sheet.shade(cloth, mix(inks.cool, inks.deep, 0.7), (700, 400), (1300, 1000), most=0.6)
    sheet.cast(shapes.ellipse((772, 560), 392), inks.deep, strength=0.6, soft=18)
    plate = sheet.draw(inks.paper, shapes.ellipse((750, 525), 390))
    sheet.shade(plate, mix(inks.pale, inks.deep, 0.15), (650, 420), (1080, 880), most=0.8)
    sheet.draw(mix(inks.paper, inks.hot, 0.75), shapes.band((750, 525), 352, 362, 0, 360))
    well = sheet.draw(mix(inks.paper, inks.pale, 0.2), shapes.ellipse((750, 525), 282))
    sheet.shade(well, mix(inks.pale, inks.mid, 0.4), (840, 640), (560, 330), most=0.6)
    _slice(sheet, inks, (640, 585), -24, butter=False)
    _slice(sheet, inks, (850, 480), 13, butter=True)
    _knife(sheet, inks)
    pot = shapes.ellipse((1420, 260), 96)
    sheet.cast(shapes.shifted(pot, 22, 26), "#1a0c08", strength=0.7, soft=14)
    sheet.shade(sheet.draw(inks.hot, pot), inks.deep, (1390, 220), (1510, 360), most=0.8)
    sheet.shade(sheet.draw(inks.paper, shapes.ellipse((1420, 260), 68)), inks.pale, (1380, 220), (1480, 330), most=0.9)
    for _ in range(70):
        spot = (sheet.dice.gauss(800, 190), sheet.dice.gauss(470, 150))
        sheet.draw(inks.paper, shapes.ellipse(spot, sheet.dice.choice([2.2, 3, 4])))
    return sheet.finished()


def _slice(sheet: Sheet, inks: Palette, centre: Point, turn: float, *, butter: bool) -> None:
    half: Shape = [
        (0, -170),
        (70, -196),
        (150, -184),
        (186, -124),
        (172, -70),
        (152, -44),
        (158, 60),
        (160, 160),
        (132, 184),
        (0, 186),
    ]
    outline = shapes.smooth([*half, *shapes.mirrored(half, 0)[1:-1]], steps=6)
    placed = shapes.shifted(shapes.rotated(outline, turn), *centre)
    sheet.cast(shapes.shifted(placed, 16, 20), inks.deep, strength=0.65, soft=10)
    crust = sheet.draw("#8a4a1e", placed)
    sheet.shade(crust, "#4a2410", (centre[0] - 60, centre[1] - 60), (centre[0] + 190, centre[1] + 200), most=0.7)
    inner = shapes.shifted(shapes.rotated(shapes.scaled(outline, 0.89, 0.9), turn), *centre)
    crumb = sheet.draw("#e2a851", inner)
    sheet.glow(crumb, "#b96f2a", (centre[0] - 40, centre[1] + 30), 190, most=0.7)
    sheet.shade(crumb, "#f3d08a", (centre[0] + 40, centre[1]), (centre[0] - 190, centre[1] - 190), most=0.7)
    for _ in range(26):
        hole = (centre[0] + sheet.dice.uniform(-110, 110), centre[1] + sheet.dice.uniform(-120, 140))
        sheet.lay(sheet.cut(shapes.blob(hole, sheet.dice.uniform(3, 9), sheet.dice)), "#9a5a24", strength=0.6)
    if not butter:
        return
    pool = shapes.blob((centre[0] + 6, centre[1] + 20), 116, sheet.dice, wobble=0.22, knots=11)
    sheet.lay(sheet.within(sheet.cut(pool), crumb), "#ffd95e", strength=0.75)
    for dx, dy, lean in ((-54, -40, -18), (36, -6, 14), (-16, 78, 32)):
        slate = shapes.rotated(shapes.rounded(centre[0] + dx - 46, centre[1] + dy - 30, 92, 60, 10), lean, about=centre)
        sheet.cast(shapes.shifted(slate, 6, 8), "#8a4a1e", strength=0.6, soft=5)
        sheet.shade(
            sheet.draw("#fff0a8", slate),
            "#f2c23e",
            (centre[0] - 60, centre[1] - 60),
            (centre[0] + 90, centre[1] + 120),
            most=0.8,
        )


def _knife(sheet: Sheet, inks: Palette) -> None:
    blade = shapes.smooth([(1196, 150), (1216, 190), (1218, 520), (1180, 522), (1176, 230)], steps=6)
    handle = shapes.rounded(1178, 520, 40, 320, 18)
    for part, ink in ((blade, mix(inks.paper, inks.cool, 0.5)), (handle, "#3a2018")):
        turned = shapes.rotated(part, 4, about=(1200, 520))
        sheet.cast(shapes.shifted(turned, 14, 18), inks.deep, strength=0.6, soft=8)
        sheet.shade(sheet.draw(ink, turned), inks.deep, (1180, 0), (1236, 0), most=0.6)


def loaf_in_slices(palette: str = "clay", *, seed: int = 3) -> Image.Image:
    """Draw a loaf cut into ten slices as thick as what each of them pays for; the wages are red."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.35), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.pale, (500, 100), (1500, 1000), most=0.85)
    board = shapes.rounded(60, 792, 1480, 86, 30)
    sheet.cast(shapes.shifted(board, 20, 60), inks.deep, strength=0.5, soft=26)
    wood = sheet.draw("#8f5f3a", board)
    sheet.shade(wood, inks.deep, (400, 780), (1500, 900), most=0.8)
    gap, unit, left = 19.0, 1150 / sum(COSTS), 140.0
    top = shapes.smooth(
        [(120, 560), (180, 430), (420, 352), (800, 330), (1180, 356), (1420, 440), (1480, 560)], closed=False
    )
    whole = sheet.cut([*top, (1480, 800), (120, 800)])
    for place, cost in enumerate(COSTS):
        width = cost * unit
        slab = sheet.within(sheet.cut(shapes.rectangle(left, 300, width, 500)), whole)
        crust = "#c9412f" if place == WAGES else "#b5712f"
        sheet.lay(slab, crust)
        sheet.shade(slab, mix(crust, inks.deep, 0.65), (0, 560), (0, 820), most=0.8)
        sheet.shade(slab, mix(crust, "#ffd9a0", 0.7), (0, 520), (0, 320), most=0.65)
        face = sheet.within(sheet.cut(shapes.rectangle(left + width - min(9, width / 3), 300, 9, 500)), whole)
        sheet.lay(face, "#f5dfb4")
        if width > 60:
            for k in range(int(width // 52)):
                x = left + 30 + k * 52
                score = sheet.within(sheet.cut(shapes.leaf((x, 470), 110, 22, -62, bend=0.1)), slab)
                sheet.lay(score, mix(crust, "#fff0d0", 0.65))
        left += width + gap
    for _ in range(60):
        crumb = shapes.blob(
            (sheet.dice.uniform(120, 1500), sheet.dice.gauss(890, 12)), sheet.dice.uniform(2, 7), sheet.dice
        )
        sheet.draw("#b5712f", crumb)
    return sheet.finished()
