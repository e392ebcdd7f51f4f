"""SQLite's full-text search for the desk: one ranked statement, then the rows it named."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable
from modelsearch.backends.database.sqlite.query import AndNot, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from masthead.search.wagtail_backend.asking import FiltersInTheDatabase, HarmlessQueries, words_of

RANK = "bm25(1.0, 1.0, 8.0)"
"""Weights of the columns autocomplete, body and title, in the order of the table."""


class NotExpressible(Exception):
    """The query is one that FTS5's language cannot say; Wagtail's slower way is taken."""


def match_of(query: SearchQuery, *, open_end: bool = False) -> str:
    """The query in FTS5's language, every word quoted. ``open_end``: the last word of a text may be a beginning."""
    if isinstance(query, PlainText):
        words = [f'"{word}"' for word in words_of(query.query_string)]
        joined = f" {query.operator.upper()} ".join(words)
        return f"({joined}{' *' if open_end else ''})" if words else '""'
    if isinstance(query, Phrase):
        return '"' + " ".join(words_of(query.query_string)) + '"'
    if isinstance(query, Boost):
        return match_of(query.subquery, open_end=open_end)
    if isinstance(query, AndNot):
        return f"({match_of(query.subquery_a, open_end=open_end)} NOT {match_of(query.subquery_b, open_end=open_end)})"
    if isinstance(query, (And, Or)):
        joint = " AND " if isinstance(query, And) else " OR "
        return "(" + joint.join(match_of(part, open_end=open_end) for part in query.subqueries) + ")"
    raise NotExpressible


class RankedCompiler(FiltersInTheDatabase, SQLiteSearchQueryCompiler):
    """Adds to Wagtail's compiler the ranked statement, and keeps its ranking sub-query out of every other."""

    order_by_relevance: bool

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> QuerySet[Any]:
        """The rows found, never ordered by relevance: for facets, and where the order is the caller's."""
        del score_field
        by_relevance, self.order_by_relevance = self.order_by_relevance, False
        try:
            return super().search(config, start, stop)
        finally:
            self.order_by_relevance = by_relevance

    def ranked_ids(self, start: int, stop: int | None) -> list[tuple[str, float]]:
        """Primary keys (as text) and scores, best first: what FTS5 calls rank, less is better."""
        source, params = self._matching()
        sql = f"SELECT masthead_entry.object_id, fts.rank {source} ORDER BY fts.rank LIMIT %s OFFSET %s"
        limit = -1 if stop is None else max(0, stop - start)
        return self._fetched(sql, [*params, limit, start])

    def match_count(self) -> int:
        """How many rows of the queryset match."""
        source, params = self._matching(ranked=False)
        return int(self._fetched(f"SELECT count(*) {source}", params)[0][0])

    @property
    def may_be_ranked(self) -> bool:
        """Whether the ranked statement says all that was asked."""
        if not issubclass(self.queryset._iterable_class, ModelIterable):  # noqa: SLF001 - values() have no pk to go by
            return False
        try:
            self._match()
        except NotExpressible:
            return False
        return not self.queryset.query.is_sliced

    def _match(self) -> str:
        """The whole MATCH expression, columns included."""
        normal = normalize(self.query)
        if isinstance(normal, (MatchAll, Not)):
            raise NotExpressible
        columns = self.FTS_TABLE_FIELDS
        if self.fields:  # the table knows a title and a body, whatever the model calls its fields
            columns = sorted({"title" if name == "title" else "body" for name in self.fields})
        return f"{{{' '.join(columns)}}} : {match_of(normal, open_end=self.LAST_TERM_IS_PREFIX)}"

    def _matching(self, *, ranked: bool = True) -> tuple[str, list[Any]]:
        """FROM and WHERE. CROSS JOIN keeps the full-text table outermost, so that rank needs no sorting of its own."""
        table = SQLiteFTSIndexEntry._meta.db_table
        entries = SQLiteFTSIndexEntry._meta.pk.remote_field.model._meta.db_table
        types = get_descendants_content_types_pks(self.queryset.model)
        held, held_params = self._held()
        source = (
            f"FROM {table} AS fts CROSS JOIN {entries} AS masthead_entry ON masthead_entry.id = fts.rowid"
            f" WHERE fts.{table} MATCH %s {f'AND fts.rank MATCH {RANK!r}' if ranked else ''}"
            f" AND masthead_entry.content_type_id IN ({', '.join(['%s'] * len(types))}) AND {held}"
        )
        return source, [self._match(), *types, *held_params]

    def _held(self) -> tuple[str, tuple[Any, ...]]:
        """Whether the queryset holds the row: looked up for one hit at a time, best first."""
        key = RawSQL("CAST(masthead_entry.object_id AS INTEGER)", ())
        rows = self.queryset.order_by().filter(pk=key).values("pk")
        sql, params = rows.query.sql_with_params()
        return f"EXISTS ({sql})", params

    def _fetched(self, sql: str, params: list[Any]) -> list[Any]:
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


class RankedAutocompleteCompiler(RankedCompiler, SQLiteAutocompleteQueryCompiler):
    """The same for the beginnings of words."""


class RankedResults(SQLiteSearchResults):
    """Takes the ranked way where it can."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not (compiler.order_by_relevance and compiler.may_be_ranked):
            return list(super()._do_search())
        try:
            ranked = compiler.ranked_ids(self.start, self.stop)
        except EmptyResultSet:
            return []
        return _rows(compiler.queryset, ranked, self._score_field)

    def _do_count(self) -> int:
        compiler = self.query_compiler
        if not compiler.may_be_ranked:
            return int(super()._do_count())
        try:
            return compiler.match_count()
        except EmptyResultSet:
            return 0


def _rows(queryset: QuerySet[Any], ranked: list[tuple[str, float]], score_field: str | None) -> list[Model]:
    """The rows named by the ranking, in its order; an entry left behind by a row that is gone is passed over."""
    if not ranked:
        return []
    rows = {str(row.pk): row for row in queryset.order_by().filter(pk__in=[key for key, _ in ranked])}
    found = []
    for key, score in ranked:
        if key in rows:
            if score_field:
                setattr(rows[key], score_field, score)
            found.append(rows[key])
    return found


class UnscannedIndex(SQLiteIndex):
    """Adding an object touches that object's entry only."""

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002 - modelsearch's signature
        """Do nothing: the norm is not used, and keeping it read the whole table after every save."""


class SqliteBackend(HarmlessQueries, SQLiteSearchBackend):
    """What ``WAGTAILSEARCH_BACKENDS`` gets on SQLite."""

    query_compiler_class = RankedCompiler
    autocomplete_query_compiler_class = RankedAutocompleteCompiler
    results_class = RankedResults
    index_class = UnscannedIndex
