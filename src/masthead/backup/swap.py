"""Putting one folder in the place of another, in one step that cannot be cut in two."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

from masthead.backup.troubles import RestoreImpossible
from masthead.backup.writing import sync_folder

AT_FDCWD = -100
RENAME_EXCHANGE = 2
CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})


def replace_folder(live: Path, fresh: Path, kept: Path) -> None:
    """Make ``fresh`` stand at ``live``, and what stood there at ``kept``; all three in one parent folder.

    On Linux the two names are exchanged at once, so that a crash finds the old folder or the new one, whole.
    Elsewhere two renames do it; :func:`mend` repairs a crash between them.
    """
    if not live.exists():
        fresh.rename(live)
    elif _exchanged(live, fresh):
        fresh.rename(kept)
    else:
        live.rename(kept)
        fresh.rename(live)
    sync_folder(live.parent)


def mend(live: Path, *, fresh_prefix: str, kept_prefix: str) -> None:
    """Bring back the folder that a crash between the two renames left without its name; else do nothing.

    Only when both halves of one exchange lie there: a folder kept from an earlier restore is nobody's but its owner's.
    """
    if live.exists():
        return
    for fresh in live.parent.glob(f"{live.name}.{fresh_prefix}*"):
        kept = live.with_name(f"{live.name}.{kept_prefix}{fresh.name.removeprefix(f'{live.name}.{fresh_prefix}')}")
        if kept.exists():
            kept.rename(live)
            return


def refuse_mount_point(folder: Path) -> None:
    """Raise ``RestoreImpossible`` when the folder is a mount point, which cannot be renamed."""
    if folder.is_mount():
        message = f"{folder} is a mount point, so no other folder can take its place."
        raise RestoreImpossible(message, "Use --into with a new folder, then point the mount at it.")


def _exchanged(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(one))
