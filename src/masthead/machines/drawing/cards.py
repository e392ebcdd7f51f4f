"""The card by which an article without a picture is shown where it is shared: nameplate, label, headline."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw

from masthead.machines.drawing.setting import Type
from masthead.machines.drawing.style import Style

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
NAMEPLATE, LABEL = 52, 30
SIZES = (160, 132, 112, 96, 84, 72, 62, 54)
MOST_LINES = 4
LEADING = 1.1
COLOURS = 64
DRAWN_AS = "1"
"""Part of every card's name: another number here, and all are drawn anew."""


@dataclass(frozen=True)
class CardWords:
    """What stands on a card."""

    nameplate: str
    headline: str = field(default="", metadata={"help": "empty on the magazine's own card"})
    label: str = field(default="", metadata={"help": "“Sponsored by …”, or the kicker"})


def card(words: CardWords, style: Style) -> bytes:
    """The card as PNG, 1200 by 630. A headline in letters that the look's type does not have is left out; the nameplate too."""
    image = Image.new("RGB", (WIDTH, HEIGHT), style.paper)
    on = ImageDraw.Draw(image)
    on.rectangle((0, 0, WIDTH, 18), fill=style.accent)
    _nameplate(on, words.nameplate, style)
    headline = words.headline if Type(style, LABEL).covers(words.headline) else ""
    if headline:
        _headline(on, headline, words.label, style)
    else:
        _emblem(on, style)
    buffer = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _nameplate(on: ImageDraw.ImageDraw, name: str, style: Style) -> None:
    size = next((size for size in range(NAMEPLATE, 20, -4) if Type(style, size).width(name) <= WIDTH - 2 * MARGIN), 20)
    if Type(style, size).covers(name):
        Type(style, size).draw(on, (MARGIN, HEIGHT - MARGIN + 8), name, style.ink)
    on.line((MARGIN, HEIGHT - MARGIN - 62, WIDTH - MARGIN, HEIGHT - MARGIN - 62), fill=style.ink, width=2)


def _headline(on: ImageDraw.ImageDraw, headline: str, label: str, style: Style) -> None:
    """As large as it fits in four lines, from the top; the label above it."""
    top = MARGIN + 24
    small = Type(style, LABEL)
    if label and small.covers(label):
        small.draw(on, (MARGIN, top + LABEL), small.lines(label, WIDTH - 2 * MARGIN)[0], style.accent)
    top += LABEL + 24
    for size in SIZES:
        big = Type(style, size)
        lines = big.lines(headline, WIDTH - 2 * MARGIN)
        if len(lines) <= MOST_LINES and top + len(lines) * size * LEADING <= HEIGHT - MARGIN - 84:
            break
    room = int((HEIGHT - MARGIN - 84 - top) // (size * LEADING))
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(big, lines[room - 1])]
    for number, line in enumerate(lines, start=1):
        big.draw(on, (MARGIN, top + number * size * LEADING - size * 0.12), line, style.ink)


def _cut(big: Type, line: str) -> str:
    while line and big.width(line + "…") > WIDTH - 2 * MARGIN:
        line = line[:-1]
    return line.rstrip() + "…"


def _emblem(on: ImageDraw.ImageDraw, style: Style) -> None:
    """Where no headline stands: a rule and a sun, the same for every magazine in this look."""
    on.ellipse((WIDTH / 2 - 130, 110, WIDTH / 2 + 130, 370), fill=style.accent)
