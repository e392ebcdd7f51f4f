"""The read model: what it says of lists, and that it always equals a rebuild."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from masthead.articles.models import Article, Series
from masthead.issues.models import Issue
from masthead.published import actions, queries
from masthead.published.models import Change, ListCount, ListEntry, PublishedArticle, PublishedIssue, PublishedText
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_contributor, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def everything() -> dict[str, Any]:
    """The whole read model as plain values."""
    return {
        "articles": {row.pk: model_to_dict(row) for row in PublishedArticle.objects.all()},
        "texts": dict(PublishedText.objects.values_list("article_id", "plain_text")),
        "issues": {row.pk: model_to_dict(row) for row in PublishedIssue.objects.all()},
        "lists": set(ListEntry.objects.values_list("list_key", "article_id", "published_at")),
        "counts": dict(ListCount.objects.filter(count__gt=0).values_list("list_key", "count")),
    }


def act_at_random(dice: random.Random, magazine: SmallMagazine) -> None:
    """One act that an editor might do."""
    articles = list(Article.objects.order_by("pk"))
    article = dice.choice(articles) if articles else None
    act = dice.choice(
        [
            "new",
            "new",
            "edit",
            "edit",
            "unpublish",
            "republish",
            "issue",
            "delete",
            "rename section",
            "take section down",
            "rename contributor",
        ]
    )
    if act == "new" or article is None:
        number = Article.objects.count() + dice.randrange(10**6)
        magazine.article(
            f"Piece {number}",
            at=A_DAY_IN_NOVEMBER - timedelta(days=dice.randrange(900)),
            tags=dice.sample(["a", "b", "c"], 2),
        )
    elif act == "edit":
        article = article.get_latest_revision_as_object()
        article.title += "!"
        article.form = dice.choice(["news", "essay"])
        article.section = dice.choice([None, magazine.culture])
        article.save_revision()
        if article.live:
            publishing.publish(article, acting_user=None)
    elif act == "unpublish":
        publishing.unpublish(article, acting_user=None)
    elif act == "republish":
        publishing.publish(article, acting_user=None)
    elif act == "delete":
        article.delete()
    elif act == "issue":
        magazine.issue(str(dice.randrange(10**6)), dice.sample(articles, min(3, len(articles))))
    elif act == "take section down":
        magazine.culture = type(magazine.culture).objects.get(pk=magazine.culture.pk)
        publishing.unpublish(magazine.culture, acting_user=None)
    elif act == "rename section":
        magazine.culture = type(magazine.culture).objects.get(pk=magazine.culture.pk)
        magazine.culture.title += "+"
        magazine.culture.save_revision()
        publishing.publish(magazine.culture, acting_user=None)
    else:
        magazine.ines.name += "e"
        magazine.ines.save()
        actions.refresh_contributor(magazine.ines.pk)


@pytest.mark.parametrize("seed", range(4))
def test_it_equals_a_rebuild_after_random_acts(magazine: SmallMagazine, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(25):
        act_at_random(dice, magazine)
    before = everything()
    assert before["articles"], "the acts left nothing to compare"

    actions.rebuild()

    assert everything() == before


def test_a_section_that_was_taken_down_stands_on_no_article_and_no_list(magazine: SmallMagazine) -> None:
    article = magazine.article()

    publishing.unpublish(magazine.culture, acting_user=None)

    row = PublishedArticle.objects.get(pk=article.pk)
    assert (row.section_id, row.section_title, row.section_path) == (None, "", "")
    assert not queries.count_of(f"section:{magazine.culture.pk}")


def test_an_article_stands_in_every_list_it_belongs_to(magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Harbours", slug="harbours")
    article = magazine.article(series=series, tags=["Winter Light"])

    keys = set(ListEntry.objects.filter(article_id=article.pk).values_list("list_key", flat=True))

    assert keys == {
        "all",
        "year:2026",
        "form:feature",
        f"section:{magazine.culture.pk}",
        f"series:{series.pk}",
        f"contributor:{magazine.ines.pk}",
        "tag:winter-light",
    }


def test_every_published_word_is_in_the_text(magazine: SmallMagazine) -> None:
    picture = a_picture("Quay", caption="The quay before dawn")
    article = magazine.article(hero_picture=picture)

    text = PublishedText.objects.get(pk=article.pk).plain_text

    for words in ["Snow fell on the harbour.", "The quay before dawn", "Ada Lindqvist / Northlight"]:
        assert words in text


def test_full_pages_of_a_list_never_change(magazine: SmallMagazine) -> None:
    def publish(first: int, last: int) -> None:
        for number in range(first, last):
            magazine.article(f"Piece {number}", at=A_DAY_IN_NOVEMBER + timedelta(minutes=number))

    publish(0, 45)
    landing = queries.page_of("all")
    assert landing is not None
    assert (len(landing.entries), landing.older_number) == (25, 1)
    page = queries.page_of("all", 1)
    assert page is not None
    first_page = [entry.pk for entry in page.entries]
    assert page.entries[-1].headline == "Piece 0"

    publish(45, 62)

    page = queries.page_of("all", 1)
    assert page is not None
    assert [entry.pk for entry in page.entries] == first_page
    assert (page.older_number, page.newer_number) == (None, 2)
    landing = queries.page_of("all")
    assert landing is not None
    assert landing.entries[0].headline == "Piece 61"
    assert landing.older_number == 2


@pytest.mark.parametrize("number", [0, -1, 4, 10**9])
def test_a_page_that_is_not_there_is_none(magazine: SmallMagazine, number: int) -> None:
    magazine.article()

    assert queries.page_of("all", number) is None


def test_each_page_of_a_list_costs_at_most_two_queries(
    magazine: SmallMagazine, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        magazine.article(f"Piece {number}")

    with django_assert_max_num_queries(2):
        queries.page_of("all")
    with django_assert_max_num_queries(3):
        queries.page_of("all", 1)


def test_an_issue_shows_only_what_is_public(magazine: SmallMagazine) -> None:
    public, secret = magazine.article("Seen"), magazine.draft("Embargoed")
    magazine.issue("12", [public, secret])

    row = queries.latest_issue()

    assert row is not None
    latest = queries.issue_view(row)
    assert [line.title for part in latest.parts for line in part.lines] == ["Seen"]
    assert [(line.text, line.path) for line in latest.cover_lines] == [("Seen!", "/articles/seen/")]


def test_an_article_knows_the_issues_it_stands_in(magazine: SmallMagazine) -> None:
    article = magazine.article()
    first, second = magazine.issue("11", [article]), magazine.issue("12", [article])
    publishing.unpublish(first, acting_user=None)

    row = PublishedArticle.objects.get(pk=article.pk)

    assert [issue["label"] for issue in row.issues] == [second.label]


def test_a_saved_but_unpublished_issue_changes_nothing_public(magazine: SmallMagazine) -> None:
    article, other = magazine.article("In"), magazine.article("Out")
    issue = magazine.issue("12", [article])
    draft = Issue.objects.get(pk=issue.pk)
    draft.contents = []
    draft.save_revision()

    actions.refresh([article.pk, other.pk])

    assert PublishedArticle.objects.get(pk=article.pk).issues
    assert not PublishedArticle.objects.get(pk=other.pk).issues


def test_a_renamed_contributor_is_renamed_in_bylines(magazine: SmallMagazine) -> None:
    article = magazine.article(credits=[magazine.ines, a_contributor("Tomas Ek")])
    magazine.ines.name = "Inés Corbeau"
    magazine.ines.save()

    actions.refresh_contributor(magazine.ines.pk)

    assert PublishedArticle.objects.get(pk=article.pk).byline == "Inés Corbeau and Tomas Ek"


def test_changes_are_numbered_in_order(magazine: SmallMagazine) -> None:
    article = magazine.article()
    publishing.unpublish(article, acting_user=None)

    kinds = [(change.article_id, change.kind) for change in Change.objects.order_by("seq")]

    assert kinds == [(article.pk, "put"), (article.pk, "drop")]
    assert queries.changes_after(queries.last_change() - 1, 10)[0].kind == "drop"


def test_the_rows_of_a_batch_cost_no_more_queries_than_those_of_one(magazine: SmallMagazine) -> None:
    for number in range(6):
        magazine.article(f"Piece {number}")
    articles, same = list(Article.objects.all()), list(Article.objects.all())
    with CaptureQueriesContext(connection) as one:
        actions.record_many(articles[:1])
    with CaptureQueriesContext(connection) as six:
        actions.record_many(same)

    assert len(six) <= len(one)
