"""What follows an article: more to read, and what stands before and after it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from masthead.articles.models import Article, RelatedPick, Series
from masthead.front.context import ArticlePage
from masthead.front.queries.article import article_page, particulars_of_published, published_with_slug
from masthead.magazine.queries import this_magazine
from masthead.publishing import actions as publishing
from masthead.recommendations import actions as recommendations
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def page_of(article: Article) -> ArticlePage:
    row = published_with_slug(article.slug)
    assert row is not None
    return article_page(row.article, this_magazine(), particulars_of_published(row))


def more(article: Article) -> list[str]:
    return [card.title for card in page_of(article).more]


def beside(article: Article) -> tuple[str, str, str] | None:
    found = page_of(article).neighbours
    if found is None:
        return None
    return (found.of.title, found.previous.title if found.previous else "", found.next.title if found.next else "")


def with_picks(article: Article, *picks: Article) -> Article:
    article.related_picks.add(*(RelatedPick(picked=pick, sort_order=place) for place, pick in enumerate(picks)))
    article.save_revision()
    publishing.publish(article, acting_user=None)
    return Article.objects.get(pk=article.pk)


def test_in_an_issue_the_pieces_of_its_running_order_stand_beside_an_article(magazine: SmallMagazine) -> None:
    first, second, third = (magazine.article(name, hero_picture=a_picture(name)) for name in ("One", "Two", "Three"))
    issue = magazine.issue("12", [second, first, third])
    assert beside(first) == (issue.label, "Two", "Three")
    assert beside(second) == (issue.label, "", "One")
    assert beside(third) == (issue.label, "One", "")
    neighbours = page_of(first).neighbours
    assert neighbours is not None
    assert neighbours.of.path == "/issues/issue-12/"
    assert neighbours.next is not None
    assert neighbours.next.picture is not None


def test_of_two_issues_the_newest_counts_and_what_is_not_public_is_passed_over(magazine: SmallMagazine) -> None:
    one, two, three = (magazine.article(name) for name in ("One", "Two", "Three"))
    magazine.issue("11", [one, two], dated_on=A_DAY_IN_NOVEMBER.date() - timedelta(days=60))
    newest = magazine.issue("12", [one, two, three], dated_on=A_DAY_IN_NOVEMBER.date())
    publishing.unpublish(two, acting_user=None)
    assert beside(one) == (newest.label, "", "Three")


def test_in_no_issue_the_parts_of_its_series_stand_beside_an_article(magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    first, second, third = (
        magazine.article(f"Part {number}", series=series, at=A_DAY_IN_NOVEMBER + timedelta(days=number))
        for number in (1, 2, 3)
    )
    assert beside(first) == ("Seven harbours", "", "Part 2")
    assert beside(second) == ("Seven harbours", "Part 1", "Part 3")
    assert beside(third) == ("Seven harbours", "Part 2", "")
    alone = magazine.article("Alone")
    assert beside(alone) is None
    magazine.issue("12", [alone])
    assert beside(alone) is None


def test_more_articles_are_the_picks_and_then_the_stored_list_and_nothing_twice(magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    mate = magazine.article("A mate", series=series, at=A_DAY_IN_NOVEMBER - timedelta(days=700))
    stories = [magazine.article(f"Story {number}", tags=[]) for number in range(8)]
    article = magazine.article("A quiet winter", series=series, tags=[])
    magazine.issue("12", [article, stories[7]])
    article = with_picks(article, stories[0], stories[1])
    assert more(article)[:2] == ["Story 0", "Story 1"]
    recommendations.rebuild()
    found = more(article)
    assert found[:3] == ["Story 0", "Story 1", mate.title]
    assert len(found) == len(set(found)) == 6
    assert "A quiet winter" not in found
    assert "Story 7" not in found, "it stands beside the article already"


def test_a_pick_may_be_paid_for_and_a_new_pick_counts_at_once(magazine: SmallMagazine) -> None:
    paid = magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co", tags=[])
    article, other = magazine.article("A quiet winter", tags=[]), magazine.article("Other", tags=[])
    recommendations.rebuild()
    assert more(article) == ["Other"]
    assert more(with_picks(article, paid)) == ["Buy this boat", "Other"]
    publishing.unpublish(other, acting_user=None)
    assert more(article) == ["Buy this boat"]


def test_before_a_list_is_made_the_newest_of_the_section_follow(magazine: SmallMagazine) -> None:
    article = magazine.article("A quiet winter")
    for number in range(3):
        magazine.article(f"Story {number}", at=A_DAY_IN_NOVEMBER + timedelta(days=number))
    assert more(article) == ["Story 2", "Story 1", "Story 0"]
