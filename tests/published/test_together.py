"""Many at once: editors and the worker act at the same time, and the read model equals a rebuild."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connections
from wagtail.models import Page

from masthead.articles.models import Article, Section
from masthead.issues.models import Issue
from masthead.published import actions
from masthead.published.models import ListCount, ListEntry, PublishedArticle, PublishedIssue
from masthead.publishing import actions as publishing
from masthead.publishing.pages import MagazinePage
from tests.cast import SmallMagazine, a_small_magazine

pytestmark = pytest.mark.django_db(transaction=True)

HANDS, ACTS = 4, 5


def everything() -> dict[str, object]:
    return {
        "articles": list(PublishedArticle.objects.order_by("pk").values()),
        "issues": list(PublishedIssue.objects.order_by("pk").values()),
        "lists": set(ListEntry.objects.values_list("list_key", "article_id", "published_at")),
        "counts": dict(ListCount.objects.filter(count__gt=0).values_list("list_key", "count")),
    }


def retitled(page: MagazinePage) -> None:
    page = page.get_latest_revision_as_object()
    page.title += "!"
    page.save_revision()
    publishing.publish(page, acting_user=None)


def act(dice: random.Random, magazine: SmallMagazine, ids: list[int]) -> None:
    """Something that somebody might do to an article, a section, an issue or the whole read model."""
    number = dice.choice(ids)
    acts: list[Callable[[], object]] = [
        lambda: retitled(Article.objects.get(pk=number)),
        lambda: publishing.unpublish(Article.objects.get(pk=number), acting_user=None),
        lambda: publishing.publish(Article.objects.get(pk=number), acting_user=None),
        lambda: publishing.delete(Article.objects.get(pk=number), acting_user=None),
        lambda: retitled(Section.objects.get(pk=magazine.culture.pk)),
        lambda: retitled(Issue.objects.get()),
        lambda: actions.refresh_contributor(magazine.ines.pk),
        actions.rebuild,
    ]
    try:
        dice.choice(acts)()
    except (ObjectDoesNotExist, ValidationError, DatabaseError) as trouble:
        # What somebody else deleted a moment ago cannot be saved any more; nothing else may go wrong.
        if "deadlock" in str(trouble) or Article.objects.filter(pk=number).exists():
            raise


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_a_rebuild_after_many_acted_at_once(seed: int) -> None:
    magazine = a_small_magazine()
    articles = [magazine.article(f"Piece {number}") for number in range(6)]
    magazine.issue("1", articles[:3])
    troubles: list[Exception] = []
    all_there = threading.Barrier(HANDS)

    def hand(number: int) -> None:
        dice = random.Random(100 * seed + number)
        try:
            all_there.wait(20)
            for _ in range(ACTS):
                act(dice, magazine, [article.pk for article in articles])
        except Exception as trouble:  # noqa: BLE001 - shown by the test
            troubles.append(trouble)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(HANDS)]
    for each in hands:
        each.start()
    for each in hands:
        each.join(60)

    assert not troubles
    before = everything()
    actions.rebuild()
    assert everything() == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_address_is_given_once() -> None:
    magazine = a_small_magazine()

    def make() -> None:
        with suppress(ValidationError, DatabaseError):
            article = Article(title="Same", slug="same")
            Page.objects.get(pk=magazine.tree.articles.pk).add_child(instance=article)
            article.save_revision()
            publishing.publish(article, acting_user=None)
        connections.close_all()

    hands = [threading.Thread(target=make) for _ in range(HANDS)]
    for each in hands:
        each.start()
    for each in hands:
        each.join(60)

    assert PublishedArticle.objects.filter(slug="same").count() == Article.objects.filter(slug="same").count() == 1
