"""Reserving primary keys, for rows that name each other before they are written."""

from __future__ import annotations

from django.db import connection, models


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """So many numbers of a model's table that nothing else will be given, ascending. Call in a transaction.

    PostgreSQL draws them from the sequence; SQLite moves the counter of its AUTOINCREMENT, under the write lock.
    """
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [f'"{table}"', count]
            )
            return sorted(number for (number,) in cursor.fetchall())
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
            [table, table],
        )
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return list(range(last - count + 1, last + 1))
