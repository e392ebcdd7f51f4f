"""What the results page receives: the request, the results, their facets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from masthead.published.models import PublishedArticle

PAGE_SIZE = 10
MOST_PAGES = 100
"""Nobody reads on to the thousandth hit; a crawler would."""
LONGEST_TEXT = 1_000
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asked. Any value is allowed; what makes no sense finds nothing."""

    text: str = field(
        default="",
        metadata={"help": 'words, "a phrase in quotes", -without; as typed, at most 1,000 characters of it are read'},
    )
    section: int | None = field(default=None, metadata={"help": "only this section and those in it (page id)"})
    year: int | None = field(default=None, metadata={"help": "only articles of this year"})
    form: str = field(default="", metadata={"help": "only this form: news, feature, essay …"})
    page: int = field(default=1, metadata={"help": "1 is the first ten hits"})
    is_typing: bool = field(
        default=False,
        metadata={
            "help": "the reader is still typing: the last word may be the beginning of one; no facets are counted"
        },
    )

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read ``?q= &section= &year= &form= &page= &typing=1``; whatever is no number counts as not given."""
        return cls(
            text=query.get("q", "")[:LONGEST_TEXT],
            section=_number(query.get("section", "")),
            year=_number(query.get("year", "")),
            form=query.get("form", "")[:40],
            page=_number(query.get("page", "")) or 1,
            is_typing=query.get("typing", "") == "1",
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked: the page shows its search box alone."""
        return not self.text.strip()

    @property
    def has_filters(self) -> bool:
        """Whether the hits are narrowed to a section, year or form."""
        return bool(self.section or self.year or self.form)

    @property
    def without_filters(self) -> str:
        """The query string of the same question without any filter."""
        return self.query_string(section=None, year=None, form="", page=1)

    def query_string(self, **changes: Any) -> str:
        """``?q=…`` of this request with changes; a filter not set and page 1 are left out."""
        asked = replace(self, **changes)
        parts: list[tuple[str, str | int]] = [("q", asked.text)]
        parts += [(name, value) for name in ("section", "year", "form") if (value := getattr(asked, name))]
        if asked.page > 1:
            parts.append(("page", asked.page))
        return "?" + urlencode(parts)


@dataclass(frozen=True)
class Hit:
    """One article found."""

    card: PublishedArticle
    headline_html: SafeString = field(metadata={"help": "the headline, escaped, words found in <mark>"})
    snippet_html: SafeString = field(
        metadata={"help": "about 220 characters of the text, escaped, words found in <mark>; may be empty"}
    )


@dataclass(frozen=True)
class FacetValue:
    """One way to narrow the hits, or the one chosen."""

    value: str
    label: str
    count: int = field(metadata={"help": "hits with it, the other filters kept"})
    is_chosen: bool
    query_string: str = field(metadata={"help": "?q=… that chooses it, or takes it back when it is chosen"})


@dataclass(frozen=True)
class Facets:
    """Ways to narrow the hits; a list with a single value that is not chosen is left empty."""

    sections: tuple[FacetValue, ...] = field(default=(), metadata={"help": "most hits first"})
    years: tuple[FacetValue, ...] = field(default=(), metadata={"help": "newest first"})
    forms: tuple[FacetValue, ...] = field(default=(), metadata={"help": "most hits first"})


@dataclass(frozen=True)
class SearchResults:
    """The answer. ``find`` never raises for what a reader may type, nor for an index that is missing or damaged."""

    request: SearchRequest
    hits: tuple[Hit, ...] = field(default=(), metadata={"help": "of this page, best first"})
    total: int = field(default=0, metadata={"help": "articles found on all pages"})
    page: int = 1
    page_count: int = field(default=0, metadata={"help": "at most 100, however many hits there are"})
    facets: Facets = field(default_factory=Facets)
    is_available: bool = field(
        default=True, metadata={"help": "False while the index is made anew: say so, with status 503"}
    )
    is_relaxed: bool = field(
        default=False, metadata={"help": "no article has all the words; these have some, or words that begin so"}
    )
    took_ms: float = 0.0

    @property
    def previous_query_string(self) -> str:
        """``?q=…`` of the page before; empty on the first."""
        return self.request.query_string(page=self.page - 1) if 1 < self.page <= self.page_count else ""

    @property
    def next_query_string(self) -> str:
        """``?q=…`` of the page after; empty on the last."""
        return self.request.query_string(page=self.page + 1) if self.page < self.page_count else ""


def _number(text: str) -> int | None:
    """A whole number of 1 or more, or None."""
    return (int(text) or None) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None
