"""What the templates of a block receive, as ``block``.

Words with markup are safe to print in three faces, and plain in the text face.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from masthead.pictures.context import COPY_WIDTH, DrawnPicture


@dataclass(frozen=True)
class RelatedCard:
    """What the card of another article shows. The caller reads it from the published articles."""

    path: str = field(metadata={"help": "address on this site, /articles/…/"})
    headline: str
    kicker: str = ""
    standfirst: str = ""
    byline: str = ""


@dataclass(frozen=True)
class LinkedFile:
    """A file of the document library."""

    id: int
    title: str
    url: str = field(metadata={"help": "address of the file itself, on this site or on the storage"})
    mime: str = field(
        default="", metadata={"help": "media type by the file's ending; empty when browsers cannot play it"}
    )
    size_bytes: int = 0


@dataclass(frozen=True)
class Words:
    """Paragraph: markup of one or several paragraphs."""

    words: str


@dataclass(frozen=True)
class Crosshead:
    """Crosshead."""

    text: str
    level: int = field(metadata={"help": "2 or 3"})
    anchor: str = field(metadata={"help": "id, alone in this body"})


@dataclass(frozen=True)
class PictureInPlace:
    """A picture as it stands in one place.

    Its credit is never left out: where it is empty, the face says “Credit not recorded”.
    """

    picture: DrawnPicture | None = field(metadata={"help": "None when it is gone from the library"})
    caption: str
    credit: str
    alt: str
    size: str = field(default="normal", metadata={"help": "normal, wide, full, half, supporting or thumb"})
    address: str = field(
        default="", metadata={"help": "of the image, absolute where the face leaves the site; may be empty"}
    )
    width: int = field(default=0, metadata={"help": "pixels, for e-mail at most 600"})
    height: int = field(default=0, metadata={"help": "pixels"})

    @property
    def sizes(self) -> str:
        """How wide the picture is drawn, for the browser to choose a file by."""
        return SIZES.get(self.place, SIZES["normal"])

    @property
    def place(self) -> str:
        """The size it is drawn in: the one asked for or the next smaller one it has the pixels for; ``small`` is drawn as it is."""
        width = self.picture.width if self.picture else 0
        if self.size not in LEAST_WIDTH or width >= LEAST_WIDTH[self.size]:
            return self.size
        smaller = ("wide", "normal") if self.size == "full" else ("normal",) if self.size == "wide" else ()
        return next((size for size in smaller if width >= LEAST_WIDTH[size]), "small")


PAIR = 2
LONG_QUOTE = 140  # characters: about four lines of a pull quote
COLUMNS_IN_MEASURE = 5
_FIGURE = re.compile(
    r"[-+−–±<>~≈]?\s?[$£€¥]?\s?\d[\d.,:’'\s\u202f\u00a0]*\s?(?:%|‰|[^\W\d]{1,3})?|[-–—]"
)  # "−1,210", "3.5 %", "12 kg"
LEAST_WIDTH = {"full": 1200, "wide": 900, "normal": COPY_WIDTH, "gallery": 480}  # pixels; about what the place is wide
SIZES = {
    "normal": "(min-width: 48rem) 42rem, 100vw",
    "wide": "(min-width: 72rem) 64rem, 100vw",
    "full": "100vw",
    "half": "(min-width: 48rem) 21rem, 50vw",
    "supporting": "(min-width: 64rem) 16rem, 100vw",
    "thumb": "(min-width: 64rem) 9rem, 7rem",
    "gallery": "(min-width: 48rem) 36rem, 85vw",
    "small": "40rem",
}


@dataclass(frozen=True)
class Gallery:
    """Gallery."""

    pictures: tuple[PictureInPlace, ...]
    caption: str

    @property
    def is_strip(self) -> bool:
        """Whether it has so many pictures that they stand in a row to be leafed through."""
        return len(self.pictures) > PAIR


@dataclass(frozen=True)
class PullQuote:
    """Pull quote, with the quotation marks of the language."""

    quote: str
    attribution: str
    opening: str
    closing: str
    is_repeated: bool = field(
        metadata={"help": "the words stand in the copy too: hidden from screen readers, to be heard once"}
    )

    @property
    def is_long(self) -> bool:
        """Whether it is a passage rather than a line: set smaller."""
        return len(self.quote) > LONG_QUOTE


@dataclass(frozen=True)
class Box:
    """Box; ``body`` is its blocks, drawn."""

    title: str
    body: str


@dataclass(frozen=True)
class ListOfItems:
    """List; items are markup, in the text face plain."""

    is_numbered: bool
    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str
    is_figure: bool = field(metadata={"help": "it stands in a column of figures, which end at one edge"})


@dataclass(frozen=True)
class Table:
    """Table of plain text; every row is as long as the longest."""

    caption: str
    header: tuple[str, ...] = field(metadata={"help": "empty when the first row is no header"})
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than the measure of the copy carries."""
        return len(self.rows[0]) > COLUMNS_IN_MEASURE

    @property
    def header_cells(self) -> tuple[Cell, ...]:
        """The header, cell by cell."""
        return self._cells(self.header)

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, cell by cell."""
        return tuple(self._cells(row) for row in self.rows)

    def _cells(self, row: tuple[str, ...]) -> tuple[Cell, ...]:
        return tuple(Cell(text, is_figure) for text, is_figure in zip(row, self._are_figures, strict=False))

    @cached_property
    def _are_figures(self) -> tuple[bool, ...]:
        """Column by column, whether every cell that says something begins like a number; the first names the rows."""
        columns = zip(*self.rows, strict=True)
        return tuple(
            bool(place) and any(column) and all(_FIGURE.fullmatch(cell) for cell in column if cell)
            for place, column in enumerate(columns)
        )


@dataclass(frozen=True)
class Code:
    """Code."""

    code: str
    language: str
    caption: str


@dataclass(frozen=True)
class Divider:
    """Divider: nothing to say."""


@dataclass(frozen=True)
class Related:
    """Related article; ``address`` is absolute where the face leaves the site."""

    card: RelatedCard
    address: str


@dataclass(frozen=True)
class Recording:
    """Audio and video."""

    title: str
    credit: str
    transcript: tuple[str, ...] = field(metadata={"help": "paragraphs of plain text"})
    file: LinkedFile | None = field(metadata={"help": "None when it is gone from the library"})
    address: str
    poster: PictureInPlace | None = None
    captions: LinkedFile | None = None


@dataclass(frozen=True)
class Embed:
    """Embed. ``address`` is the page to link to; ``player`` what may be framed once the reader asks, or empty."""

    title: str
    provider: str
    address: str
    player: str
    poster: PictureInPlace | None = None


@dataclass(frozen=True)
class Footnote:
    """Where a footnote is referred to, and the footnote itself."""

    number: int = field(metadata={"help": "from 1, through the whole body"})
    words: str = field(default="", metadata={"help": "markup; empty where only the number is drawn"})
    id: str = field(default="", metadata={"help": "of the note, alone in this body: “fn.1”"})
    mark_id: str = field(default="", metadata={"help": "of the place that refers to it: “fnref.1”"})


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a body, at its end."""

    notes: tuple[Footnote, ...]


@dataclass(frozen=True)
class RawText:
    """Raw text."""

    text: str
    note: str
