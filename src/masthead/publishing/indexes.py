"""An index of ours on Wagtail's table of pages, without which every screen of the desk reads all pages of the magazine.

Kept after each ``migrate`` and not by a migration: when a migration of Wagtail's alters the table, SQLite gets a new one,
and Django remakes only the indexes that it knows of.
"""

from __future__ import annotations

from django.db import connection
from wagtail.models import Page

ROOT = "root_of_pages"


def keep_page_indexes() -> None:
    """Make it if it is missing: it answers where the tree begins, which Wagtail's menu asks.

    It holds one row. An index of all pages by depth would serve the explorer too, but a database without statistics takes it for the
    look-up of a slug among siblings, which every save makes, and reads all of them. It is looked for first: PostgreSQL locks the table
    for ``CREATE INDEX IF NOT EXISTS``, also when there is nothing to do.
    """
    table, path, depth = (connection.ops.quote_name(name) for name in (Page._meta.db_table, "path", "depth"))
    with connection.cursor() as cursor:
        if ROOT not in connection.introspection.get_constraints(cursor, Page._meta.db_table):
            cursor.execute(f"CREATE INDEX {ROOT} ON {table} ({path}) WHERE {depth} = 1")
