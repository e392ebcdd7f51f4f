"""What the magazine's theme says of colours and type, as far as something is drawn with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

from masthead.magazine.palettes import palette_of
from masthead.magazine.themes import Look, Theme, TypePair

DISPLAY: dict[str, str] = {
    TypePair.BROADSHEET: "archivo-bold",
    TypePair.GALLERY: "bodoni-moda",
    TypePair.QUIET: "newsreader-display",
    TypePair.SYSTEM: "source-serif-bold",
}
"""The cut that sets headlines. The reader's own faces are not here, so something sober stands in for them."""


@dataclass(frozen=True)
class Style:
    """What is drawn with. Colours are ``#rrggbb``, on light paper."""

    paper: str
    ink: str
    accent: str
    seal: str = field(metadata={"help": "the ground of an icon"})
    on_seal: str
    fonts: tuple[Path, ...] = field(
        metadata={"help": "the files of the headlines' cut: Latin, then the rest of Europe's letters"}
    )


@lru_cache(maxsize=32)
def style_of(theme: Theme) -> Style:
    """The style of a theme. A look with a band of colour at the top is drawn on it."""
    colours = {name: colour.hex for name, colour in palette_of(theme).light.items()}
    paper, ink, accent = (
        ("band", "on-band", "band-accent") if theme.look == Look.GALLERY else ("paper", "ink", "accent")
    )
    seal, on_seal = ("band", "on-band") if theme.look == Look.GALLERY else ("accent", "on-accent")
    names = (f"front/fonts/{DISPLAY[theme.type_worn]}{part}.woff2" for part in ("", "-ext"))
    files = tuple(Path(str(found)) for name in names if (found := finders.find(name)))
    return Style(colours[paper], colours[ink], colours[accent], colours[seal], colours[on_seal], files)
