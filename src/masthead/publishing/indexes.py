"""Indexes of ours on Wagtail's table of pages, without which its screens read every page of the magazine.

Kept after each ``migrate`` and not by a migration: when a migration of Wagtail's alters the table, SQLite gets a new one,
and Django remakes only the indexes that it knows of.
"""

from __future__ import annotations

from django.db import connection
from wagtail.models import Page

NEWEST_FIRST = {"postgresql": "DESC NULLS LAST"}
"""SQLite takes no word about NULLs in an index, and has them last where the order descends."""


def keep_page_indexes() -> None:
    """Make those that are missing.

    The first answers what every screen of the desk asks for its menu (the root of the tree) and the count of pages below one; the
    second the explorer, which shows what was changed last first.
    """
    quoted = connection.ops.quote_name
    table, depth, path = (quoted(name) for name in (Page._meta.db_table, "depth", "path"))
    changed = f"{quoted('latest_revision_created_at')} {NEWEST_FIRST.get(connection.vendor, 'DESC')}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS pages_by_depth ON {table} ({depth}, {path})")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS pages_by_change ON {table} ({depth}, {changed})")
