"""What can be wrong with a source. Each message names the file and, where there is one, the line or field."""

from __future__ import annotations

from masthead.errors import MastheadError

INPUT_UNUSABLE = 2
"""Exit code of what must be put right on the command line or in the source."""


class SourceUnusable(MastheadError):
    """The source as a whole cannot be read: not a folder, nothing in it, not readable."""

    exit_code = INPUT_UNUSABLE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, permanent=True)


class ItemRefused(MastheadError):
    """One file cannot be imported; the others can."""

    def __init__(self, where: str, message: str, hint: str = "") -> None:
        super().__init__(f"{where}: {message}", hint, permanent=True)
        self.where = where
        self.reason = f"{message} {hint}".strip()


class ImportFailed(MastheadError):
    """The import stopped on the way. What was finished is whole; running it again completes it."""


class LedgerUnbalanced(MastheadError):
    """An item of the source has no outcome, or two."""


class UndoRefused(MastheadError):
    """Undoing is not possible now."""

    exit_code = 4
