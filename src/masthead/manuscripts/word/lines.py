"""What a Word file is read into: lines, pictures, tables, breaks and asides in their order. Plain values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from masthead.manuscripts.word.styles import Meaning

PLAIN = Meaning()


@dataclass(frozen=True)
class Line:
    """One paragraph of the file."""

    markup: str = field(metadata={"help": "inline HTML, escaped"})
    text: str = field(metadata={"help": "the same without marks, on one line"})
    meaning: Meaning = PLAIN
    list_kind: str = field(default="", metadata={"help": "bulleted or numbered; empty outside lists"})
    list_level: int = 0
    list_id: str = field(default="", metadata={"help": "lines of one list share it"})
    is_bold: bool = field(default=False, metadata={"help": "all of it"})
    is_italic: bool = field(default=False, metadata={"help": "all of it"})
    comments: tuple[str, ...] = field(default=(), metadata={"help": "ids of the comments that end in it"})


@dataclass(frozen=True)
class PlacedPicture:
    """A picture inside the file, where it stood."""

    part: str = field(metadata={"help": "path within the file"})
    alt: str = ""


@dataclass(frozen=True)
class Grid:
    """A table, all rows of one length."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = True
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Break:
    """A page break or a rule."""


@dataclass(frozen=True)
class Aside:
    """A text box, or a table of a single cell."""

    items: tuple[Line | PlacedPicture | Grid | Break, ...]


Item = Line | PlacedPicture | Grid | Break | Aside


@dataclass(frozen=True)
class WordComment:
    """A comment at the margin."""

    author: str
    text: str
    passage: str = ""


@dataclass(frozen=True)
class Flow:
    """All of a file, in order. ``tally`` counts what was changed or left out, by the keys of ``remarks.SENTENCES``."""

    items: tuple[Item, ...]
    notes: tuple[str, ...] = field(
        metadata={"help": "footnotes and endnotes as inline HTML, in the order of their numbers"}
    )
    comments: dict[str, WordComment]
    tally: Counter[str]
    named: tuple[tuple[str, str], ...] = field(
        default=(), metadata={"help": "what was left out and has a name: (key, name)"}
    )
