"""The neutral record: what each importer reads its source into, and what the one writer writes. Plain Python, no Django.

Markup in a record is the small inline HTML of ``text.sanitising`` (links, bold, italic, code …). A link to another article of the same
source is written ``href="article:<key>"``; the writer makes it a link to the page.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

ARTICLE_LINK = "article:"
RECORD_FORMAT = 1
"""Raised when the same source comes to say something else here: every article is then written again."""


class Outcome(StrEnum):
    """What became of one item of the source. Exactly one holds for each item."""

    IMPORTED = "imported"
    TRANSFORMED = "transformed"
    KEPT_RAW = "kept-raw"
    REFUSED = "refused"


class Kind(StrEnum):
    """The kinds of item a ledger accounts for."""

    FILE = "file"
    ARTICLE = "article"
    KEY = "key"
    MARK = "mark"
    PICTURE = "picture"
    LINK = "link"
    HTML = "html"
    ADDRESS = "address"
    TAG = "tag"
    CONTRIBUTOR = "contributor"
    SECTION = "section"
    SERIES = "series"
    ISSUE = "issue"


@dataclass(frozen=True)
class Note:
    """One line of the ledger: the outcome of one item."""

    kind: Kind
    key: str = field(
        metadata={"help": "what it is called in the source: a path, a front-matter key, a mark, an address"}
    )
    outcome: Outcome
    where: str = field(
        default="", metadata={"help": "“path:line” in the source; empty for things that several files share"}
    )
    reason: str = field(default="", metadata={"help": "why, for anything but a plain import; for people"})
    target: str = field(default="", metadata={"help": "what it became: “/articles/x/”, “pull quote”, “picture f1.jpg”"})
    article: str = field(default="", metadata={"help": "key of the article it belongs to, if it belongs to one"})


Census = Counter[Kind]
"""How many items of each kind were seen in the source."""


@dataclass(frozen=True)
class Paragraph:
    """Running text: one paragraph, or a block quotation when ``is_quotation``."""

    markup: str
    is_quotation: bool = False


@dataclass(frozen=True)
class Crosshead:
    """A heading within the copy, ``level`` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class PictureUse:
    """A picture in the copy; ``picture`` is the key of an :class:`ImportedPicture` of the same article. ``caption`` is markup."""

    picture: str
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class PullQuote:
    """A sentence set off."""

    quote: str
    attribution: str = ""


@dataclass(frozen=True)
class ListOfItems:
    """A list; each item is inline markup, and may end with a nested list."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of plain text cells, all of one length. The first row is a header when ``has_header``."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = True
    caption: str = ""


@dataclass(frozen=True)
class Code:
    """Program text, spaces and lines as they are."""

    code: str
    language: str = ""


@dataclass(frozen=True)
class Divider:
    """A break in the copy."""


@dataclass(frozen=True)
class Embed:
    """Something that lives elsewhere: a film, a map."""

    url: str
    title: str = ""


@dataclass(frozen=True)
class RawText:
    """What no block can hold, shown as it was written."""

    text: str
    note: str = ""


BoxPart = Paragraph | ListOfItems | PictureUse | Code


@dataclass(frozen=True)
class Box:
    """A side story."""

    title: str
    parts: tuple[BoxPart, ...]


Part = Paragraph | Crosshead | PictureUse | PullQuote | ListOfItems | Table | Code | Divider | Embed | RawText | Box


@dataclass(frozen=True)
class ImportedPicture:
    """One picture file an article shows."""

    key: str = field(metadata={"help": "path within the source"})
    sha1: str = field(metadata={"help": "hexadecimal, of the bytes; with the licence, what makes two pictures one"})
    size_bytes: int
    width: int
    height: int
    title: str
    alt: str = ""
    caption: str = ""
    creator: str = ""
    licence: str = ""


@dataclass(frozen=True)
class ImportedCredit:
    """Who did what."""

    name: str
    role: str = "words"


@dataclass(frozen=True)
class ImportedEntry:
    """One line of an issue's running order."""

    article: str = field(metadata={"help": "key of the article"})
    section_label: str = ""


@dataclass(frozen=True)
class ImportedIssue:
    """A numbered issue that articles name, with those articles in running order."""

    key: str
    number: str = field(metadata={"help": "as printed, at most 20 characters"})
    label: str = field(metadata={"help": "“Issue 15”, “Spring 2010”"})
    dated_on: date
    contents: tuple[ImportedEntry, ...] = ()

    @property
    def fingerprint(self) -> str:
        """As for an article."""
        return _digest(asdict(self))


@dataclass(frozen=True)
class ImportedArticle:
    """One article, ready to be written."""

    key: str = field(metadata={"help": "identity within the source, stable from run to run"})
    source_path: str = field(metadata={"help": "file within the source"})
    slug: str = field(metadata={"help": "wanted; the writer makes it unique"})
    headline: str
    published_at: datetime | None = field(metadata={"help": "aware; None only for a draft"})
    is_public: bool = field(metadata={"help": "False: stays a draft, whatever else it says"})
    body: tuple[Part, ...] = ()
    kicker: str = ""
    short_title: str = ""
    standfirst: str = ""
    form: str = ""
    section: str = field(default="", metadata={"help": "title of the section"})
    series: str = ""
    issue: str = field(default="", metadata={"help": "key of the issue"})
    updated_at: datetime | None = None
    credits: tuple[ImportedCredit, ...] = ()
    tags: tuple[str, ...] = ()
    licence: str = ""
    language: str = ""
    hero: PictureUse | None = None
    pictures: tuple[ImportedPicture, ...] = ()
    old_addresses: tuple[str, ...] = field(
        default=(), metadata={"help": "paths, “/2005/01/x.html”, with a query where it identifies"}
    )
    raw: str = field(default="", metadata={"help": "the front matter as written"})

    @property
    def fingerprint(self) -> str:
        """Hexadecimal SHA-256 of everything the record says; equal records have equal fingerprints on every machine."""
        return _digest(asdict(self) | {"parts": [type(part).__name__ for part in self.body]})


def _digest(said: dict[str, Any]) -> str:
    written = json.dumps({"format": RECORD_FORMAT, **said}, sort_keys=True, default=_plain)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


@dataclass(frozen=True)
class Reading:
    """What one file gave: a record or none, its ledger lines, and how many items it was seen to hold."""

    path: str
    record: ImportedArticle | None
    notes: tuple[Note, ...]
    census: Census
