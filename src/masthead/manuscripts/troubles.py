"""What can be wrong with a manuscript. Each message names the file, and the part of it where there is one."""

from __future__ import annotations

from masthead.errors import MastheadError


class WordFileRefused(MastheadError):
    """A file that is no Word file, is damaged, or is unsafe to open. Nothing was kept of it."""

    def __init__(self, name: str, reason: str, hint: str = "", *, part: str = "") -> None:
        where = f"“{name}”, part {part}" if part else f"“{name}”"
        super().__init__(f"{where}: {reason}", hint, permanent=True)
        self.name = name
        self.part = part
        self.reason = reason


class ManuscriptSettled(MastheadError):
    """The manuscript is an article already, or was let go."""


class ManuscriptIncomplete(MastheadError):
    """An article cannot be made of it yet: something that only a person can say is missing."""
