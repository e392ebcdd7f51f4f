"""What tests begin with again and again, made once in a process and afterwards put back as rows.

Laying out a magazine takes the publishing action four times, a good third of a second; most tests begin with one. So
it is made in the real way once, before the first test, in a transaction that is rolled back, and what it changed is
kept: the rows that went and the rows that came, table by table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from wagtail.models import Site

Row = tuple[Any, ...]


@dataclass
class Remembered:
    """What making something changed in the database as migrations leave it."""

    make: Callable[[], object]
    changes: dict[str, Change] = field(default_factory=dict, init=False)

    def put(self) -> None:
        """Have it made: from the kept rows where the database is still as migrations left it, else in the real way."""
        is_as_migrated = all(_count(table) == change.before for table, change in self.changes.items())
        if not (self.changes and connection.in_atomic_block and is_as_migrated):
            self.make()  # outside a transaction, what follows a commit must really follow
            return
        for table, change in self.changes.items():
            change.replay(table)
        Site.clear_site_root_paths_cache()

    def learn(self) -> None:
        """Make it once and take it back. Only on SQLite, where a row with a key of its own moves the counter too."""
        before = _rows()
        with transaction.atomic():
            self.make()
            after = _rows()
            transaction.set_rollback(True)
        self.changes = {
            table: Change(len(before[table]), before[table] - after[table], after[table] - before[table])
            for table in before
            if before[table] != after[table]
        }


@dataclass(frozen=True)
class Change:
    """What happened to one table."""

    before: int
    gone: set[Row]
    come: set[Row]

    def replay(self, table: str) -> None:
        names = _columns(table)
        with connection.cursor() as cursor:
            matches = " AND ".join(f'"{name}" IS %s' for name in names)
            cursor.executemany(f'DELETE FROM "{table}" WHERE {matches}', list(self.gone))
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', list(self.come))


def _rows() -> dict[str, set[Row]]:
    """Every row of every table; the plus takes the columns' types away, so that values come as they are stored."""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(
                "SELECT {} FROM {}".format(", ".join(f'+"{name}"' for name in _columns(table)), f'"{table}"')
            )
            found[table] = set(cursor.fetchall())
    return found


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        return [row[1] for row in cursor.fetchall()]


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        ours = set(connection.introspection.table_names(cursor))
    return sorted(ours & {model._meta.db_table for model in apps.get_models(include_auto_created=True)})
