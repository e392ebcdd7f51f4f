"""All colours that a theme wears, light and dark: its own where it says something, the look's where not, the rest computed.

Bounds that hold whatever is chosen: what is computed keeps 4.5 where it is text and 3 where it is an edge, on paper and on tinted
paper, in both modes. Dark paper is near black, dark ink stands out from it by about 13 : 1 and not by 21, and accents are lighter and
less colourful there. What somebody chose is worn as it is; ``readings`` says whether it can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from masthead.magazine.colours import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    least_contrast,
    lightened,
    mixed,
    nearest_passing,
    of_oklch,
)
from masthead.magazine.themes import Look, Theme

TEXT, EDGE = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11 at level AA."""
COMFORT = 5.5
"""What computed small print keeps on paper."""
DARK_PAPER, DARK_PAPER_CHROMA = 0.19, 0.012
DARK_INK_RATIO, DARK_INK_CHROMA = 13.0, 0.016
DARK_ACCENT, DARK_ACCENT_CHROMA, DARK_ACCENT_RATIO = 0.78, 0.78, 6.0
BAND_LIGHTNESS, BAND_CHROMA = 0.32, 0.06
COLOURFUL = 0.025
"""Chroma from which on a colour counts as one and not as a grey."""

Shades = dict[str, Colour]

NAMES = (
    *("paper", "paper-tint", "ink", "ink-soft", "rule", "edge"),
    *("accent", "on-accent", "link", "focus", "mark", "band", "on-band", "band-accent"),
)
"""The tokens, in the order in which they are written."""


@dataclass(frozen=True)
class Palette:
    """A colour for each of ``NAMES``, on light and on dark paper."""

    light: Shades
    dark: Shades

    def __hash__(self) -> int:
        return hash((tuple(self.light.values()), tuple(self.dark.values())))


def _shades(*colours: str) -> Shades:
    return {name: Colour.read(colour) or BLACK for name, colour in zip(NAMES, colours, strict=True)}


OF_LOOKS = {
    Look.BROADSHEET: Palette(
        _shades(
            *("#fff", "#f1f3f4", "#101518", "#4c565c", "#cbd2d6", "#79858c"),
            *("#c2240b", "#fff", "#0b4f8a", "#0b4f8a", "#ffe27a", "#101518", "#fff", "#ff8a6b"),
        ),
        _shades(
            *("#0f1315", "#1a2023", "#e3e8ea", "#9eabb2", "#333d42", "#74828a"),
            *("#ff8a6b", "#101518", "#8cc3f5", "#8cc3f5", "#5a4a00", "#263035", "#f2f5f6", "#ff8a6b"),
        ),
    ),
    Look.GALLERY: Palette(
        _shades(
            *("#fffdfb", "#f6efea", "#201c1b", "#645a56", "#e2d6ce", "#8c7f79"),
            *("#a23f24", "#fff", "#8f341b", "#1f5fa8", "#fbddc9", "#1f3a33", "#f8f3ec", "#f2a58c"),
        ),
        _shades(
            *("#151312", "#211d1b", "#efe7e2", "#b2a5a0", "#3d3532", "#85776f"),
            *("#f2a58c", "#201c1b", "#f2a58c", "#96c5ff", "#5c3a2a", "#1b4036", "#f1e9e0", "#f2a58c"),
        ),
    ),
    Look.QUIET: Palette(
        _shades(
            *("#faf7f0", "#f1ece1", "#1d1a16", "#5a5247", "#cfc6b6", "#877c6c"),
            *("#8a1c1c", "#fff", "#8a1c1c", "#1b5e9b", "#f2dfa8", "#2a2320", "#f3ede2", "#ee9f8b"),
        ),
        _shades(
            *("#171512", "#221f1a", "#e4ddd0", "#a89f90", "#3b362f", "#7f7668"),
            *("#ee9f8b", "#1d1a16", "#ee9f8b", "#8cc4ff", "#5b4a1c", "#2c2722", "#efe8db", "#ee9f8b"),
        ),
    ),
}
"""What ``front/css/tokens.css`` and ``looks.css`` say; a test compares them."""


@lru_cache(maxsize=64)
def palette_of(theme: Theme) -> Palette:
    """The colours of a theme. Costs some milliseconds the first time."""
    own = OF_LOOKS[Look(theme.look)]
    paper_dark = theme.paper_dark or (dark_paper(theme.paper) if theme.paper else own.dark["paper"])
    ink = theme.ink or _kept(own.light["ink"], (theme.paper or own.light["paper"],), TEXT)
    if theme.ink_dark:
        ink_dark = theme.ink_dark
    elif theme.ink or theme.paper_dark or theme.paper:
        ink_dark = dark_ink(ink, paper_dark)
    else:
        ink_dark = own.dark["ink"]
    light = _mode(theme, own.light, theme.paper or own.light["paper"], ink, theme.accent)
    grounds = (paper_dark, tinted(paper_dark) if paper_dark != own.dark["paper"] else own.dark["paper-tint"])
    accent_dark = theme.accent_dark or (dark_accent(theme.accent, grounds) if theme.accent else None)
    return Palette(light, _mode(theme, own.dark, paper_dark, ink_dark, accent_dark))


def dark_paper(paper: Colour) -> Colour:
    """The dark twin of a paper: near black with a breath of its hue."""
    lightness, chroma, hue = paper.oklch
    return of_oklch(min(lightness, DARK_PAPER), min(chroma, DARK_PAPER_CHROMA), hue)


def dark_ink(ink: Colour, paper: Colour) -> Colour:
    """The ink of dark paper: the hue of the light one's, about 13 : 1. Never pure white on black, which glares."""
    _lightness, chroma, hue = ink.oklch
    start = of_oklch(paper.oklch.lightness, min(chroma, DARK_INK_CHROMA), hue)
    return nearest_passing(start, (paper,), DARK_INK_RATIO)


def dark_accent(accent: Colour, grounds: tuple[Colour, ...]) -> Colour:
    """The accent on dark paper: lighter, less colourful, at least 6 : 1."""
    lifted = lightened(accent, max(accent.oklch.lightness, DARK_ACCENT), chroma=DARK_ACCENT_CHROMA)
    return nearest_passing(lifted, grounds, DARK_ACCENT_RATIO)


def tinted(paper: Colour) -> Colour:
    """Paper for boxes and the colophon: a little darker than light paper, a little lighter than dark paper."""
    lightness, chroma, hue = paper.oklch
    return of_oklch(lightness + (0.045 if paper.is_dark else -0.03), min(chroma + 0.003, 0.04), hue)


def _mode(theme: Theme, own: Shades, paper: Colour, ink: Colour, accent: Colour | None) -> Shades:
    """One mode's colours, from what is chosen in it."""
    is_own = (paper, ink) == (own["paper"], own["ink"])
    tint = own["paper-tint"] if is_own else tinted(paper)
    grounds = (paper, tint)
    shades = {**own, "paper": paper, "paper-tint": tint, "ink": ink}
    if not is_own:
        shades |= {
            "ink-soft": nearest_passing(mixed(ink, paper, 0.34), grounds, COMFORT),
            "rule": mixed(paper, ink, 0.2),
            "edge": nearest_passing(mixed(paper, ink, 0.45), grounds, EDGE + 0.1),
            "mark": _kept(own["mark"], (ink,), TEXT),
            "focus": _kept(own["focus"], grounds, EDGE),
        }
    shades["accent"] = accent or _kept(own["accent"], grounds, TEXT)
    shades["link"] = accent or _kept(own["link"], grounds, TEXT)
    shades["on-accent"] = own["on-accent"] if accent is None else words_on(accent, ink, paper)
    return shades | _band(own, accent if theme.accent or theme.accent_dark else None)


def words_on(ground: Colour, *own: Colour) -> Colour:
    """What words on a ground are set in: ink or paper where they can be read, else black or white."""
    best = max(own, key=lambda colour: contrast(colour, ground))
    extreme = max(WHITE, BLACK, key=lambda colour: contrast(colour, ground))
    return best if contrast(best, ground) >= TEXT else extreme


def _band(own: Shades, accent: Colour | None) -> Shades:
    """The band of colour at the top: a look that has a colourful one takes it from the accent."""
    band = own["band"]
    if accent is None:
        return {name: own[name] for name in ("band", "on-band", "band-accent")}
    if band.oklch.chroma > COLOURFUL:
        _lightness, chroma, hue = accent.oklch
        band = of_oklch(BAND_LIGHTNESS, min(chroma, BAND_CHROMA), hue)
    lifted = lightened(accent, max(accent.oklch.lightness, DARK_ACCENT), chroma=DARK_ACCENT_CHROMA)
    return {
        "band": band,
        "on-band": _kept(own["on-band"], (band,), 7.0),
        "band-accent": nearest_passing(lifted, (band,), TEXT),
    }


def _kept(colour: Colour, grounds: tuple[Colour, ...], ratio: float) -> Colour:
    """A look's own colour, moved only as far as other grounds ask for."""
    return colour if least_contrast(colour, grounds) >= ratio else nearest_passing(colour, grounds, ratio)
