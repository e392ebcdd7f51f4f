"""One bay through one window, at eight hours: the same shapes each time, only the light is another."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from masthead.demo.drawing import shapes
from masthead.demo.drawing.palettes import PALETTES, Palette, mix
from masthead.demo.drawing.shapes import Point, Shape
from masthead.demo.drawing.sheet import Sheet
from masthead.demo.drawing.water import road_of_light

SIZE = (1200, 800)
HORIZON = 430.0


@dataclass(frozen=True)
class Hour:
    """The light in the bay: its inks, the disc in the sky if there is one, and how much of it all a veil hides."""

    palette: str
    sky: tuple[str, str]
    sea: float
    disc: tuple[float, float, float] | None = None
    disc_ink: str = "hot"
    veil: float = 0.0


HOURS = {
    "dawn": Hour("dusk", ("hot", "mid"), 0.35, disc=(330, 400, 66)),
    "noon": Hour("harbour", ("paper", "cool"), 0.1),
    "boats": Hour("snow", ("paper", "pale"), 0.2),
    "rain": Hour("ink", ("cool", "mid"), 0.5),
    "fog": Hour("ink", ("paper", "paper"), 0.0, veil=0.86),
    "gold": Hour("citrus", ("pale", "mid"), 0.15, disc=(1010, 250, 96)),
    "moon": Hour("night", ("mid", "deep"), 0.75, disc=(760, 170, 74), disc_ink="paper"),
    "star": Hour("indigo", ("cool", "mid"), 0.65),
}


def the_bay(name: str, *, seed: int = 1) -> Image.Image:
    """Draw the bay at one of ``HOURS``: a headland, an islet like a loaf, a strip of sand, the sea."""
    hour = HOURS[name]
    inks = PALETTES[hour.palette]
    low, high = (getattr(inks, ink) for ink in hour.sky)
    sheet = Sheet(SIZE, low, seed=seed)
    sky = sheet.everywhere()
    sheet.shade(sky, high, (0, HORIZON), (0, -40), most=0.95)
    if hour.disc:
        _disc(sheet, inks, hour.disc, getattr(inks, hour.disc_ink))
    sea = sheet.draw(mix(mix(inks.mid, inks.cool, 0.4), inks.deep, hour.sea), shapes.rectangle(0, HORIZON, 1200, 400))
    sheet.shade(sea, low, (0, HORIZON + 120), (0, HORIZON - 20), most=0.75)
    sheet.shade(sea, inks.deep, (0, HORIZON + 60), (0, 860), most=0.3 + hour.sea * 0.6)
    if hour.disc:
        road_of_light(sheet, getattr(inks, hour.disc_ink), hour.disc[0], HORIZON, hour.disc[2] * 1.3)
    _land(sheet, inks, hour)
    _happening(sheet, inks, name)
    if hour.veil:
        sheet.lay(sheet.everywhere(), mix(inks.paper, inks.pale, 0.35), strength=hour.veil)
        sheet.shade(sheet.everywhere(), inks.paper, (0, 800), (0, 300), most=0.6)
    return sheet.finished()


def _disc(sheet: Sheet, inks: Palette, disc: tuple[float, float, float], ink: str) -> None:
    x, y, radius = disc
    sheet.glow(sheet.everywhere(), mix(ink, inks.paper, 0.5), (x, y), radius * 4.5, most=0.75, power=1.4)
    sheet.draw(ink, shapes.ellipse((x, y), radius))


def _land(sheet: Sheet, inks: Palette, hour: Hour) -> None:
    crust = [(752, HORIZON + 14), (762, HORIZON - 34), (800, HORIZON - 62), (868, HORIZON - 70), (932, HORIZON - 56)]
    islet = shapes.smooth([*crust, (966, HORIZON - 24), (972, HORIZON + 14)], closed=False)
    rock = sheet.draw(mix(inks.mid, inks.deep, 0.35 + hour.sea * 0.4), islet)
    sheet.shade(rock, inks.deep, (800, 0), (960, 0), most=0.7)
    head: Shape = [
        *shapes.smooth([(-40, 250), (110, 232), (240, 290), (330, 352), (420, 398), (520, HORIZON + 18)], closed=False),
        (300, 520),
        (-40, 560),
    ]
    land = sheet.draw(mix(inks.mid, inks.deep, 0.55 + hour.sea * 0.3), head)
    sheet.shade(land, mix(inks.pale, inks.hot, 0.25), (250, 480), (90, 210), most=0.45)
    sheet.shade(land, inks.deep, (200, 300), (420, 560), most=0.8)
    sand: Shape = [
        *shapes.smooth([(430, 840), (620, 700), (840, 654), (1060, 664), (1240, 640)], closed=False),
        (1240, 840),
    ]
    strip = sheet.draw(mix(mix(inks.paper, inks.pale, 0.6), inks.deep, hour.sea * 0.55), sand)
    sheet.shade(strip, mix(inks.mid, inks.deep, hour.sea), (700, 650), (1100, 860), most=0.6)
    foam = shapes.smooth([(430, 832), (620, 694), (840, 648), (1060, 658), (1240, 634)], closed=False)
    sheet.lay(sheet.cut(shapes.ribbon(foam, 7, end_width=3)), inks.paper, strength=0.8 - hour.sea * 0.4)


def _happening(sheet: Sheet, inks: Palette, name: str) -> None:
    if name == "boats":
        for x, y, size in ((620, 520, 1.0), (690, 476, 0.55), (1040, 470, 0.42)):
            _sail(sheet, inks, (x, y), size)
    elif name == "rain":
        curtain = sheet.cut([(0, 0), (760, 0), (560, 800), (0, 800)])
        sheet.lay(curtain, mix(inks.mid, inks.deep, 0.3), strength=0.45)
        for _ in range(150):
            left, top = sheet.dice.uniform(-40, 740), sheet.dice.uniform(-40, 780)
            sheet.lay(sheet.cut(shapes.ribbon([(left, top), (left - 16, top + 62)], 1.8)), inks.pale, strength=0.6)
    elif name == "moon":
        for _ in range(60):
            spot = (sheet.dice.uniform(0, 1200), sheet.dice.uniform(0, 330))
            sheet.draw(inks.paper, shapes.ellipse(spot, sheet.dice.choice([1.2, 1.6, 2.2])))
    elif name == "star":
        sheet.glow(sheet.everywhere(), inks.paper, (700, 214), 120, most=0.5, power=1.5)
        sheet.draw(
            inks.paper,
            shapes.ellipse((700, 214), 5.5),
            shapes.ellipse((700, 214), 22, 1.3),
            shapes.ellipse((700, 214), 1.3, 22),
        )
        sheet.glow(sheet.everywhere(), inks.hot, (700, 500), 90, most=0.6)
        sheet.draw(inks.deep, [(668, 512), (740, 512), (724, 528), (684, 528)], shapes.rectangle(698, 470, 3, 44))
        sheet.draw(inks.hot, shapes.ellipse((700, 500), 5))
        sheet.lay(sheet.cut(shapes.ellipse((700, 556), 4, 26)), inks.hot, strength=0.7)


def _sail(sheet: Sheet, inks: Palette, foot: Point, size: float) -> None:
    x, y = foot
    sheet.draw(
        inks.deep,
        [
            (x - 60 * size, y - 8 * size),
            (x + 60 * size, y - 8 * size),
            (x + 40 * size, y + 12 * size),
            (x - 44 * size, y + 12 * size),
        ],
    )
    main = shapes.smooth(
        [(x + 2, y - 150 * size), (x + 44 * size, y - 80 * size), (x + 52 * size, y - 16 * size)], closed=False
    )
    sheet.draw(inks.hot, [*main, (x + 2, y - 16 * size)])
    sheet.draw(inks.paper, [(x - 4, y - 136 * size), (x - 42 * size, y - 16 * size), (x - 4, y - 16 * size)])
    sheet.lay(sheet.cut(shapes.ellipse((x, y + 22 * size), 60 * size, 4 * size)), inks.deep, strength=0.5)
