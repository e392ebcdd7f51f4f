"""What the templates of a letter receive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from masthead.pictures.context import DrawnPicture


@dataclass(frozen=True)
class LetterPicture:
    """A picture in a letter: never without its credit."""

    address: str = field(metadata={"help": "absolute"})
    width: int
    height: int
    alt: str
    credit: str
    picture: DrawnPicture


@dataclass(frozen=True)
class Opening:
    """The first words."""

    name: str
    role: str
    words: SafeString
    text: str
    portrait: LetterPicture | None


@dataclass(frozen=True)
class Pick:
    """An article and why to read it."""

    title: str
    kicker: str = field(metadata={"help": "of a sponsored article its label"})
    byline: str
    blurb: str
    address: str
    picture: LetterPicture | None


@dataclass(frozen=True)
class CoverLine:
    """A line of a cover; ``address`` is empty for a piece that is only named."""

    words: str
    address: str


@dataclass(frozen=True)
class IssuePiece:
    """An issue."""

    label: str
    title: str
    address: str
    cover: LetterPicture | None
    lines: tuple[CoverLine, ...]


@dataclass(frozen=True)
class Link:
    """Something elsewhere."""

    title: str
    address: str
    words: str


@dataclass(frozen=True)
class Links:
    """A list of links."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Corrected:
    """A correction of an article that is public."""

    headline: str
    address: str
    kind: str
    words: str
    on: date


@dataclass(frozen=True)
class Corrections:
    """All since the last letter."""

    title: str
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True)
class Letter:
    """What stands around the pieces."""

    magazine: str
    newsletter: str
    subject: str
    preheader: str
    language: str
    direction: str = field(metadata={"help": "ltr or rtl"})
    sender: str
    postal_address: str
    site: str
    page: str = field(metadata={"help": "the newsletter's page"})
    leave: str = field(metadata={"help": "the mark in whose place each reader's own address is put"})
    pieces: tuple[str, ...]
