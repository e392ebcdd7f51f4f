"""Writing a backup file: all of it under another name first, then renamed, so that a half one never stands there."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from masthead.backup.manifest import HEADER_NAME, MANIFEST_NAME, Header, Manifest, Member
from masthead.backup.sealing import CHUNK_BYTES, Progress, SealedWriter, nobody_watches
from masthead.backup.troubles import BackupImpossible, disk_trouble_named

ALREADY_SMALL = frozenset(
    {
        ".avif",
        ".webp",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".heic",
        ".mp3",
        ".m4a",
        ".mp4",
        ".ogg",
        ".opus",
        ".webm",
    }
    | {".flac", ".zip", ".epub", ".docx", ".xlsx", ".odt", ".pdf", ".pgdump"}
)
"""Endings of files that do not shrink: they are stored as they are."""
LEVEL = 4


class BackupWriter:
    """Takes the members one after the other and remembers their checksums for the manifest."""

    def __init__(self, file: BinaryIO, header: Header, progress: Progress) -> None:
        self.sealed = SealedWriter(file)
        self.tar = tarfile.TarFile(fileobj=cast(IO[bytes], self.sealed), mode="w", format=tarfile.PAX_FORMAT)
        self.tar.copybufsize = CHUNK_BYTES  # type: ignore[attr-defined]  # 16 kB otherwise: many small calls
        self.members: dict[str, Member] = {}
        self.left_out: list[str] = []
        self.progress = progress
        self.add_bytes(HEADER_NAME, header.to_json())

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add a small member."""
        self._add(name, io.BytesIO(data), len(data), modified_at=0)

    def add_file(self, name: str, path: Path) -> None:
        """Add a file as it is at this moment."""
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            self._add(name, file, state.st_size, modified_at=int(state.st_mtime))

    def finish(self) -> Manifest:
        """Write the manifest and the seal."""
        manifest = Manifest(dict(self.members), tuple(self.left_out))
        self.add_bytes(MANIFEST_NAME, manifest.to_json())
        self.sealed.begin_part(LEVEL)
        self.tar.close()
        self.sealed.seal()
        return manifest

    def _add(self, name: str, file: BinaryIO, size: int, *, modified_at: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, modified_at, 0o600
        self.sealed.begin_part(0 if Path(name).suffix.lower() in ALREADY_SMALL else LEVEL)
        reader = HashedReader(file, size, self.progress)
        self.tar.addfile(info, cast(IO[bytes], reader))
        self.members[name] = Member(size, reader.digest.hexdigest())


class HashedReader:
    """Hands out exactly ``size`` bytes of a file, however it grows meanwhile, and keeps their digest."""

    def __init__(self, file: BinaryIO, size: int, progress: Progress) -> None:
        self.file = file
        self.remaining = size
        self.progress = progress
        self.digest = hashlib.sha256()

    def read(self, count: int = CHUNK_BYTES) -> bytes:
        """The next bytes; raise ``BackupImpossible`` when the file has become shorter meanwhile."""
        wanted = min(count, self.remaining)
        data = self.file.read(wanted)
        if len(data) < wanted:
            message = f"{getattr(self.file, 'name', 'A file')} grew shorter while it was read."
            raise BackupImpossible(message, "Make the backup again.")
        self.remaining -= len(data)
        self.digest.update(data)
        self.progress(len(data))
        return data


@contextmanager
def new_backup_file(target: Path, header: Header, progress: Progress = nobody_watches) -> Iterator[BackupWriter]:
    """A writer whose file takes the name ``target`` only when the block has ended well.

    Readable by its owner alone, since it may hold secrets. On any error, a full disk included, nothing is left.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with disk_trouble_named(target.parent):
            yield from _written(part, header, progress)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _written(part: Path, header: Header, progress: Progress) -> Iterator[BackupWriter]:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb", buffering=CHUNK_BYTES) as file:
        writer = BackupWriter(file, header, progress)
        yield writer
        writer.finish()
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def writable_target(target: Path) -> Path:
    """The absolute path of a backup to be; raise ``BackupImpossible`` where none can be written."""
    target = target.expanduser().absolute()
    if target.exists():
        message = f"{target} exists already."
        raise BackupImpossible(message, "Backups are never written over: give another name.")
    if not target.parent.is_dir():
        message = f"{target.parent} is not a folder."
        raise BackupImpossible(message, "Make it first, or name another place.")
    if not os.access(target.parent, os.W_OK):
        message = f"{target.parent} cannot be written to."
        raise BackupImpossible(message, "Run the command as a user who may write there.")
    return target
