"""Who stands in a list, in which order, and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from masthead.recommendations.choosing import LENGTH, Alike, Facts, chosen
from masthead.recommendations.context import Line, Why

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def facts(number: int, *, days: float = 30, tags: str = "", people: str = "", **more: Any) -> Facts:
    return Facts(
        article_id=number,
        published_at=NOW - timedelta(days=days),
        tags={slug: slug.title() for slug in tags.split()},
        people=frozenset(people.split()),
        **more,
    )


def listed(article: Facts, *candidates: Facts, **known: Any) -> list[Line]:
    given = {"alike": {}, "parts": [], "tag_counts": {}, "now": NOW, **known}
    return chosen(article, candidates, **given)


def numbers(lines: list[Line]) -> list[int]:
    return [line.article_id for line in lines]


def test_the_next_part_of_the_series_comes_first_then_tags_words_section_and_the_newest() -> None:
    article = facts(1, tags="ice", section_id=5, series_id=7)
    others = [
        facts(2),
        facts(3, section_id=5),
        facts(4),
        facts(5, tags="ice"),
        facts(6, series_id=7),
        facts(7, series_id=7),
    ]
    lines = listed(article, *others, alike={4: Alike(0.1, ("keeper", "lamp"))}, parts=[7, 6], tag_counts={"ice": 3})
    assert [(line.article_id, line.why, line.said) for line in lines] == [
        (7, Why.SERIES, ()),
        (6, Why.SERIES, ()),
        (5, Why.TAGS, ("Ice",)),
        (4, Why.WORDS, ("keeper", "lamp")),
        (3, Why.SECTION, ()),
        (2, Why.NEWEST, ()),
    ]


def test_an_article_is_never_in_its_own_list_nor_one_that_the_machine_may_not_recommend() -> None:
    article = facts(1, tags="ice")
    assert numbers(listed(article, article, facts(2, tags="ice", is_open=False), facts(3))) == [3]


def test_of_two_that_are_equal_the_recent_one_comes_first() -> None:
    article = facts(1, section_id=5)
    assert numbers(listed(article, facts(2, section_id=5, days=900), facts(3, section_id=5, days=3))) == [3, 2]


def test_a_rare_tag_binds_more_than_one_that_half_the_magazine_bears() -> None:
    article = facts(1, tags="ice news")
    lines = listed(article, facts(2, tags="news"), facts(3, tags="ice"), tag_counts={"ice": 2, "news": 900})
    assert numbers(lines) == [3, 2]


def test_one_writer_or_one_series_does_not_fill_a_list() -> None:
    article = facts(1, series_id=7)
    parts = [facts(number, series_id=7) for number in range(10, 16)]
    same_writer = [facts(number, people="ines") for number in range(20, 23)]
    others = [facts(30, people="li"), facts(31, people="hanno")]
    alike = {number: Alike(0.5 if number < 30 else 0.4, ("ice",)) for number in (20, 21, 22, 30, 31)}
    lines = listed(article, *parts, *same_writer, *others, alike=alike, parts=[10, 11, 12, 13, 14, 15])
    assert numbers(lines)[:6] == [10, 11, 12, 20, 30, 31]


def test_what_is_in_another_language_comes_after_what_is_in_the_same() -> None:
    article = facts(1, tags="ice")
    assert numbers(listed(article, facts(2, tags="ice", language="es"), facts(3, section_id=None, tags="ice"))) == [
        3,
        2,
    ]


def test_a_list_is_twice_as_long_as_what_a_page_shows() -> None:
    assert len(listed(facts(1), *(facts(number) for number in range(2, 60)))) == LENGTH == 12
