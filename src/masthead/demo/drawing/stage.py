"""Stage, bed and loom: figures small within a large picture."""

from __future__ import annotations

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet

LANDSCAPE = (1600, 1067)


def two_lights(palette: str = "plum", *, seed: int = 1) -> Image.Image:
    """Draw two performers taking a bow, each in a pool of light, the dark between them."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, "#000000", 0.35), seed=seed)
    back = sheet.everywhere()
    sheet.glow(back, inks.deep, (800, 500), 900, most=0.9)
    floor = 770.0
    boards = sheet.draw(mix(inks.deep, "#000000", 0.2), shapes.rectangle(0, floor, 1600, 300))
    for k in range(-9, 10):
        sheet.lay(
            sheet.cut(shapes.ribbon([(800 + k * 84, floor), (800 + k * 190, 1067)], 2, end_width=4)),
            "#12081a",
            strength=0.7,
        )
    for lamp, pool in (((560, -40), 520), ((1040, -40), 1120)):
        beam = sheet.cut([(lamp[0] - 26, lamp[1]), (lamp[0] + 26, lamp[1]), (pool + 170, 830), (pool - 170, 830)])
        sheet.shade(beam, inks.hot, (0, 1000), (0, -200), most=0.95, power=0.8)
        spot = sheet.cut(shapes.ellipse((pool, 840), 190, 44))
        sheet.lay(spot, mix(inks.hot, inks.paper, 0.55))
        sheet.shade(spot, inks.hot, (pool - 120, 0), (pool + 240, 0), most=0.8)
        sheet.glow(boards, inks.hot, (pool, 840), 380, squash=0.3, most=0.6)
    _performer(sheet, inks, (512, 842), gown=True)
    _performer(sheet, inks, (1128, 842), gown=False)
    _curtains(sheet, inks)
    _house(sheet)
    return sheet.finished()


def _performer(sheet: Sheet, inks: Palette, foot: Point, *, gown: bool) -> None:
    x, y = foot
    sheet.draw("#1b0c1f", shapes.ellipse((x + (24 if gown else -24), y + 8), 92, 13))
    if gown:
        dress = sheet.draw(
            mix(inks.mid, inks.hot, 0.25),
            shapes.smooth(
                [
                    (x - 30, y - 226),
                    (x + 26, y - 226),
                    (x + 26, y - 150),
                    (x + 74, y - 40),
                    (x + 104, y + 6),
                    (x, y + 16),
                    (x - 96, y + 6),
                    (x - 66, y - 50),
                    (x - 28, y - 150),
                ]
            ),
        )
        sheet.shade(dress, inks.deep, (x - 20, 0), (x + 100, 0), most=0.85)
        arms = [
            [(x - 26, y - 216), (x - 62, y - 164), (x - 96, y - 196)],
            [(x + 22, y - 216), (x + 56, y - 170), (x + 62, y - 116)],
        ]
    else:
        suit = sheet.draw(
            inks.deep,
            shapes.smooth(
                [
                    (x - 36, y - 236),
                    (x + 34, y - 236),
                    (x + 38, y - 120),
                    (x + 34, y),
                    (x + 6, y),
                    (x, y - 96),
                    (x - 8, y),
                    (x - 38, y),
                    (x - 36, y - 120),
                ]
            ),
        )
        sheet.shade(suit, inks.cool, (x + 48, 0), (x - 44, 0), most=0.7)
        sheet.draw(inks.paper, [(x - 9, y - 238), (x + 9, y - 238), (x, y - 176)])
        arms = [
            [(x - 30, y - 224), (x - 50, y - 168), (x - 40, y - 110)],
            [(x + 30, y - 224), (x + 74, y - 190), (x + 112, y - 228)],
        ]
    skin = "#e6b48d" if gown else "#a8693f"
    for arm in arms:
        ink = skin if gown else mix(inks.deep, inks.cool, 0.3)
        sheet.line(arm, ink, 17, end_width=11)
        sheet.draw(skin, shapes.ellipse(arm[-1], 9))
    sheet.draw(skin, shapes.rectangle(x - 9, y - 254, 18, 26), shapes.ellipse((x, y - 276), 24, 29))
    hair = shapes.ellipse((x, y - 292), 28, 20)
    extra = [shapes.ellipse((x - 14, y - 316), 17)] if gown else []
    sheet.draw("#7a2b22" if gown else "#130a12", hair, *extra)


def _curtains(sheet: Sheet, inks: Palette) -> None:
    ink = mix(inks.mid, inks.deep, 0.25)
    for side in (0, 1):
        for fold in range(5):
            inner = 56 + fold * 56
            left = inner - 62 if side == 0 else 1600 - inner
            cloth = [(left, -10), (left + 64, -10), (left + 58, 800), (left + 6, 800)]
            cut = sheet.draw(mix(ink, "#000000", 0.08 * fold), cloth)
            sheet.shade(cut, "#1c0a1e", (left + 10, 0), (left + 70, 0), most=0.95)
            sheet.shade(cut, inks.mid, (left + 26, 0), (left + 2, 0), most=0.55)
    for k in range(8):
        x = -40 + k * 240.0
        swag = shapes.wedge((x + 100, -30), 152, 0, 180)
        cut = sheet.draw(ink, swag)
        sheet.shade(cut, "#1c0a1e", (x, 0), (x + 300, 60), most=0.9)
        trim = shapes.band((x + 100, -30), 142, 152, 0, 180)
        sheet.draw(inks.hot, trim)


def _house(sheet: Sheet) -> None:
    for row, (y, size) in enumerate([(1004, 40), (1070, 52)]):
        ink = "#170a1b" if row == 0 else "#0b040e"
        count = 17 - row * 3
        for k in range(count):
            x = (k + 0.5 + (row % 2) * 0.3) * 1600 / count + sheet.dice.uniform(-12, 12)
            head = shapes.ellipse((x, y - size * 0.8), size * 0.52, size * 0.66)
            body = shapes.ellipse((x, y + size * 1.1), size * 1.05, size * 1.3)
            sheet.draw(ink, head, body)


def sleeper(palette: str = "night", *, seed: int = 2) -> Image.Image:
    """Draw someone asleep under a patchwork quilt, the moon in the window."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.deep, inks.mid, 0.35), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.deep, (1100, 200), (100, 900), most=0.85)
    pane = sheet.draw(inks.deep, shapes.archway(1040, 96, 330, 470))
    sheet.shade(pane, inks.mid, (0, 100), (0, 620), most=0.8)
    sheet.glow(pane, inks.hot, (1250, 250), 220, most=0.6)
    sheet.draw(inks.hot, shapes.crescent((1246, 250), 66, turn=28, fullness=0.34))
    for _ in range(12):
        sheet.draw(inks.paper, shapes.ellipse((sheet.dice.uniform(1060, 1350), sheet.dice.uniform(210, 520)), 2.2))
    frame = mix(inks.pale, inks.mid, 0.35)
    sheet.draw(
        frame,
        shapes.rectangle(1199, 100, 10, 466),
        shapes.rectangle(1040, 360, 330, 10),
        shapes.rectangle(1010, 562, 390, 22),
    )
    shaft = sheet.cut([(1040, 586), (1370, 586), (980, 1067), (420, 1067)])
    sheet.shade(shaft, inks.cool, (760, 1067), (1220, 560), most=0.4)
    _bed(sheet, inks)
    return sheet.finished()


def _bed(sheet: Sheet, inks: Palette) -> None:
    board = sheet.draw(mix(inks.deep, "#5a2d1f", 0.55), shapes.rounded(90, 420, 70, 620, 30))
    sheet.shade(board, inks.deep, (100, 0), (170, 0), most=0.8)
    pillow = sheet.draw(
        inks.paper, shapes.smooth([(170, 690), (230, 612), (400, 600), (520, 640), (540, 720), (470, 780), (240, 790)])
    )
    sheet.shade(pillow, inks.cool, (300, 610), (420, 800), most=0.85)
    sheet.draw(
        "#b97d52", shapes.smooth([(318, 640), (392, 596), (462, 620), (490, 676), (470, 728), (400, 748), (330, 720)])
    )
    hair = sheet.draw(
        "#1a0f14",
        shapes.smooth(
            [(290, 700), (300, 610), (380, 566), (462, 586), (486, 630), (430, 626), (370, 650), (340, 720), (320, 760)]
        ),
    )
    sheet.shade(hair, inks.cool, (380, 640), (420, 560), most=0.4)
    sheet.line([(424, 674), (444, 684), (464, 676)], "#5a2d1f", 6)
    quilt = sheet.cut(
        shapes.smooth(
            [
                (360, 760),
                (470, 728),
                (620, 640),
                (800, 600),
                (960, 640),
                (1120, 730),
                (1330, 700),
                (1480, 760),
                (1560, 880),
                (1620, 1100),
                (80, 1100),
                (110, 900),
                (220, 800),
            ]
        )
    )
    sheet.lay(quilt, inks.mid)
    inks_of_patches = [inks.hot, inks.pale, inks.mid, inks.cool, mix(inks.hot, "#a02c20", 0.6), inks.paper]
    for row in range(5):
        for k in range(13):
            x, y = 60 + k * 122 + row * 18, 600 + row * 104 + (k % 3) * 4
            patch: Shape = [(x, y), (x + 122, y - 10), (x + 140, y + 94), (x + 18, y + 104)]
            face = sheet.within(sheet.cut(patch), quilt)
            sheet.lay(face, inks_of_patches[(row * 5 + k * 7) % 6], strength=0.92)
            if (row + k) % 2:
                diamond: Shape = [(x + 70, y + 10), (x + 108, y + 47), (x + 74, y + 84), (x + 34, y + 50)]
                sheet.lay(sheet.within(sheet.cut(diamond), quilt), inks_of_patches[(row * 3 + k) % 6])
    sheet.shade(quilt, inks.deep, (1000, 680), (500, 1180), most=0.85)
    hem = shapes.smooth(
        [(200, 806), (360, 762), (480, 726), (560, 690), (590, 716), (480, 766), (340, 806), (230, 852)]
    )
    sheet.draw(inks.paper, hem)


def loom(palette: str = "rose", *, seed: int = 3) -> Image.Image:
    """Draw a rug half woven: the pattern below, bare warp above, the shuttle between."""
    inks = PALETTES[palette]
    sheet = Sheet(LANDSCAPE, mix(inks.paper, inks.pale, 0.3), seed=seed)
    wall = sheet.everywhere()
    sheet.shade(wall, inks.pale, (200, 0), (1600, 1067), most=0.7)
    left, right, fell = 250.0, 1350.0, 520.0
    for k in range(111):
        x = left + k * (right - left) / 110
        sheet.lay(sheet.cut(shapes.rectangle(x - 1.5, 90, 3, fell - 80)), mix(inks.deep, inks.paper, 0.35))
    rug = sheet.draw(inks.hot, shapes.rectangle(left, fell, right - left, 600))
    weave_bands(sheet, inks, left, right, fell)
    sheet.shade(rug, inks.deep, (800, 300), (800, 1500), most=0.6)
    for k in range(140):
        sheet.lay(sheet.cut(shapes.rectangle(left, fell + k * 4, right - left, 1.2)), inks.deep, strength=0.2)
    for x, y, width, height in [(150, 40, 1300, 62), (150, 40, 74, 1100), (1376, 40, 74, 1100)]:
        beam = sheet.draw("#8a5a3a", shapes.rounded(x, y, width, height, 8))
        sheet.shade(beam, inks.deep, (x, y), (x + min(width, 240), y + min(height, 110)), most=0.75)
    rod = sheet.draw("#c99a66", shapes.rounded(190, 330, 1220, 26, 13))
    sheet.shade(rod, inks.deep, (0, 330), (0, 364), most=0.7)
    shuttle = shapes.smooth([(690, 470), (800, 432), (1010, 426), (1130, 462), (1010, 500), (800, 506)])
    sheet.cast(shapes.shifted(shuttle, 10, 26), inks.deep, strength=0.6, soft=9)
    wood = sheet.draw("#c07a48", shuttle)
    sheet.shade(wood, inks.deep, (0, 430), (0, 520), most=0.75)
    yarn = sheet.draw(inks.hot, shapes.rounded(830, 444, 170, 44, 20))
    sheet.shade(yarn, inks.deep, (0, 440), (0, 500), most=0.7)
    sheet.line([(700, 472), (560, 500), (420, 506), (left, 516)], inks.hot, 7)
    return sheet.finished()


def weave_bands(sheet: Sheet, inks: Palette, left: float, right: float, top: float) -> None:
    """Fill the ground from *top* down with the bands of a woven rug."""
    step = (right - left) / 20
    y = top + 14
    for row in range(9):
        if row % 3 == 0:
            for k in range(20):
                x = left + k * step
                ink = inks.paper if k % 2 else inks.mid
                sheet.draw(ink, [(x, y + 54), (x + step / 2, y), (x + step, y + 54)])
            y += 66
        elif row % 3 == 1:
            for k in range(5):
                x = left + (k * 4 + 2) * step
                for size, ink in ((2.0, inks.deep), (1.5, inks.cool), (0.95, inks.paper), (0.5, inks.mid)):
                    sheet.draw(
                        ink,
                        [
                            (x, y + 92 - 46 * size),
                            (x + step * size, y + 92),
                            (x, y + 92 + 46 * size),
                            (x - step * size, y + 92),
                        ],
                    )
            y += 192
        else:
            for k in range(3):
                sheet.draw([inks.deep, inks.cool, inks.paper][k], shapes.rectangle(left, y + k * 15, right - left, 9))
            y += 58
