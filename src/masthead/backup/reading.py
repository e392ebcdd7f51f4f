"""Reading a backup: nothing of it is believed, and nothing is written, before all of it has been checked."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from masthead.backup.manifest import (
    FORMAT_VERSION,
    HEADER_NAME,
    MANIFEST_NAME,
    MEDIA_FOLDER,
    SECRETS_FOLDER,
    Header,
    Manifest,
    Member,
    may_be_named,
)
from masthead.backup.sealing import CHUNK_BYTES, MAGIC, Progress, check_seal, nobody_watches
from masthead.backup.troubles import BackupRefused

LONGEST_HEADER = 4 * 1024 * 1024
LONGEST_MANIFEST = 512 * 1024 * 1024
PRIVATE_MODE = 0o600
PUBLIC_MODE = 0o644
"""Of media: a web server in front may read them."""
UNREADABLE = (EOFError, OSError, zlib.error, tarfile.TarError, ValueError)
"""What reading a broken archive raises (a broken text or JSON is a ``ValueError``)."""


@dataclass(frozen=True)
class ExaminedBackup:
    """A backup of which every byte was checked."""

    path: Path
    header: Header
    manifest: Manifest


def examine(path: Path, progress: Progress = nobody_watches) -> ExaminedBackup:
    """Check a backup whole: that it is one, its seal, the names in it, each checksum. Writes nothing.

    Raises ``BackupRefused``, which says what is wrong. ``progress`` is told bytes read, twice the file's size or so.
    """
    header = read_header(path)
    check_seal(path, progress)
    found: dict[str, Member] = {}
    small: dict[str, bytes] = {}
    for name, pieces in members_of(path):
        if name in found:
            raise _refused(path, f"it holds {name} twice")
        keep = io.BytesIO() if name in {HEADER_NAME, MANIFEST_NAME} else None
        found[name] = _hashed(pieces, keep.write if keep else _ignored, progress)
        if keep:
            small[name] = keep.getvalue()
    manifest = _manifest(path, small)
    found.pop(MANIFEST_NAME)
    if dict(manifest.members) != found:
        wrong = sorted(name for name in {*manifest.members, *found} if manifest.members.get(name) != found.get(name))
        raise _refused(path, f"{wrong[0]} is not what the manifest says ({len(wrong)} such)")
    return ExaminedBackup(path, header, manifest)


def read_header(path: Path) -> Header:
    """The header alone; raise ``BackupRefused`` for a file of another kind or of a newer format."""
    foreign = f"{path} is not a Masthead backup. Nothing was changed."
    if not path.is_file():
        message = f"There is no file {path}."
        raise BackupRefused(message)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupRefused(foreign, "A backup is a .tar.gz that masthead backup has made.")
    try:
        with open_archive(path) as archive:
            info = archive.next()
            first = archive.extractfile(info) if info and info.isreg() else None
            if info is None or first is None or info.name != HEADER_NAME or info.size > LONGEST_HEADER:
                raise BackupRefused(foreign, "A backup is a .tar.gz that masthead backup has made.")
            header = Header.from_json(first.read())
    except UNREADABLE as error:
        raise BackupRefused(f"{foreign} ({error})", "It may be another archive, or cut short.") from error
    if header.format_version > FORMAT_VERSION:
        raise BackupRefused(
            f"{path} was made by Masthead {header.masthead_version}, in a newer format than this one can read.",
            "Install that version of Masthead, then restore.",
        )
    return header


@contextmanager
def open_archive(path: Path) -> Iterator[tarfile.TarFile]:
    """The archive as a stream; ``tarfile``'s own ``r|gz`` would stop after the first gzip member."""
    with (
        gzip.open(path, "rb") as unzipped,
        tarfile.open(fileobj=cast(IO[bytes], unzipped), mode="r|") as archive,
    ):
        yield archive


def members_of(path: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each member with its content in pieces, in order; ``BackupRefused`` for one that no backup of ours would hold."""
    try:
        with open_archive(path) as archive:
            for info in archive:
                if not info.isreg():
                    raise _refused(path, f"{info.name} is a link or another thing that is no plain file")
                if not may_be_named(info.name):
                    raise _refused(path, f"“{info.name}” is a name that no backup has")
                if info.name == MANIFEST_NAME and info.size > LONGEST_MANIFEST:
                    raise _refused(path, "its manifest is too long")
                file = archive.extractfile(info)
                yield info.name, _pieces(path, file or io.BytesIO())
    except UNREADABLE as error:
        raise _refused(path, str(error)) from error


def _pieces(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    try:
        while data := file.read(CHUNK_BYTES):
            yield data
    except UNREADABLE as error:
        raise _refused(path, str(error)) from error


def unpack(backup: ExaminedBackup, place_of: Callable[[str], Path | None], progress: Progress = nobody_watches) -> None:
    """Write the members to where ``place_of`` says (None leaves one out), and check them once more on the way."""
    folders: set[Path] = set()
    for name, pieces in members_of(backup.path):
        place = None if name == MANIFEST_NAME else place_of(name)
        if place is None:
            continue
        if place.parent not in folders:
            place.parent.mkdir(0o700 if name.startswith(SECRETS_FOLDER) else 0o777, parents=True, exist_ok=True)
            folders.add(place.parent)
        mode = PUBLIC_MODE if name.startswith(f"{MEDIA_FOLDER}/") else PRIVATE_MODE
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as out:
            written = _hashed(pieces, out.write, progress)
        if written != backup.manifest.members.get(name):
            raise _refused(backup.path, f"{name} has changed since it was checked")


def _hashed(pieces: Iterator[bytes], write: Callable[[bytes], object], progress: Progress) -> Member:
    digest = hashlib.sha256()
    size = 0
    for data in pieces:
        digest.update(data)
        size += len(data)
        write(data)
        progress(len(data))
    return Member(size, digest.hexdigest())


def _manifest(path: Path, small: dict[str, bytes]) -> Manifest:
    if MANIFEST_NAME not in small:
        raise _refused(path, "it has no manifest, so it was not finished")
    try:
        return Manifest.from_json(small[MANIFEST_NAME])
    except ValueError as error:
        raise _refused(path, str(error)) from error


def _ignored(_data: bytes) -> None:
    """Where the content of big members goes while they are only checked."""


def _refused(path: Path, why: str) -> BackupRefused:
    return BackupRefused(
        f"{path} is damaged or not to be trusted: {why}. Nothing was changed.",
        "Take another copy of it, or an earlier backup.",
    )
