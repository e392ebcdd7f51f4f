"""Whether to try again, and how long to wait before it."""

from __future__ import annotations

from random import SystemRandom

from masthead.errors import MastheadError

LONGEST_SECONDS = 3600.0
SPREAD = 0.25

_dice = SystemRandom()


def delay_seconds(attempt: int, *, first_seconds: float, longest_seconds: float = LONGEST_SECONDS) -> float:
    """Seconds to wait after the ``attempt``-th failure (1 is the first): doubled each time, a quarter either way.

    The spread keeps jobs that failed together from coming back together.
    """
    doubled = first_seconds * 2 ** min(attempt - 1, 30)
    return min(doubled, longest_seconds) * _dice.uniform(1 - SPREAD, 1 + SPREAD)


def is_permanent(trouble: BaseException) -> bool:
    """Whether trying again cannot help."""
    return isinstance(trouble, MastheadError) and trouble.permanent
