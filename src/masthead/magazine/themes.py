"""What a magazine may change about its look without code: typed values, read with care and written as plain JSON.

A theme begins with a look and departs from it where it says something; what is left out is the look's own. Nothing in it is ever
passed on as text of a style sheet: colours are numbers, everything else is one of a few codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.errors import MastheadError
from masthead.magazine.colours import Colour

LONGEST_WORDS, LONGEST_TAGLINE, LONGEST_ALT = 60, 200, 120
WIDEST = 4096
FILE = re.compile(r"nameplates/[0-9a-f]{16}\.webp")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what follows."""


class Look(models.TextChoices):
    """The three finished looks; each has its tokens, and a composition of its own."""

    BROADSHEET = "broadsheet", gettext_lazy("Broadsheet: the business weekly. Condensed heads, heavy rules, dense")
    GALLERY = "gallery", gettext_lazy("Gallery: the picture-led magazine. Large pictures, light type, a band of colour")
    QUIET = "quiet", gettext_lazy("Quiet: the literary monthly. One voice, cream paper, calm")


class TypePair(models.TextChoices):
    """Which faces set copy and headlines; empty is the look's own pair."""

    BROADSHEET = "broadsheet", gettext_lazy("Source Serif with Archivo: sober copy, narrow heads")
    GALLERY = "gallery", gettext_lazy("Instrument Sans with Bodoni: plain copy, elegant heads")
    QUIET = "quiet", gettext_lazy("Newsreader throughout: one bookish voice")
    SYSTEM = "system", gettext_lazy("The reader’s own faces: nothing to load")


class FrontLayout(models.TextChoices):
    """How the front page is composed; empty is the look's own way."""

    BROADSHEET = "broadsheet", gettext_lazy("Rails: the lead, beside it a rail of pictures and one of words")
    GALLERY = "gallery", gettext_lazy("Spread: pictures first, rows of different sizes")
    QUIET = "quiet", gettext_lazy("Cover beside: a calm lead, the current issue next to it")


class Alignment(models.TextChoices):
    """Where the nameplate stands; empty is the look's own place."""

    START = "start", gettext_lazy("At the beginning of the line")
    CENTER = "center", gettext_lazy("In the middle")


class Corners(models.TextChoices):
    """Corners of pictures, buttons and fields."""

    SQUARE = "square", gettext_lazy("Square, as printed")
    SOFT = "soft", gettext_lazy("Slightly rounded")
    ROUND = "round", gettext_lazy("Round")


class Density(models.TextChoices):
    """How much white there is between things."""

    COMPACT = "compact", gettext_lazy("Compact")
    NORMAL = "normal", gettext_lazy("As the look has it")
    AIRY = "airy", gettext_lazy("Airy")


class ThemeUnusable(MastheadError):
    """A theme that cannot be worn. ``troubles`` says why, by field."""

    def __init__(self, troubles: Mapping[str, str]) -> None:
        self.troubles = dict(troubles)
        super().__init__(" ".join(self.troubles.values()), permanent=True)


@dataclass(frozen=True)
class PictureOfName:
    """An uploaded picture of the magazine's name: the file as the media folder has it, pixels, and the words it shows."""

    file: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Theme:
    """Everything that can be chosen. Colours are given for light paper; the dark twin is computed unless it is given too."""

    look: str = Look.BROADSHEET
    nameplate_words: str = ""
    """What stands in the nameplate; empty is the magazine's name."""
    nameplate_picture: PictureOfName | None = None
    nameplate_inverts: bool = False
    """The picture is dark on nothing: it turns light on dark paper."""
    nameplate_align: str = ""
    tagline: str = ""
    shows_tagline: bool = True
    paper: Colour | None = None
    paper_dark: Colour | None = None
    ink: Colour | None = None
    ink_dark: Colour | None = None
    accent: Colour | None = None
    accent_dark: Colour | None = None
    type_pair: str = ""
    corners: str = Corners.SQUARE
    density: str = Density.NORMAL
    front_layout: str = ""

    @property
    def type_worn(self) -> str:
        """The pair of typefaces: its own, else the look's."""
        return self.type_pair or self.look

    @property
    def front_worn(self) -> str:
        """The composition of the front page: its own, else the look's."""
        return self.front_layout or self.look

    def as_json(self) -> dict[str, Any]:
        """What departs from the look, as JSON keeps it; the look itself always."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        empty = Theme(look=self.look)
        kept = {name: value for name, value in said.items() if name == "look" or value != getattr(empty, name)}
        return {name: _plain(value) for name, value in kept.items()}


COLOURS = ("paper", "paper_dark", "ink", "ink_dark", "accent", "accent_dark")
CODES: dict[str, tuple[type[models.TextChoices], bool]] = {
    "look": (Look, False),
    "nameplate_align": (Alignment, True),
    "type_pair": (TypePair, True),
    "corners": (Corners, False),
    "density": (Density, False),
    "front_layout": (FrontLayout, True),
}
"""Fields that hold one of a few codes, and whether they may be empty."""
WORDS = {"nameplate_words": LONGEST_WORDS, "tagline": LONGEST_TAGLINE}


def read_theme(said: Mapping[str, Any]) -> Theme:
    """The theme that a mapping describes; what it does not name stays the look's own, and names unknown are passed over.

    Raises:
        ThemeUnusable: for every value that is not exactly what its field holds.
    """
    read: dict[str, Any] = {}
    troubles: dict[str, str] = {}
    for each in fields(Theme):
        value = said.get(each.name)
        if value is None or value == "":
            continue
        try:
            read[each.name] = _reader_of(each.name)(value)
        except ValueError as error:
            troubles[each.name] = str(error)
    if troubles:
        raise ThemeUnusable(troubles)
    return Theme(**read)


def stored_theme(said: Any, *, look: str, tagline: str) -> Theme:
    """The theme of a row: its JSON, with the look and the tagline of their own columns. One that cannot be read gives way to the look."""
    own = {"look": look, "tagline": tagline}
    try:
        return read_theme({**(said if isinstance(said, dict) else {}), **own})
    except ThemeUnusable:
        return Theme(look=look if look in Look.values else Look.BROADSHEET, tagline=tagline)


def _reader_of(name: str) -> Callable[[Any], Any]:
    if name in COLOURS:
        return _colour
    if name in CODES:
        return lambda value: _code(value, *CODES[name])
    if name in WORDS:
        return lambda value: _words(value, WORDS[name])
    return _picture if name == "nameplate_picture" else _truth


def _colour(value: Any) -> Colour:
    found = value if isinstance(value, Colour) else Colour.read(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(_("Write a colour as # and six digits or letters, such as #8a1c1c."))
    return found


def _code(value: Any, choices: type[models.TextChoices], may_be_empty: bool) -> str:  # noqa: FBT001
    if isinstance(value, str) and (value in choices.values or (may_be_empty and not value)):
        return str(value)
    raise ValueError(_("Choose one of: %(codes)s.") % {"codes": ", ".join(choices.values)})


def _words(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or UNSEEN.search(value):
        raise ValueError(_("Write plain words, at most %(longest)d characters.") % {"longest": longest})
    return value.strip()


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(_("Say yes or no."))  # noqa: TRY004 - one kind of error for one kind of trouble
    return value


def _picture(value: Any) -> PictureOfName:
    said = value if isinstance(value, dict) else {}
    if isinstance(value, PictureOfName):
        said = vars(value)
    width, height, alt, file = (said.get(name) for name in ("width", "height", "alt", "file"))
    if not (isinstance(file, str) and FILE.fullmatch(file)) or not isinstance(alt, str) or not alt.strip():
        raise ValueError(_("Choose one of the uploaded pictures."))
    if not all(isinstance(side, int) and not isinstance(side, bool) and 0 < side <= WIDEST for side in (width, height)):
        raise ValueError(_("Choose one of the uploaded pictures."))
    return PictureOfName(file, width, height, _words(alt, LONGEST_ALT))  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, Colour):
        return value.hex
    return dict(vars(value)) if isinstance(value, PictureOfName) else value
