"""Readings on disk between the dry run and the writing: what was shown is what is written, and memory holds one at a time."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from masthead.importers.records import ImportedArticle, Note


class Verdict(StrEnum):
    """What shall be done with an article."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left-alone"
    NONE = "none"


@dataclass(frozen=True)
class Entry:
    """One reading with its verdict. ``record`` is kept only where there is something to write."""

    verdict: Verdict
    record: ImportedArticle | None
    notes: tuple[Note, ...]
    slug: str = ""
    fingerprint: str = ""


class Spool:
    """A temporary file of entries, gone when it is closed, no longer referred to, or the process ends."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="masthead-import-")  # noqa: SIM115 - closed by close(), or with this object
        self._closing = weakref.finalize(self, self._file.close)
        self.count = 0

    def add(self, entry: Entry) -> None:
        """Put an entry at the end."""
        pickle.dump(entry, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self.count += 1

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order they were added."""
        self._file.flush()
        self._file.seek(0)
        for _ in range(self.count):
            entry: Entry = pickle.load(self._file)  # noqa: S301 - our own file, written a moment ago, without a name
            yield entry

    def close(self) -> None:
        """Let it go."""
        self._closing()
