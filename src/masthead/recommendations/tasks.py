"""What the worker runs for recommendations. Listed in the switchboard."""

from __future__ import annotations

from typing import Any

from masthead.recommendations import actions


def after_commit(_payload: dict[str, Any]) -> None:
    """Outbox handler: make the lists of what was just committed, and of what stands near it."""
    actions.follow()


def every_minute() -> None:
    """Periodic: follow whatever no word came for, then make some of the lists that are missing or have grown old."""
    actions.follow()
    actions.refresh()
