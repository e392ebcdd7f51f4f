"""The demo's articles as they are written down: one file each, TOML between ``+++`` lines, then the copy in light marks.

Everything else the demo holds (people, pictures, sections, issues) is TOML beside them, read by :func:`facts`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from masthead.errors import MastheadError

FENCE = "+++"
Status = Literal["published", "scheduled", "draft"]


class ManuscriptUnreadable(MastheadError):
    """A file of the demo's content is not written as it should be."""


@dataclass(frozen=True, kw_only=True)
class CreditNote:
    """Who did what: a contributor's slug and a role."""

    who: str
    role: str = "words"


@dataclass(frozen=True, kw_only=True)
class CorrectionNote:
    """A dated note on an article."""

    kind: str
    on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """Whose reporting an article rests on."""

    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """One article. Names of people, sections, series, pictures and other articles are slugs."""

    slug: str
    headline: str
    short_title: str = ""
    kicker: str = ""
    standfirst: str = ""
    form: str = "feature"
    section: str = ""
    series: str = ""
    tags: tuple[str, ...] = ()
    credits: tuple[CreditNote, ...] = ()
    hero: str = ""
    hero_caption: str = ""
    published: datetime | None = field(
        default=None, metadata={"help": "aware; for a scheduled article when it goes live"}
    )
    updated: datetime | None = field(default=None, metadata={"help": "when a substantive edit was published"})
    date_line: str = ""
    based_on: Outlet = Outlet()
    language: str = ""
    licence: str = ""
    sponsor_name: str = ""
    corrections: tuple[CorrectionNote, ...] = ()
    picks: tuple[str, ...] = ()
    status: Status = "published"
    copy: str = ""


def content() -> Traversable:
    """The folder with the demo's content, also from inside a wheel."""
    return files("masthead.demo") / "content"


def facts(name: str) -> dict[str, Any]:
    """What one of the TOML files beside the articles says: ``magazine``, ``pages``, ``contributors``, ``pictures``, ``issues``."""
    return tomllib.loads((content() / f"{name}.toml").read_text(encoding="utf-8"))


def manuscripts() -> Iterator[Manuscript]:
    """Every article of the demo, by file name.

    Raises:
        ManuscriptUnreadable: a file says something that no manuscript can say.
    """
    for file in sorted((content() / "articles").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".md"):
            yield read(file.name.removesuffix(".md"), file.read_text(encoding="utf-8"))


def read(slug: str, text: str) -> Manuscript:
    """One manuscript from the text of its file.

    Raises:
        ManuscriptUnreadable: no front matter, broken TOML, or a key we do not know.
    """
    head, fence, copy = text.removeprefix(f"{FENCE}\n").partition(f"\n{FENCE}\n")
    if not text.startswith(f"{FENCE}\n") or not fence:
        raise ManuscriptUnreadable(f"{slug}: the file does not begin with TOML between two lines of {FENCE}.")
    try:
        said = tomllib.loads(head)
        return Manuscript(
            slug=slug,
            copy=copy.strip(),
            credits=tuple(CreditNote(**note) for note in said.pop("credits", [])),
            corrections=tuple(CorrectionNote(**note) for note in said.pop("corrections", [])),
            based_on=Outlet(**said.pop("based_on", {})),
            tags=tuple(said.pop("tags", [])),
            picks=tuple(said.pop("picks", [])),
            **said,
        )
    except (tomllib.TOMLDecodeError, TypeError) as trouble:
        raise ManuscriptUnreadable(f"{slug}: {trouble}") from trouble
