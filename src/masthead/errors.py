"""The errors that are meant for people: each says what is wrong and, where it can, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class MastheadError(Exception):
    """Something a person can act on.

    ``message`` is one or two sentences for people; ``hint`` says what to do next; ``permanent`` tells the
    job runner that trying again cannot help. Edges translate it: the command line prints it and exits
    with a code, a view answers with a 4xx page, a job is retried unless it is permanent.
    """

    def __init__(self, message: str, hint: str = "", *, permanent: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.permanent = permanent

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigurationUnusable(MastheadError):
    """masthead.toml or the environment says something that Masthead cannot follow."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, permanent=True)


class ReadableFinding(Protocol):
    """What ``PublishingRefused`` needs of a finding; ``publishing.findings.Finding`` is one."""

    @property
    def message(self) -> str:
        """One sentence for the editor."""


class PublishingRefused(MastheadError):
    """The publishing door found something that may not go before readers; nothing was changed."""

    def __init__(self, findings: Sequence[ReadableFinding]) -> None:
        self.findings = tuple(findings)
        reasons = " ".join(finding.message for finding in self.findings)
        super().__init__(f"Not published. {reasons}".strip(), permanent=True)


class ActionForbidden(MastheadError):
    """This person may not do this."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, permanent=True)


class FormUnreadable(MastheadError):
    """What a form sent cannot be read as what the form holds: part of it is missing, or is no number where one stands."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, permanent=True)
