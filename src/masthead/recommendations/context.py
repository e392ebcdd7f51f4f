"""What is known of a line of a reading list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Why(StrEnum):
    """What speaks most for an article in another's list."""

    SERIES = "series"
    TAGS = "tags"
    WORDS = "words"
    SECTION = "section"
    NEWEST = "newest"


@dataclass(frozen=True)
class Line:
    """One article of a reading list, and why it is there."""

    article_id: int
    why: Why
    said: tuple[str, ...] = field(
        default=(), metadata={"help": "the tags or words that both have, the weightiest first"}
    )

    @property
    def reason(self) -> str:
        """Why, for an editor."""
        said = ", ".join(self.said)
        return {
            Why.SERIES: _("same series"),
            Why.TAGS: _("same tags: %(tags)s") % {"tags": said},
            Why.WORDS: _("speaks of the same: %(words)s") % {"words": said},
            Why.SECTION: _("new in the section"),
            Why.NEWEST: _("new in the magazine"),
        }[self.why]

    def stored(self) -> dict[str, Any]:
        """As it is kept."""
        return {"article_id": self.article_id, "why": str(self.why), "said": list(self.said)}

    @classmethod
    def from_stored(cls, kept: dict[str, Any]) -> Line:
        """From what is kept."""
        return cls(kept["article_id"], Why(kept["why"]), tuple(kept["said"]))
