"""What people type into the desk's search boxes, made harmless for either database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modelsearch.backends.base import EmptySearchResults
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

MOST_WORDS = 32
LONGEST_WORD = 100


def words_of(text: str) -> list[str]:
    """What stands between spaces, quotes and control characters, as long as there is a letter or digit in it."""
    cleaned = "".join(char if char.isprintable() and char not in "\"'’“”\\" else " " for char in text)
    words = [word[:LONGEST_WORD] for word in cleaned.split() if any(map(str.isalnum, word))]
    return words[:MOST_WORDS]


def harmless(query: SearchQuery) -> SearchQuery | None:
    """The query with each text in it reduced to its words; None when no word is left anywhere."""
    if isinstance(query, PlainText):
        return _rebuilt(query.query_string, lambda text: PlainText(text, operator=query.operator, boost=query.boost))
    if isinstance(query, Phrase):
        return _rebuilt(query.query_string, Phrase)
    if isinstance(query, Fuzzy):
        return _rebuilt(query.query_string, lambda text: Fuzzy(text, operator=query.operator, unaccent=query.unaccent))
    if isinstance(query, (And, Or)):
        parts = [part for part in map(harmless, query.subqueries) if part is not None]
        return type(query)(parts) if parts else None
    if isinstance(query, Not):
        part = harmless(query.subquery)
        return None if part is None else Not(part)
    if isinstance(query, Boost):
        part = harmless(query.subquery)
        return None if part is None else Boost(part, query.boost)
    return query


def _rebuilt(text: str, make: Callable[[str], SearchQuery]) -> SearchQuery | None:
    words = words_of(text)
    return make(" ".join(words)) if words else None


class HarmlessQueries:
    """For a backend class: no query reaches the database before ``harmless`` has seen it."""

    query_compiler_class: Any

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        """Wagtail's inner door, through which ``search`` and ``autocomplete`` both go."""
        if isinstance(query, str):
            query = PlainText(query, operator=kwargs.pop("operator", None) or query_compiler_class.DEFAULT_OPERATOR)
        safe = harmless(query) if isinstance(query, SearchQuery) else query
        if safe is None:
            return EmptySearchResults()
        return super()._search(query_compiler_class, safe, model_or_queryset, **kwargs)  # type: ignore[misc]


class FiltersInTheDatabase:
    """For a query compiler class: any field may be filtered by.

    Wagtail asks that such a field be declared for the index, because some machines know nothing else. Here the queryset is part of the
    statement, so the explorer's filters, as “has child pages”, go together with a search.
    """

    def _get_filters_from_queryset(self, check_only: bool = False) -> None:  # noqa: FBT001, FBT002 - modelsearch's signature
        """Nothing is refused, and nothing is needed besides the queryset itself."""
