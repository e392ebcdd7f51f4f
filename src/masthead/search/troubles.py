"""What can be wrong with the index. None of it loses anything: the index can always be made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from masthead.errors import MastheadError

REBUILD = "Run `masthead rebuild search`, or leave it to the worker, which does so by itself."


class IndexMissing(MastheadError):
    """There is no index yet."""

    def __init__(self) -> None:
        super().__init__("The search index has not been made yet.", REBUILD)


class IndexDamaged(MastheadError):
    """The index cannot be read."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The search index cannot be read: {detail}", REBUILD)


class IndexBusy(MastheadError):
    """Another process of this machine is writing the index."""

    def __init__(self) -> None:
        super().__init__("Another process is writing the search index.", "It is tried again in a moment.")


class IndexUnwritable(MastheadError):
    """The index could not be written: a full disk, most often. What was there before is still there and complete."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The search index could not be written: {detail}",
            "See whether the disk is full and the folder of [search] dir is writable; it is tried again by itself.",
        )


@contextmanager
def engine_trouble(trouble: type[IndexDamaged | IndexUnwritable]) -> Iterator[None]:
    """Turn whatever the engine raises into one of ours. It raises ``ValueError`` for nearly everything."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise trouble(_first_line(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panic reaches Python as no Exception at all
            raise
        raise trouble(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
