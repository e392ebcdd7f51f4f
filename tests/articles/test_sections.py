"""The sections of the magazine."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from masthead.articles.models import Section
from masthead.articles.queries import live_sections
from masthead.publishing import actions as publishing
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


def a_section(title: str, parent: Page) -> Section:
    section = Section(title=title, slug=title.lower(), live=False)
    Page.objects.get(pk=parent.pk).add_child(instance=section)
    publishing.publish(section, acting_user=None)
    return Section.objects.get(pk=section.pk)


def test_live_sections_come_in_the_order_of_the_tree() -> None:
    magazine = a_small_magazine()
    zoology, gossip = (a_section(title, magazine.tree.front) for title in ("Zoology", "Gossip"))
    film = a_section("Film", magazine.culture)
    publishing.unpublish(gossip, acting_user=None)

    assert live_sections() == [magazine.culture, film, zoology]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite goes about it")
@pytest.mark.parametrize("knows_statistics", [False, True])
def test_sections_are_found_without_walking_through_all_pages(knows_statistics: bool) -> None:
    a_small_magazine()
    with connection.cursor() as cursor:
        if knows_statistics:  # of a magazine of 100,000 pages
            cursor.execute("ANALYZE")
            # PRAGMA optimize says nothing of a table without an index of its own, and SQLite then takes it for a large one.
            cursor.execute("UPDATE sqlite_stat1 SET stat = '1048576' WHERE tbl = 'articles_section'")
            cursor.execute(
                "UPDATE sqlite_stat1 SET stat = '105000' || substr(stat, instr(stat, ' ')) WHERE tbl = 'wagtailcore_page'"
            )
            cursor.execute("ANALYZE sqlite_schema")
        with CaptureQueriesContext(connection) as asked:
            assert live_sections()
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        steps = [row[3] for row in cursor.fetchall()]

    assert not any(step.startswith("SCAN wagtailcore_page") for step in steps), steps
