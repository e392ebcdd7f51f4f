"""The lists follow what is published, and can always be made again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.articles.models import Article, Correction, Series
from masthead.body import making
from masthead.jobs import leases
from masthead.published import actions as published
from masthead.publishing import actions as publishing
from masthead.recommendations import actions
from masthead.recommendations.context import Why
from masthead.recommendations.models import Following, KeyWord, ReadingList
from masthead.recommendations.queries import lines_of, reading_list_of
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def speaking_of(text: str) -> object:
    return making.stream([making.paragraph(f"<p>{text}</p>")])


def listed(article: Article) -> list[str]:
    """The headlines in an article's list."""
    titles = dict(Article.objects.values_list("pk", "title"))
    return [titles[line.article_id] for line in lines_of(reading_list_of(article.pk))]


def why(article: Article, other: Article) -> tuple[Why, tuple[str, ...]]:
    line = next(line for line in lines_of(reading_list_of(article.pk)) if line.article_id == other.pk)
    return line.why, line.said


def republished(article: Article) -> None:
    article.save_revision()
    publishing.publish(article, acting_user=None)


def test_articles_that_speak_of_the_same_find_each_other(magazine: SmallMagazine) -> None:
    keeper = magazine.article(
        "The keeper", tags=[], body=speaking_of("The lighthouse keeper trims the lighthouse lamp, the lamp.")
    )
    other = magazine.article(
        "A night", tags=[], body=speaking_of("The lamp of a lighthouse; the lighthouse has a lamp.")
    )
    for number in range(9):
        magazine.article(f"Soup {number}", tags=[], at=A_DAY_IN_NOVEMBER + timedelta(days=number))
    actions.rebuild()
    assert listed(keeper)[0] == "A night"
    assert why(keeper, other) == (Why.WORDS, ("lamp", "lighthouse"))
    assert listed(other)[0] == "The keeper"


def test_one_that_is_published_later_stands_in_the_lists_of_those_near_it(magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    first = magazine.article("The first harbour", series=series, tags=[])
    for number in range(20):
        magazine.article(f"Story {number}", tags=[], at=A_DAY_IN_NOVEMBER + timedelta(days=number))
    actions.rebuild()
    assert "The second harbour" not in listed(first)

    magazine.article("The second harbour", series=series, tags=[])
    assert actions.follow() > 0
    assert listed(first)[0] == "The second harbour"


def test_what_is_taken_down_is_forgotten_and_its_neighbours_lists_are_made_anew(magazine: SmallMagazine) -> None:
    gone, left = magazine.article("Gone", tags=["ice"]), magazine.article("Left", tags=["ice"])
    actions.rebuild()
    assert listed(left) == ["Gone"]

    publishing.unpublish(gone, acting_user=None)
    actions.follow()
    assert listed(left) == []
    assert not KeyWord.objects.filter(article_id=gone.pk).exists()
    assert reading_list_of(gone.pk) is None


def test_a_change_of_section_series_or_tags_is_followed(magazine: SmallMagazine) -> None:
    one, two = magazine.article("One", tags=["ice"]), magazine.article("Two", tags=["boats"])
    actions.rebuild()
    assert why(one, two)[0] == Why.SECTION

    two.tags.set(["ice"])
    republished(two)
    actions.follow()
    assert why(one, two) == (Why.TAGS, ("ice",))

    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    for part in Article.objects.filter(pk__in=[one.pk, two.pk]):
        part.series = series
        republished(part)
    actions.follow()
    assert why(one, two)[0] == Why.SERIES


def test_nothing_paid_for_and_nothing_retracted_is_recommended(magazine: SmallMagazine) -> None:
    article = magazine.article("A quiet winter")
    magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    wrong = magazine.article("All wrong")
    actions.rebuild()
    assert listed(article) == ["All wrong"]

    wrong.corrections.add(Correction(kind="retraction", text="None of it was so."))
    republished(wrong)
    actions.follow()
    assert listed(article) == []


def test_a_change_that_touches_nothing_a_list_depends_on_makes_no_list_anew(magazine: SmallMagazine) -> None:
    articles = [magazine.article(f"Story {number}") for number in range(3)]
    actions.rebuild()
    before = dict(ReadingList.objects.values_list("pk", "made_at"))
    magazine.issue("12", articles)
    assert actions.follow() > 0
    assert dict(ReadingList.objects.values_list("pk", "made_at")) == before


def test_a_magazine_without_lists_gets_them_and_old_ones_are_made_anew(magazine: SmallMagazine) -> None:
    recent = magazine.article("Recent", at=timezone.now())
    old = magazine.article("Old", at=A_DAY_IN_NOVEMBER - timedelta(days=900))
    assert actions.refresh() == 2
    assert actions.refresh() == 0

    Following.objects.update(counted_at=timezone.now() - timedelta(days=90))
    two_days, two_months = (timezone.now() - timedelta(days=days) for days in (2, 60))
    ReadingList.objects.update(made_at=two_days)
    assert actions.refresh() == 1
    assert ReadingList.objects.get(pk=old.pk).made_at == two_days

    ReadingList.objects.filter(pk=old.pk).update(made_at=two_months)
    assert actions.refresh() == 1
    assert {listed(recent)[0], listed(old)[0]} == {"Old", "Recent"}


def test_many_changes_at_once_are_noted_and_then_made(magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch) -> None:
    article, gone = magazine.article("One"), magazine.article("Gone")
    actions.rebuild()
    monkeypatch.setattr(actions, "MANY", 3)
    publishing.unpublish(gone, acting_user=None)
    for number in range(5):
        magazine.article(f"Story {number}")
    assert actions.follow() == 6
    assert listed(article) == ["Gone"] or listed(article) == []
    actions.refresh()
    assert sorted(listed(article)) == [f"Story {number}" for number in range(5)]


def test_following_ends_where_a_rebuild_ends_and_a_rebuilt_read_model_keeps_the_lists(magazine: SmallMagazine) -> None:
    articles = [magazine.article(f"Story {number}", tags=[f"tag{number % 2}"]) for number in range(6)]
    actions.refresh()
    actions.follow()
    followed = {article.pk: listed(article) for article in articles}
    published.rebuild()
    assert {article.pk: listed(article) for article in articles} == followed
    actions.rebuild()
    assert {article.pk: listed(article) for article in articles} == followed


def test_two_workers_do_not_do_the_same_work(magazine: SmallMagazine) -> None:
    magazine.article()
    with leases.hold(actions.LEASE, 60):
        assert actions.refresh() == 0
        assert ReadingList.objects.count() == 0
    assert actions.refresh() == 1
