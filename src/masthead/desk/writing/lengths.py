"""How long an article is, for the form's footer; the script beside it counts on as one types."""

from __future__ import annotations

import json
from dataclasses import dataclass

from masthead.articles.models import Article
from masthead.text.counting import CHARACTERS_A_MINUTE, WORDS_A_MINUTE, reading_minutes

NEAR = 50
"""Words: within so many of what was commissioned it fits."""


@dataclass(frozen=True)
class Lengths:
    """Words, minutes, and how many words were asked for (0: nobody said)."""

    words: int
    minutes: int
    commissioned: int = 0
    rate: int = WORDS_A_MINUTE
    rates: str = json.dumps(CHARACTERS_A_MINUTE)

    @property
    def fit(self) -> str:
        """``short`` (more than 50 to go), ``near``, ``over`` (by up to 50), ``far-over``; empty when nothing was commissioned."""
        over = self.words - self.commissioned
        if not self.commissioned:
            return ""
        if over < -NEAR:
            return "short"
        if over <= 0:
            return "near"
        return "over" if over <= NEAR else "far-over"


def lengths_of(article: Article, commissioned: int = 0) -> Lengths:
    """The lengths of an article as it stands in memory. No query."""
    words = article.words_now()
    return Lengths(words, reading_minutes(words, article.language or "en"), commissioned)
