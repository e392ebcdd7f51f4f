"""What verbs show while they work: progress on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Advance = Callable[[int], None]
"""Told how many more are done."""
Told = Callable[[int, int], None]
"""Told how many are done, and of how many."""


@contextmanager
def progress(words: str, total: int | None, *, in_bytes: bool = False) -> Iterator[Advance]:
    """A bar on stderr that the given function moves on; ``total`` None while nobody knows how much there is."""
    with _bar(DownloadColumn() if in_bytes else MofNCompleteColumn()) as bar:
        task = bar.add_task(words, total=total)
        yield lambda count: bar.advance(task, count)


@contextmanager
def counted(words: str) -> Iterator[Told]:
    """A bar on stderr for work that says how many are done of how many."""
    with _bar(MofNCompleteColumn()) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(amount: ProgressColumn) -> Progress:
    columns = [TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn()]
    return Progress(*columns, console=err, transient=True, disable=not sys.stderr.isatty())


def say(line: str = "") -> None:
    """A line for people on stdout, as it is: no markup is read in it."""
    out.print(line, markup=False)


def in_megabytes(size_bytes: int) -> str:
    """A size for people."""
    return f"{size_bytes / 1e6:,.1f} MB"
