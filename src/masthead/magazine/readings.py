"""Whether a theme can be read: every pair of colours that meet on a page, named in words, with its ratio and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.magazine.colours import Colour, contrast, least_contrast, nearest_passing
from masthead.magazine.palettes import EDGE, TEXT, Shades, palette_of
from masthead.magazine.themes import Theme


class Pair(NamedTuple):
    """Two tokens that meet, in words; ``field`` is what somebody would change."""

    words: str | Promise
    front: str
    ground: str
    least: float
    field: str


PAIRS = (
    Pair(gettext_lazy("Copy on paper"), "ink", "paper", TEXT, "ink"),
    Pair(gettext_lazy("Copy on tinted paper"), "ink", "paper-tint", TEXT, "ink"),
    Pair(gettext_lazy("Small print on paper"), "ink-soft", "paper", TEXT, "ink"),
    Pair(gettext_lazy("Small print on tinted paper"), "ink-soft", "paper-tint", TEXT, "ink"),
    Pair(gettext_lazy("Kickers on paper"), "accent", "paper", TEXT, "accent"),
    Pair(gettext_lazy("Kickers on tinted paper"), "accent", "paper-tint", TEXT, "accent"),
    Pair(gettext_lazy("Links on paper"), "link", "paper", TEXT, "accent"),
    Pair(gettext_lazy("Links on tinted paper"), "link", "paper-tint", TEXT, "accent"),
    Pair(gettext_lazy("Words on a button"), "on-accent", "accent", TEXT, "accent"),
    Pair(gettext_lazy("Copy on marked words"), "ink", "mark", TEXT, "ink"),
    Pair(gettext_lazy("Nameplate and menu on their band"), "on-band", "band", TEXT, "accent"),
    Pair(gettext_lazy("Accent on the band"), "band-accent", "band", EDGE, "accent"),
    Pair(gettext_lazy("Edges of fields on paper"), "edge", "paper", EDGE, "ink"),
    Pair(gettext_lazy("Ring around what has the focus"), "focus", "paper", EDGE, "ink"),
)
FIELDS = {
    "ink": gettext_lazy("Ink"),
    "accent": gettext_lazy("Accent"),
    "ink_dark": gettext_lazy("Ink on dark paper"),
    "accent_dark": gettext_lazy("Accent on dark paper"),
}
MODES = {"light": gettext_lazy("on light paper"), "dark": gettext_lazy("on dark paper")}


@dataclass(frozen=True)
class Reading:
    """One pair in one mode."""

    words: str
    mode: str
    mode_words: str
    front: Colour
    ground: Colour
    ratio: float
    """Rounded down to a tenth: 4.49 is not 4.5."""
    least: float
    field: str
    """The field of the theme that somebody would change: ``ink``, ``accent_dark`` …"""

    @property
    def is_enough(self) -> bool:
        """Whether WCAG's AA is reached."""
        return contrast(self.front, self.ground) >= self.least

    @property
    def is_text(self) -> bool:
        """Whether words are concerned, which must be read before a theme is saved."""
        return self.least >= TEXT


@dataclass(frozen=True)
class WayOut:
    """The nearest colour with which every pair of a field can be read."""

    field: str
    colour: Colour
    words: str


def readings_of(theme: Theme) -> list[Reading]:
    """All pairs, light then dark."""
    palette = palette_of(theme)
    return [*_readings(palette.light, "light"), *_readings(palette.dark, "dark")]


def unreadable(readings: Iterable[Reading]) -> list[Reading]:
    """Words that cannot be read: a theme with any of them is not saved."""
    return [reading for reading in readings if reading.is_text and not reading.is_enough]


def ways_out(theme: Theme, readings: Iterable[Reading]) -> list[WayOut]:
    """For each field that fails, the nearest colour that passes on paper and tinted paper; in the order of the readings."""
    palette = palette_of(theme)
    found = []
    for field in dict.fromkeys(reading.field for reading in unreadable(readings)):
        shades = palette.dark if field.endswith("_dark") else palette.light
        grounds = (shades["paper"], shades["paper-tint"])
        wanted = nearest_passing(shades[field.removesuffix("_dark")], grounds, TEXT)
        if least_contrast(wanted, grounds) >= TEXT:
            words = _("%(field)s: the nearest that can be read is %(colour)s.")
            found.append(WayOut(field, wanted, words % {"field": FIELDS[field], "colour": wanted.hex}))
    return found


def troubles_of(theme: Theme) -> dict[str, str]:
    """Why a theme cannot be saved, by field; empty when it can."""
    readings = readings_of(theme)
    ways = {way.field: way.words for way in ways_out(theme, readings)}
    troubles: dict[str, list[str]] = {}
    for reading in unreadable(readings):
        said = _("%(words)s, %(mode)s: %(ratio)s : 1, and 4.5 is asked for.")
        troubles.setdefault(reading.field, []).append(
            said % {"words": reading.words, "mode": reading.mode_words, "ratio": reading.ratio}
        )
    without = _("Choose a lighter or a darker paper.")
    return {field: " ".join([*said, ways.get(field, without)]) for field, said in troubles.items()}


def _readings(shades: Shades, mode: str) -> Iterator[Reading]:
    for pair in PAIRS:
        front, ground = shades[pair.front], shades[pair.ground]
        yield Reading(
            words=str(pair.words),
            mode=mode,
            mode_words=str(MODES[mode]),
            front=front,
            ground=ground,
            ratio=int(contrast(front, ground) * 10) / 10,
            least=pair.least,
            field=pair.field if mode == "light" else f"{pair.field}_dark",
        )
