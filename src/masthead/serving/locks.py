"""One web server and one worker to a data folder: the kernel's lock on a file in it.

The kernel lets go of a lock when its process ends, however it ends, so a lock is never stale: a file left behind
is taken over as it is. What it says about its holder is for messages only.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead.errors import MastheadError

ROLES = ("web", "worker")


class AlreadyServed(MastheadError):
    """Another process has this data folder or this port."""

    exit_code = 3


@contextmanager
def hold_role(data_dir: Path, role: str, *, doing: str) -> Iterator[None]:
    """Hold the lock of ``role`` (``web`` or ``worker``) in a data folder for the length of the block.

    ``doing`` is what the holder does, in words for whoever comes second. Raises ``AlreadyServed`` at once when
    another process holds it.
    """
    path = data_dir / f"serve-{role}.lock"
    with contextlib.closing(_Lock(path)) as lock:
        lock.take(doing)
        yield


@contextmanager
def hold_roles(data_dir: Path, roles: tuple[str, ...], *, doing: str) -> Iterator[None]:
    """Hold several roles, as :func:`hold_role` does one."""
    with contextlib.ExitStack() as stack:
        for role in roles:
            stack.enter_context(hold_role(data_dir, role, doing=doing))
        yield


class _Lock:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def take(self, doing: str) -> None:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            said = self._holder()
            message = f"The data folder {self.path.parent} is in use: {said}."
            raise AlreadyServed(message, "Stop that process first, or work in another folder.") from error
        except OSError as error:
            if error.errno != errno.ENOLCK:
                raise
            message = f"{self.path.parent} is on a drive that knows no locks."
            raise MastheadError(message, "Keep the data folder on a local disk, never on a network drive.") from error
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, json.dumps({"pid": os.getpid(), "doing": doing}).encode(), 0)

    def _holder(self) -> str:
        try:
            said = json.loads(os.pread(self.descriptor, 4096, 0))
            return f"process {said['pid']} ({said['doing']})"
        except (ValueError, KeyError, TypeError):
            return "by another process"

    def close(self) -> None:
        os.close(self.descriptor)
