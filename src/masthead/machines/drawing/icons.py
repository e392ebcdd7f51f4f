"""Icons from the nameplate: its first letter in the look's type and colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw

from masthead.machines.drawing.setting import Type
from masthead.machines.drawing.style import Style

DRAWN_AS = "1"
ICO_SIZES = [(16, 16), (32, 32), (48, 48)]


@dataclass(frozen=True)
class Icon:
    """A size in which the magazine's icon is asked for."""

    name: str
    size: int = field(metadata={"help": "pixels, square"})
    letter: float = field(default=0.62, metadata={"help": "height of the letter, as a part of the size"})
    is_rounded: bool = True
    purpose: str = field(
        default="", metadata={"help": "in the manifest: any or maskable; empty when it does not stand there"}
    )


ICONS: dict[str, Icon] = {
    icon.name: icon
    for icon in (
        Icon("icon-32", 32, letter=0.72),
        Icon("icon-192", 192, purpose="any"),
        Icon("icon-512", 512, purpose="any"),
        Icon("maskable-512", 512, letter=0.42, is_rounded=False, purpose="maskable"),
        Icon("apple-touch-180", 180, letter=0.56, is_rounded=False),
    )
}
"""A maskable icon keeps all that matters in a circle of 80 % (https://www.w3.org/TR/appmanifest/#icon-masks)."""


def icon(letter: str, which: Icon, style: Style) -> bytes:
    """The icon as PNG."""
    buffer = BytesIO()
    _drawn(letter, which, style).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def favicon(letter: str, style: Style) -> bytes:
    """The icon for whoever asks for /favicon.ico, in three sizes."""
    buffer = BytesIO()
    _drawn(letter, Icon("favicon", 48, letter=0.72), style).save(buffer, "ICO", sizes=ICO_SIZES)
    return buffer.getvalue()


def _drawn(letter: str, which: Icon, style: Style) -> Image.Image:
    image = Image.new("RGBA", (which.size, which.size), (0, 0, 0, 0))
    on = ImageDraw.Draw(image)
    radius = which.size * 0.18 if which.is_rounded else 0
    ground, figure = style.seal, style.on_seal
    on.rounded_rectangle((0, 0, which.size - 1, which.size - 1), radius, fill=ground)
    big = Type(style, which.size)
    if not letter or not big.covers(letter):
        inset = which.size * 0.32
        on.ellipse((inset, inset, which.size - inset, which.size - inset), fill=figure)
        return image
    left, top, right, bottom = big.faces[0].getbbox(letter, anchor="ls")
    fitting = Type(style, max(6, round(which.size * which.size * which.letter / max(bottom - top, right - left, 1))))
    left, top, right, bottom = fitting.faces[0].getbbox(letter, anchor="ls")
    place = ((which.size - right - left) / 2, (which.size - bottom - top) / 2)
    fitting.draw(on, place, letter, figure)
    return image
