"""Who follows whom: the only module that connects a signal or an outbox topic to what acts on it."""

from __future__ import annotations


def connect() -> None:
    """Connect everything; called once, when all models are there."""
