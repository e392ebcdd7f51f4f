"""Wagtail's table of pages has the index that the desk's menu needs in a large magazine."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Page

from masthead.publishing.indexes import keep_page_indexes

pytestmark = pytest.mark.django_db


def found() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    return {name: facts["columns"] for name, facts in there.items() if name == "root_of_pages"}


def test_it_is_there_and_made_again_when_it_was_lost() -> None:
    assert found() == {"root_of_pages": ["path"]}
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX root_of_pages")
    assert not found()

    keep_page_indexes()
    keep_page_indexes()

    assert found() == {"root_of_pages": ["path"]}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is SQLite's")
def test_sqlite_finds_the_root_by_it() -> None:
    plan = Page.objects.filter(depth=1).explain()
    assert "root_of_pages" in plan
