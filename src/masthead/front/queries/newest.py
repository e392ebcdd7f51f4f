"""The newest of several lists at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from masthead.published.models import ListEntry


def newest_in_each(list_keys: Sequence[str], limit: int) -> dict[str, list[int]]:
    """The ids of the newest articles of several lists, newest first, by list. One query.

    A compound of limited selects, each answered by the index alone; Django cannot write it for SQLite, and a window
    function would read every entry of every list.
    """
    table = connection.ops.quote_name(ListEntry._meta.db_table)
    one = (
        f"SELECT * FROM (SELECT list_key, article_id FROM {table} WHERE list_key = %s "  # noqa: S608 - our own table's name
        "ORDER BY published_at DESC, article_id DESC LIMIT %s) AS newest"
    )
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(list_keys)), [part for key in list_keys for part in (key, limit)])
        for key, number in cursor.fetchall():
            found.setdefault(key, []).append(number)
    return found
