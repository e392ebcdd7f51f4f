"""What a look finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is: ``bad`` is dangerous or broken, ``warn`` will be, or is missing before readers come."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ``about`` what, how it is, and what to do unless it is well."""

    level: Level
    about: str
    message: str
    hint: str = ""


def ok(about: str, message: str) -> Finding:
    """All is well with it."""
    return Finding(Level.OK, about, message)


def warn(about: str, message: str, hint: str) -> Finding:
    """It should be seen to."""
    return Finding(Level.WARN, about, message, hint)


def bad(about: str, message: str, hint: str) -> Finding:
    """It is dangerous or broken."""
    return Finding(Level.BAD, about, message, hint)


Look = Callable[[], Iterable[Finding]]


def found_by(looks: Iterable[tuple[str, Look]]) -> Iterator[Finding]:
    """The findings of each look, in order; a look that fails is a finding too and keeps none of the others back."""
    for about, look in looks:
        try:
            yield from look()
        except Exception as error:  # noqa: BLE001  # a doctor who faints helps nobody
            lines = str(error).strip().splitlines() or [type(error).__name__]
            yield bad(about, f"could not be looked at: {lines[0]}", "The other findings may say why.")
