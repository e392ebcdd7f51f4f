"""Old addresses: one hop, by path and by query, and 410 for what was withdrawn."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.publishing import actions as publishing
from masthead.redirects import actions
from masthead.redirects.queries import answer_for
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_where_the_page_is_now() -> None:
    magazine = a_small_magazine()
    article = magazine.article("A quiet winter")
    actions.remember("/2009/quiet_winter", page=article)
    article.slug = "quiet"
    article.save_revision()
    publishing.publish(article, acting_user=None)

    for spelling in ("/2009/quiet_winter", "/2009/quiet_winter/", "/2009/quiet%5Fwinter"):
        answer = answer_for(spelling)
        assert answer is not None
        assert answer.target == "/articles/quiet/"


def test_an_address_may_be_told_by_its_query() -> None:
    article = a_small_magazine().article()
    actions.remember("/", page=article, query="p=123")

    answer = answer_for("/", "utm_source=x&p=123")

    assert answer is not None
    assert answer.target == article.address
    assert answer_for("/", "p=124") is None
    assert answer_for("/", "") is None


def test_an_old_address_of_a_page_that_is_not_public_answers_nothing() -> None:
    magazine = a_small_magazine()
    actions.remember("/old", page=magazine.draft())

    assert answer_for("/old") is None


def test_a_withdrawn_address_is_gone() -> None:
    actions.withdraw("/articles/a-mistake/")

    answer = answer_for("/articles/a-mistake")

    assert answer is not None
    assert answer.is_gone


def test_coming_back_to_an_old_address_makes_no_circle() -> None:
    magazine = a_small_magazine()
    article = magazine.article("First")
    for slug in ("second", "first"):
        article = type(article).objects.get(pk=article.pk)
        article.slug = slug
        article.save_revision()
        publishing.publish(article, acting_user=None)

    assert answer_for("/articles/first/") is None
    answer = answer_for("/articles/second/")
    assert answer is not None
    assert answer.target == "/articles/first/"


@pytest.mark.parametrize("path", ["/" + "x" * 5000, "/a\x00b", "/%00", "//", "/%ff%fe"])
def test_a_hostile_address_is_none(path: str) -> None:
    assert answer_for(path) is None


def test_looking_up_costs_one_query(django_assert_num_queries: Any) -> None:
    actions.remember("/old", page=a_small_magazine().article())

    with django_assert_num_queries(1):
        answer_for("/old", "p=1")
