"""What the worker runs for search. Listed in the switchboard."""

from __future__ import annotations

from typing import Any

from masthead.search import actions

MOST_CHANGES = 20_000
"""For one word of a commit: some fifteen seconds. An import leaves more, and as many words."""


def after_commit(_payload: dict[str, Any]) -> None:
    """Outbox handler: follow what was just committed.

    An index that must be made anew first, and what is left of a very large import, are left to ``every_minute``: an
    outbox handler is quick.
    """
    if not actions.is_rebuild_needed():
        actions.follow(MOST_CHANGES)


def every_minute() -> None:
    """Periodic: follow whatever no word came for, and make a missing or damaged index anew."""
    actions.follow()
