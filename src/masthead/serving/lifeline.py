"""A child process that does not outlive the one that started it, however that ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PARENT = "SERVED_BY"
"""The variable that holds the supervising process's id."""
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the kernel (Linux only) to send SIGTERM to this process when its supervisor is gone.

    Without it a supervisor killed by ``kill -9`` would leave a server and a worker that nobody watches.
    """
    parent = os.environ.get(PARENT, "")
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # it went before the kernel was asked
        os.kill(os.getpid(), signal.SIGTERM)
