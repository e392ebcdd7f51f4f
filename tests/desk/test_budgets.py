"""The explorer, the lists of snippets and the article form ask the database no more often when there is more of everything.

Home, calendar, articles, board, pictures and audit trail have such a test each beside their others.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from masthead.articles.models import Article
from tests.cast import SmallMagazine, a_contributor, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def desk(client: Client, magazine: SmallMagazine) -> Client:
    owner = a_user("Olga")
    owner.is_superuser = True
    owner.save()
    client.force_login(owner)
    return client


def add(magazine: SmallMagazine, begin: int, end: int) -> None:
    """Articles with somebody credited, each by a number."""
    for number in range(begin, end):
        person = a_contributor(f"Ines Corbeau {number}")
        magazine.article(f"Story {number}", credits=[person])


SCREENS: dict[str, Callable[[SmallMagazine], str]] = {
    "explorer": lambda magazine: f"/desk/pages/{magazine.tree.articles.pk}/",
    "repair list": lambda _: "/desk/repairs/",
    "contributors": lambda _: "/desk/snippets/contributors/contributor/",
    "article, new": lambda magazine: f"/desk/pages/add/articles/article/{magazine.tree.articles.pk}/",
    "article, opened": lambda _: f"/desk/pages/{Article.objects.get(title='Story 0').pk}/edit/",
}


def test_no_screen_asks_more_often_for_more_rows(desk: Client, magazine: SmallMagazine) -> None:
    asked: dict[str, list[int]] = {name: [] for name in SCREENS}
    for begin, end in ((0, 2), (2, 14)):
        add(magazine, begin, end)
        for name, address in SCREENS.items():
            desk.get(address(magazine))
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(address(magazine)).status_code == 200, name
            asked[name].append(len(queries))
    assert {name: more for name, (few, more) in asked.items() if more > few} == {}
    assert max(more for _, more in asked.values()) <= 100
