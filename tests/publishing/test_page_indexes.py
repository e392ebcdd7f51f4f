"""Wagtail's table of pages has the indexes that its screens need in a large magazine."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Page

from masthead.publishing.indexes import keep_page_indexes

pytestmark = pytest.mark.django_db

OURS = {"pages_by_depth": ["depth", "path"], "pages_by_change": ["depth", "latest_revision_created_at"]}


def found() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    return {name: facts["columns"] for name, facts in there.items() if name in OURS}


def test_a_migrated_database_has_them() -> None:
    assert found() == OURS


def test_one_that_was_lost_is_made_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX pages_by_change")
    assert found() != OURS

    keep_page_indexes()
    keep_page_indexes()

    assert found() == OURS
