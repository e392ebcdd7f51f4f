"""The journal beside the database: who must not be written to any more, and who confirmed, so that no restore revives anybody.

A line of JSON for each, in ``data/newsletters/journal.jsonl``, on the disk before the transaction commits. It holds keyed hashes and no
address. A backup does not hold it and a restore does not write over it. Needs no Django, so that a restore can carry it along.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = "newsletters"
FILE_NAME = "journal.jsonl"
RESTORED = "restored"
"""Stands beside the journal from a restore until it has been replayed."""
SUPPRESSED, CONFIRMED = "suppressed", "confirmed"


@dataclass(frozen=True)
class Entry:
    """That an address was suppressed (``newsletter`` none: in all newsletters), or that its owner confirmed a newsletter."""

    act: str
    who: str
    """The keyed hash of the address."""
    newsletter: int | None
    at: str
    """ISO 8601, with its zone."""
    reason: str = ""


def write(data_dir: Path, entry: Entry) -> None:
    """Add an entry and wait until the disk has it; one process at a time. Raises ``OSError``."""
    path = _path(data_dir)
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end = os.fstat(file).st_size
        line = json.dumps(asdict(entry)).encode() + b"\n"
        is_torn = end and os.pread(file, 1, end - 1) != b"\n"
        said = b"\n" + line if is_torn else line
        while said:
            said = said[os.write(file, said) :]
        os.fsync(file)
    if is_new:
        _sync_folder(path.parent)


def read(data_dir: Path) -> Iterator[Entry]:
    """All entries, the oldest first. A line that a crash has torn was never promised to anybody, and is passed over."""
    path = _path(data_dir)
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with contextlib.suppress(ValueError, TypeError):
                yield Entry(**json.loads(line))


def carry(data_dir: Path, restored_dir: Path) -> None:
    """Copy the journal to where a restore is made ready, and mark that it is to be replayed there."""
    target = _path(restored_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    if _path(data_dir).exists():
        with _opened(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as file:
            said = _path(data_dir).read_bytes()
            while said:
                said = said[os.write(file, said) :]
            os.fsync(file)
    (target.parent / RESTORED).touch()
    _sync_folder(target.parent)


def waits_for_replay(data_dir: Path) -> bool:
    """Whether the data were restored and the journal has not been replayed since."""
    return (data_dir / FOLDER / RESTORED).exists()


def note_replayed(data_dir: Path) -> None:
    """The journal has been replayed."""
    (data_dir / FOLDER / RESTORED).unlink(missing_ok=True)


def trouble_writing(data_dir: Path) -> str:
    """Why the journal cannot be written to; empty when it can."""
    path = _path(data_dir)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
            os.fsync(file)
    except OSError as error:
        return f"{path}: {error.strerror}"
    return ""


def _path(data_dir: Path) -> Path:
    return data_dir / FOLDER / FILE_NAME


@contextlib.contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    file = os.open(path, flags, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _sync_folder(folder: Path) -> None:
    with _opened(folder, os.O_RDONLY) as file:
        os.fsync(file)
