"""The file format's outer skin: one gzip member per file, and a seal that vouches for every byte.

``tar xzf`` reads it like any ``.tar.gz``. Two things are particular. Each file is a gzip member of its own
(RFC 1952, 2.2 allows it), so that pictures, which do not shrink, are stored and only text is squeezed. And an
empty last member carries in its comment the SHA-256 of all bytes before it: gzip's own checksum covers neither
its headers nor the bits after the last block, the seal does.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from masthead.backup.troubles import BackupRefused

CHUNK_BYTES = 1024 * 1024
MAGIC = b"\x1f\x8b"
PART_HEADER = MAGIC + b"\x08\x00" + b"\x00" * 4 + b"\x00\xff"
SEAL_HEADER = MAGIC + b"\x08\x10" + b"\x00" * 4 + b"\x00\xff"
SEAL_WORDS = b"masthead backup, sha256="
DEFAULT_LEVEL = 6
EMPTY_BODY = b"\x03\x00" + b"\x00" * 8

Progress = Callable[[int], None]
"""Told how many more bytes were dealt with."""


def nobody_watches(_count: int) -> None:
    """The progress callback for when nobody looks."""


def seal_for(digest: bytes) -> bytes:
    """The last gzip member of a backup whose other bytes have this SHA-256."""
    return SEAL_HEADER + SEAL_WORDS + digest.hex().encode() + b"\x00" + EMPTY_BODY


SEAL_LENGTH = len(seal_for(b"\x00" * 32))


class SealedWriter:
    """A writable file for ``tarfile``: squeezes what it is given and keeps the digest of what it wrote."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw
        self.position = 0
        self.digest = hashlib.sha256()
        self._squeeze: zlib._Compress | None = None
        self._checksum = 0
        self._length = 0

    def begin_part(self, level: int) -> zlib._Compress:
        """End the gzip member at hand and begin another with this compression level (0 stores)."""
        self.end_part()
        self._put(PART_HEADER)
        self._squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._checksum = self._length = 0
        return self._squeeze

    def write(self, data: bytes) -> int:
        """Take uncompressed bytes."""
        squeeze = self._squeeze or self.begin_part(DEFAULT_LEVEL)
        self._checksum = zlib.crc32(data, self._checksum)
        self._length += len(data)
        self.position += len(data)
        self._put(squeeze.compress(data))
        return len(data)

    def tell(self) -> int:
        """How many uncompressed bytes were taken."""
        return self.position

    def end_part(self) -> None:
        """Finish the gzip member at hand, if there is one."""
        if self._squeeze is None:
            return
        self._put(self._squeeze.flush())
        self._put(self._checksum.to_bytes(4, "little") + (self._length & 0xFFFFFFFF).to_bytes(4, "little"))
        self._squeeze = None

    def seal(self) -> None:
        """Finish and write the seal; nothing may be written afterwards."""
        self.end_part()
        self.raw.write(seal_for(self.digest.digest()))

    def _put(self, data: bytes) -> None:
        self.digest.update(data)
        self.raw.write(data)


def check_seal(path: Path, progress: Progress = nobody_watches) -> None:
    """Read the whole file; raise ``BackupRefused`` unless its last bytes are the seal of all others."""
    remaining = path.stat().st_size - SEAL_LENGTH
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while remaining > 0 and (data := file.read(min(CHUNK_BYTES, remaining))):
            digest.update(data)
            remaining -= len(data)
            progress(len(data))
        seal = file.read()
    if remaining != 0 or seal != seal_for(digest.digest()):
        raise BackupRefused(
            f"{path} is damaged or cut short: its bytes do not match its seal. Nothing was changed.",
            "Take another copy of it, or an earlier backup.",
        )
