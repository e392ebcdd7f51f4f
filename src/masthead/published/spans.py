"""Stretches of lists, several at once: the newest of each, or what stands beside a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from masthead.published.models import ListEntry


@dataclass(frozen=True)
class Span:
    """So many articles of a list: the newest, or those before or after the place of an article, the nearest first."""

    list_key: str
    limit: int
    place: tuple[datetime, int] | None = None
    is_later: bool = False


def ids_in(spans: Sequence[Span]) -> list[list[int]]:
    """The ids of the articles in each span, in its order. One query; none for no spans.

    A compound of limited selects, each answered by the index alone; Django cannot write it for SQLite, and a window
    function would read every entry of every list.
    """
    found: list[list[int]] = [[] for _ in spans]
    if not spans:
        return found
    selects = [_select(number, span) for number, span in enumerate(spans)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in selects), [part for _, parts in selects for part in parts])
        for number, article_id in cursor.fetchall():
            found[number].append(article_id)
    return found


def newest_in_each(list_keys: Sequence[str], limit: int) -> dict[str, list[int]]:
    """The ids of the newest articles of several lists, newest first, by list. One query."""
    return dict(zip(list_keys, ids_in([Span(key, limit) for key in list_keys]), strict=True))


def _select(number: int, span: Span) -> tuple[str, list[Any]]:
    table = connection.ops.quote_name(ListEntry._meta.db_table)
    order, beside = "DESC", ""
    parts: list[Any] = [span.list_key]
    if span.place:
        order = "ASC" if span.is_later else "DESC"
        beside = f"AND (published_at, article_id) {'>' if span.is_later else '<'} (%s, %s) "
        parts += [connection.ops.adapt_datetimefield_value(span.place[0]), span.place[1]]
    sql = (
        f"SELECT * FROM (SELECT {number:d}, article_id FROM {table} WHERE list_key = %s {beside}"  # noqa: S608 - our own table's name
        f"ORDER BY published_at {order}, article_id {order} LIMIT {span.limit:d}) AS span_{number:d}"
    )
    return sql, parts
