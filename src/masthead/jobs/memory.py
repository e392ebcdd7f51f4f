"""What the C library keeps of freed memory goes back to the system."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """Return to the system what this process let go: glibc would keep it, for each of its threads. Some milliseconds.

    Elsewhere than on glibc nothing happens.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
