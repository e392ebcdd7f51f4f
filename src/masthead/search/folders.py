"""Where the index lies on this machine, and how a new one takes the place of the old.

    search/current          the name of the folder in use, replaced in one step
    search/index-000007/    the engine's files, and about.json
    search/damaged          left by a reader that could not read; the next follower makes the index anew
    search/lock             held by the one process that writes

The index belongs to one machine, so its lock is the machine's own: the kernel lets go of it when its holder dies.
A lease in the database would have to run out first.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from masthead.search.troubles import IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable

LAYOUT = 1
"""Raised when fields or analysers change: an index of another layout is made anew."""

PREFIX = "index-"
_POLL_SECONDS = 0.05


@dataclass(frozen=True)
class About:
    """What an index was made for."""

    language: str
    layout: int = LAYOUT


@dataclass(frozen=True)
class IndexFolder:
    """The folder named by ``[search] dir``."""

    root: Path

    def current(self) -> Path:
        """The folder in use; ``IndexMissing`` without one."""
        try:
            name = (self.root / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise IndexMissing from None
        except (OSError, ValueError) as error:
            raise IndexDamaged(str(error)) from error
        folder = self.root / name
        if not name.startswith(PREFIX) or "/" in name or not folder.is_dir():
            raise IndexMissing
        return folder

    def stamp(self) -> tuple[str, int, int]:
        """Differs whenever the index has changed: cheap enough for every search."""
        folder = self.current()
        try:
            state = (folder / "meta.json").stat()
        except OSError as error:
            raise IndexDamaged(str(error)) from error
        return str(folder), state.st_mtime_ns, state.st_ino

    def new(self, about: About) -> Path:
        """An empty folder for a new index. Call with the lock held."""
        last = max((int(path.name.removeprefix(PREFIX)) for path in self._folders()), default=0)
        folder = self.root / f"{PREFIX}{last + 1:06d}"
        try:
            folder.mkdir(parents=True)
            (folder / "about.json").write_text(json.dumps(asdict(about)), encoding="utf-8")
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        return folder

    def adopt(self, folder: Path) -> None:
        """Put a complete index in the place of the one in use, in one step; then clear away what is left of others."""
        try:
            fresh = self.root / "current.new"
            with fresh.open("w", encoding="ascii") as file:
                file.write(folder.name)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.root / "current")
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        (self.root / "damaged").unlink(missing_ok=True)
        self.clear(keeping=folder)

    def clear(self, *, keeping: Path | None) -> None:
        """Remove every index folder but one. A process that still reads one keeps its open files."""
        for path in self._folders():
            if path != keeping:
                shutil.rmtree(path, ignore_errors=True)

    def mark_damaged(self, trouble: str) -> None:
        """Leave word for the writer. A disk too full for that keeps no reader waiting."""
        with suppress(OSError):
            (self.root / "damaged").write_text(trouble, encoding="utf-8")

    def damage(self) -> str:
        """What a reader could not read, or nothing."""
        try:
            return (self.root / "damaged").read_text(encoding="utf-8", errors="replace") or "unknown"
        except OSError:
            return ""

    def age(self, folder: Path) -> float:
        """Seconds since the index in ``folder`` was begun."""
        try:
            return max(0.0, time.time() - (folder / "about.json").stat().st_mtime)
        except OSError as error:
            raise IndexDamaged(str(error)) from error

    @contextmanager
    def lock(self, wait_seconds: float) -> Iterator[None]:
        """Be the one writer on this machine; ``IndexBusy`` when another still is after ``wait_seconds``."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            file = (self.root / "lock").open("a")
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        with file:
            _take(file.fileno(), time.monotonic() + wait_seconds)
            yield

    def _folders(self) -> list[Path]:
        found = self.root.glob(f"{PREFIX}*") if self.root.is_dir() else ()
        return [path for path in found if path.name.removeprefix(PREFIX).isdigit()]


def index_folder() -> IndexFolder:
    """The index folder of the settings."""
    return IndexFolder(settings.CONFIG.search.dir)


def about(folder: Path) -> About:
    """What the index in ``folder`` was made for; ``IndexDamaged`` when that cannot be read."""
    try:
        written = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        return About(language=str(written["language"]), layout=int(written["layout"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"about.json: {error}") from error


def _take(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise IndexBusy from None
            time.sleep(_POLL_SECONDS)
        else:
            return
