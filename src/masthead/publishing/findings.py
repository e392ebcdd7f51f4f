"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INHERITED = "inherited"


@dataclass(frozen=True)
class Finding:
    """One thing a check found.

    ``code`` names the rule (``picture-without-credit``), ``subject`` the thing it was found on (``picture:12``): together they say
    whether a recorded exemption covers it. ``field`` and ``block_id`` tell the desk where to point.
    """

    code: str
    message: str
    field: str = ""
    block_id: str = ""
    severity: Severity = Severity.BLOCKS
    subject: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What an exemption is looked up by."""
        return (self.code, self.subject)


FoundOn = tuple["MagazinePage", Finding]
"""A finding with the page it was found on."""
