"""Small sources for tests: folders made of a mapping, read and imported in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from masthead.importers import actions
from masthead.importers.actions import Prepared
from masthead.importers.markdown.folder import Folder
from masthead.importers.markdown.reader import MarkdownFolder, Options
from masthead.importers.models import ImportRun
from masthead.importers.records import ImportedArticle, Note, Reading
from tests.cast import jpeg

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HEAD = "---\ntitle: A quiet winter\ndate: 2010-01-02\n---\n"
FRONT = """---
title: {title}
authors: Ada Verne and Bo Lund
published: '2007-01-17 6:30:00'
tags: 'ice,Snow'
issue: issue_15
license: cc-by
section: end_users
series: winter_tales
---
"""
FREE_SOFTWARE_MAGAZINE = Path(__file__).resolve().parents[3] / "shared" / "data" / "free-software-magazine"


def a_folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files and answer the folder. Text is written as UTF-8."""
    for path, content in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def three_articles(root: Path) -> Path:
    """Three articles, one a draft, one with a picture; two link to each other."""
    draft = FRONT.format(title="Unfinished").replace("---\ntitle", "---\ndraft: true\ntitle")
    return a_folder(
        root,
        {
            "articles/first_snow/index.md": FRONT.format(title="First snow")
            + "It fell.\n\n<!--break-->\n\nThe [thaw](../the_thaw/) came.\n\n=IMAGE=f.jpg=The *harbour*=\n",
            "articles/first_snow/f.jpg": jpeg(60, 40, "#335577"),
            "articles/the_thaw/index.md": FRONT.format(title="The thaw") + "After the [snow](/articles/first_snow).\n",
            "articles/unfinished.md": draft + "Not yet.\n",
        },
    )


def a_reader(root: Path, **options: Any) -> MarkdownFolder:
    """A reader of a folder, in UTC, in November 2026."""
    return MarkdownFolder(Folder(root), Options(**{"zone": UTC, "now": NOW, **options}))


def readings_of(root: Path, **options: Any) -> list[Reading]:
    """All readings of a folder."""
    reader = a_reader(root, **options)
    reader.survey()
    return list(reader.readings())


def reading_of(root: Path, body: str, *, head: str = HEAD, others: Mapping[str, str | bytes] | None = None) -> Reading:
    """The reading of one article, ``posts/a.md``, with other files around it."""
    a_folder(root, {"posts/a.md": head + body, **(others or {})})
    return next(each for each in readings_of(root) if each.path == "posts/a.md")


def record_of(root: Path, body: str, **around: Any) -> ImportedArticle:
    """The record of one article that must not be refused."""
    reading = reading_of(root, body, **around)
    assert reading.record is not None, reading.notes
    return reading.record


def note_about(reading: Reading, key: str) -> Note:
    """The one ledger line about an item."""
    [note] = [note for note in reading.notes if note.key == key]
    return note


def prepared(root: Path, **options: Any) -> Prepared:
    """A dry run of a folder."""
    return actions.prepare(a_reader(root, **options), source="markdown:test", kind="markdown", folder=str(root))


def imported(root: Path, **options: Any) -> ImportRun:
    """Import a folder as the operator."""
    run = actions.carry_out(prepared(root, **options), acting_user=None)
    assert run is not None
    return run
