"""What can go wrong with a backup, in words for the operator. ``exit_code`` is what the command answers."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead.errors import MastheadError

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class BackupImpossible(MastheadError):
    """The backup could not be made; nothing that looks like one was left behind."""

    exit_code = 1


class BackupRefused(MastheadError):
    """The file is no backup that may be restored: damaged, cut short, foreign or newer. Nothing was touched."""

    exit_code = 4


class RestoreImpossible(MastheadError):
    """The backup is good but cannot be put here; the magazine is as it was before."""

    exit_code = 1


class DiskFull(MastheadError):
    """There was no room left; what had been written of the new file is gone again."""

    exit_code = 5


@contextmanager
def disk_trouble_named(place: Path) -> Iterator[None]:
    """Turn the system's “no space left” into ``DiskFull``, which names the place."""
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            raise disk_full(place) from error
        raise


def disk_full(place: Path) -> DiskFull:
    """The error for a full disk under ``place``."""
    return DiskFull(
        f"The disk is full: no room left at {place}. Nothing half-written was left behind.",
        "Free some space there, or name a place on another disk.",
    )
