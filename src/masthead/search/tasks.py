"""What the worker runs for search. Listed in the switchboard."""

from __future__ import annotations

from typing import Any

from masthead.search import actions


def after_commit(_payload: dict[str, Any]) -> None:
    """Outbox handler: follow what was just committed.

    An index that must be made anew first is left to ``every_minute``: an outbox handler is quick.
    """
    if not actions.is_rebuild_needed():
        actions.follow()


def every_minute() -> None:
    """Periodic: follow whatever no word came for, and make a missing or damaged index anew."""
    actions.follow()
