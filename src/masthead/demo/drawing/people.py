"""Faces without features: portraits of contributors and of the people in the stories."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Cut, Sheet

PORTRAIT = (1200, 1500)

SKINS = {
    "fair": ("#f0c9a8", "#c98a66"),
    "olive": ("#d9a679", "#9c6640"),
    "tan": ("#b97d52", "#7c4a2d"),
    "brown": ("#8a5636", "#54301e"),
    "dark": ("#5d3826", "#341d15"),
}


# The hair that falls before the face, clockwise from the crown.
FRINGES: dict[str, list[Point]] = {
    "long": [
        (600, 330),
        (770, 400),
        (812, 560),
        (790, 600),
        (740, 500),
        (640, 452),
        (520, 520),
        (446, 660),
        (410, 740),
        (382, 600),
        (430, 410),
    ],
    "bob": [
        (600, 330),
        (780, 410),
        (826, 600),
        (796, 640),
        (740, 556),
        (560, 548),
        (452, 590),
        (432, 760),
        (382, 760),
        (376, 560),
        (430, 400),
    ],
    "bun": [
        (600, 346),
        (760, 410),
        (804, 560),
        (780, 540),
        (690, 462),
        (560, 470),
        (462, 560),
        (424, 700),
        (394, 640),
        (424, 440),
    ],
    "short": [
        (570, 330),
        (730, 350),
        (818, 450),
        (806, 570),
        (770, 500),
        (640, 470),
        (520, 486),
        (460, 560),
        (432, 690),
        (398, 640),
        (392, 500),
        (450, 376),
    ],
    "crop": [
        (590, 366),
        (720, 390),
        (792, 500),
        (782, 560),
        (730, 468),
        (600, 430),
        (480, 476),
        (434, 590),
        (414, 640),
        (402, 540),
        (460, 410),
    ],
    "cloud": [
        (600, 316),
        (740, 360),
        (812, 480),
        (786, 560),
        (700, 500),
        (560, 494),
        (460, 560),
        (424, 680),
        (376, 600),
        (420, 420),
    ],
    "swept": [
        (520, 340),
        (700, 316),
        (840, 400),
        (850, 480),
        (760, 456),
        (620, 470),
        (500, 520),
        (440, 640),
        (420, 700),
        (384, 600),
        (410, 430),
    ],
    "scarf": [
        (600, 340),
        (780, 410),
        (826, 600),
        (812, 840),
        (786, 780),
        (786, 600),
        (730, 468),
        (600, 424),
        (480, 470),
        (428, 600),
        (440, 800),
        (420, 880),
        (372, 760),
        (384, 520),
        (450, 390),
    ],
}


@dataclass(frozen=True)
class Sitter:
    """How one person is drawn: words, not measurements."""

    skin: str
    hair: str
    hair_ink: str
    clothes: str
    glasses: bool = False
    beard: bool = False
    earrings: bool = False
    faces_left: bool = False


def portrait(sitter: Sitter, palette: str = "clay", *, seed: int = 1) -> Image.Image:
    """Draw head and shoulders before a disc of colour."""
    inks = PALETTES[palette]
    sheet = Sheet(PORTRAIT, mix(inks.paper, inks.pale, 0.75), seed=seed)
    ground = sheet.everywhere()
    sheet.shade(ground, mix(inks.pale, inks.mid, 0.35), (300, 200), (1100, 1500), most=0.8)
    disc = sheet.draw(mix(inks.cool, inks.paper, 0.15), shapes.ellipse((600, 640), 460))
    sheet.shade(disc, mix(inks.cool, inks.deep, 0.25), (380, 420), (980, 1080), most=0.75)
    _hair_behind(sheet, sitter)
    _clothes(sheet, inks, sitter)
    _head(sheet, sitter)
    _hair_in_front(sheet, sitter)
    if sitter.glasses:
        _glasses(sheet, inks)
    picture = sheet.finished()
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if sitter.faces_left else picture


def _head(sheet: Sheet, sitter: Sitter) -> None:
    light, shadow = SKINS[sitter.skin]
    neck = sheet.draw(
        mix(light, shadow, 0.35),
        shapes.smooth([(520, 820), (690, 820), (700, 980), (752, 1060), (610, 1150), (450, 1066), (516, 980)]),
    )
    sheet.shade(neck, shadow, (600, 1060), (600, 850), most=0.95)
    sheet.draw(mix(light, shadow, 0.2), shapes.ellipse((408, 700), 36, 56, turn=-8))
    face = sheet.draw(light, _face())
    sheet.shade(face, shadow, (640, 620), (380, 900), most=0.8)
    sheet.glow(face, mix(light, "#e2604c", 0.45), (706, 760), 82, most=0.55)
    _features(sheet, sitter, shadow)
    if sitter.beard:
        beard = sheet.cut(
            shapes.smooth(
                [
                    (412, 700),
                    (446, 742),
                    (520, 784),
                    (610, 800),
                    (690, 790),
                    (758, 742),
                    (786, 690),
                    (784, 800),
                    (736, 908),
                    (640, 960),
                    (530, 930),
                    (448, 850),
                ]
            )
        )
        sheet.lay(beard, sitter.hair_ink)
        sheet.shade(beard, mix(sitter.hair_ink, "#ffffff", 0.25), (500, 900), (760, 740), most=0.5)
        sheet.line([(584, 836), (630, 848), (684, 832)], shadow, 9)
    if sitter.earrings:
        sheet.draw("#f0b43c", shapes.band((404, 800), 22, 32, 0, 360))


def _face() -> Shape:
    return shapes.smooth(
        [
            (420, 560),
            (470, 438),
            (590, 396),
            (710, 426),
            (776, 520),
            (790, 640),
            (780, 760),
            (732, 872),
            (640, 930),
            (540, 902),
            (452, 812),
            (418, 690),
        ]
    )


def _features(sheet: Sheet, sitter: Sitter, shadow: str) -> None:
    brow = mix(sitter.hair_ink, shadow, 0.3)
    sheet.line([(520, 604), (566, 584), (614, 598)], brow, 13, end_width=8)
    sheet.line([(690, 596), (730, 582), (766, 602)], brow, 10, end_width=8)
    for x, half in ((570, 34), (728, 27)):
        sheet.line([(x - half, 656), (x, 672), (x + half, 656)], mix(shadow, "#1a0f0d", 0.55), 8)
    sheet.line([(664, 610), (676, 690), (694, 738), (654, 754)], shadow, 8)
    if not sitter.beard:
        sheet.line([(590, 826), (640, 842), (700, 822)], mix(shadow, "#8a2f2a", 0.5), 11)


def _hair_behind(sheet: Sheet, sitter: Sitter) -> None:
    ink = sitter.hair_ink
    shape: Shape | None = None
    if sitter.hair == "long":
        shape = shapes.smooth(
            [
                (600, 300),
                (850, 420),
                (868, 700),
                (900, 980),
                (820, 1160),
                (420, 1170),
                (320, 1000),
                (350, 700),
                (380, 420),
            ]
        )
    elif sitter.hair == "cloud":
        shape = shapes.smooth(
            [(590, 232), (780, 290), (890, 440), (880, 620), (800, 720), (400, 740), (310, 620), (310, 440), (410, 290)]
        )
    elif sitter.hair == "scarf":
        shape = shapes.smooth(
            [
                (600, 300),
                (820, 380),
                (876, 620),
                (850, 860),
                (800, 1040),
                (610, 1130),
                (390, 1050),
                (340, 860),
                (336, 600),
                (400, 390),
            ]
        )
    elif sitter.hair == "bun":
        shape = shapes.ellipse((470, 330), 130, 118)
    elif sitter.hair == "bob":
        shape = shapes.smooth(
            [(600, 316), (806, 400), (852, 620), (846, 830), (760, 880), (420, 900), (338, 820), (340, 600), (400, 400)]
        )
    if shape is None:
        return
    cut = sheet.draw(ink, shape)
    sheet.shade(cut, mix(ink, "#000000", 0.55), (700, 500), (360, 1000), most=0.75)
    sheet.shade(cut, mix(ink, "#ffffff", 0.3), (620, 500), (900, 260), most=0.5)


def _hair_in_front(sheet: Sheet, sitter: Sitter) -> None:
    ink = sitter.hair_ink
    if sitter.hair not in FRINGES:
        return
    cut = sheet.draw(ink, shapes.smooth(FRINGES[sitter.hair]))
    sheet.shade(cut, mix(ink, "#ffffff", 0.35), (560, 520), (800, 320), most=0.6)
    sheet.shade(cut, mix(ink, "#000000", 0.5), (560, 480), (380, 720), most=0.7)


def _clothes(sheet: Sheet, inks: Palette, sitter: Sitter) -> None:
    ink = {
        "deep": inks.deep,
        "hot": inks.hot,
        "mid": inks.mid,
        "paper": inks.paper,
        "cool": inks.cool,
        "pale": inks.pale,
    }
    name, _, cloth = sitter.clothes.partition(" ")
    body = shapes.smooth(
        [
            (-40, 1620),
            (40, 1310),
            (190, 1160),
            (400, 1086),
            (520, 1050),
            (610, 1080),
            (700, 1050),
            (820, 1086),
            (1010, 1160),
            (1160, 1310),
            (1240, 1620),
        ],
        closed=False,
    )
    cut = sheet.draw(ink[name], body)
    _pattern(sheet, inks, cut, cloth, ink[name])
    sheet.shade(cut, mix(ink[name], "#14101c", 0.6), (720, 1120), (160, 1560), most=0.8)
    sheet.shade(cut, mix(ink[name], inks.paper, 0.5), (880, 1300), (1180, 1060), most=0.5)


def _pattern(sheet: Sheet, inks: Palette, cut: Cut, cloth: str, ink: str) -> None:
    other = mix(ink, inks.paper, 0.7) if ink != inks.paper else inks.mid
    marks: list[Shape] = []
    if cloth == "stripes":
        marks = [shapes.rectangle(0, 1110 + k * 62, 1200, 24) for k in range(8)]
    elif cloth == "dots":
        marks = [
            shapes.ellipse((40 + k * 92 + (46 if row % 2 else 0), 1110 + row * 74), 13)
            for row in range(7)
            for k in range(14)
        ]
    elif cloth == "collar":
        other = mix(ink, inks.paper, 0.8)
        marks = [
            [(470, 1040), (610, 1220), (520, 1270), (400, 1090)],
            [(742, 1040), (610, 1220), (700, 1270), (812, 1090)],
        ]
    elif cloth == "roll":
        other = mix(ink, inks.deep, 0.2)
        marks = [shapes.smooth([(478, 960), (610, 1000), (738, 960), (752, 1090), (610, 1140), (462, 1090)])]
    if marks:
        sheet.lay(sheet.within(sheet.cut(*marks), cut) if cloth != "roll" else sheet.cut(*marks), other)


def _glasses(sheet: Sheet, inks: Palette) -> None:
    ink = mix(inks.deep, "#000000", 0.3)
    for x, half in ((566, 74), (734, 62)):
        sheet.draw(ink, shapes.band((x, 660), half - 9, half, 0, 360))
    sheet.line([(638, 650), (656, 640), (674, 650)], ink, 9)
    sheet.line([(494, 652), (410, 668)], ink, 9)
