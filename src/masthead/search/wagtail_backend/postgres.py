"""PostgreSQL's full-text search for the desk: Wagtail's own, without its scans."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from masthead.search.wagtail_backend.asking import FiltersInTheDatabase, HarmlessQueries

TITLE_WEIGHT = 8.0


class WeighedCompiler(FiltersInTheDatabase, PostgresSearchQueryCompiler):
    """A word in the title counts eight times, whatever the length of all titles."""

    def get_index_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        """Where to look, and how much it counts."""
        del search_query
        return [(F("index_entries__title"), TITLE_WEIGHT), (F("index_entries__body"), 1.0)]


class AutocompleteCompiler(FiltersInTheDatabase, PostgresAutocompleteQueryCompiler):
    """The beginnings of words."""


class UnscannedIndex(PostgresIndex):
    """Adding an object touches that object's entry only."""

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002 - modelsearch's signature
        """Do nothing: the norm is not used, and keeping it read the whole table after every save."""


class PostgresBackend(HarmlessQueries, PostgresSearchBackend):
    """What ``WAGTAILSEARCH_BACKENDS`` gets on PostgreSQL."""

    query_compiler_class = WeighedCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = UnscannedIndex
