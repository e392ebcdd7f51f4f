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

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HEAD = "---\ntitle: A quiet winter\ndate: 2010-01-02\n---\n"
FREE_SOFTWARE_MAGAZINE = Path(__file__).resolve().parents[3] / "shared" / "data" / "free-software-magazine"


def a_folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files and answer the folder. Text is written as UTF-8."""
    for path, content in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


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
