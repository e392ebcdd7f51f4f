"""Who stands in an article's list, in which order, and why. Nothing here asks the database.

The score of a candidate is the sum of what binds it to the article (series, tags, words, section), times how recent it is. Then the best
is taken again and again, while those like it count less: no list of one series, one writer or one section.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from masthead.recommendations.context import Line, Why

LENGTH = 12
"""Twice what a page shows: some may be picks of an editor already, or be taken down."""
SERIES, TAGS, WORDS, SECTION, NEWEST = 2.0, 0.6, 2.0, 0.1, 0.02
NEXT_PART_FIRST = 0.04
OTHER_LANGUAGE = 0.2
OLDEST, HALF_LIFE_DAYS = 0.7, 540.0
"""What is old counts seven tenths of what is of today; half of the difference is lost in a year and a half."""
ENOUGH_OF_A_SERIES, MORE_OF_A_SERIES = 3, 0.1
MORE_BY_SAME_PERSON, MORE_OF_A_SECTION = 0.7, 0.9
ENOUGH_OF_A_SECTION = 3
MOST_SAID = 3
LOOKED_AT = 40
"""So many of the best are put in order; the rest would not come into a list of twelve."""


@dataclass(frozen=True)
class Facts:
    """What binds an article to others."""

    article_id: int
    published_at: datetime
    section_id: int | None = None
    series_id: int | None = None
    language: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    is_open: bool = True
    """Whether the machine may recommend it: nobody paid for it, and it is not retracted."""


@dataclass(frozen=True)
class Alike:
    """How much two articles speak of the same (0 to 1), and of what."""

    share: float = 0.0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scored:
    """A candidate with its score and what speaks most for it."""

    facts: Facts
    score: float
    line: Line


def chosen(
    article: Facts,
    candidates: Iterable[Facts],
    *,
    alike: Mapping[int, Alike],
    parts: Sequence[int],
    tag_counts: Mapping[str, int],
    now: datetime,
) -> list[Line]:
    """The list of an article, best first; never itself.

    ``parts`` are the ids of its series mates, the nearest first; ``tag_counts`` says how many articles bear a tag.
    """
    scored = [
        _scored(article, each, alike.get(each.article_id, Alike()), parts, tag_counts, now)
        for each in candidates
        if each.is_open and each.article_id != article.article_id
    ]
    scored.sort(key=lambda each: (-each.score, -each.facts.published_at.timestamp(), each.facts.article_id))
    return [each.line for each in _varied(scored)]


def _scored(
    article: Facts, other: Facts, alike: Alike, parts: Sequence[int], tag_counts: Mapping[str, int], now: datetime
) -> Scored:
    shared = sorted(set(article.tags) & set(other.tags), key=lambda slug: (tag_counts.get(slug, 1), slug))
    is_part = article.series_id is not None and article.series_id == other.series_id
    place = parts.index(other.article_id) if is_part and other.article_id in parts else len(parts)
    speaks = {
        Why.SERIES: SERIES - NEXT_PART_FIRST * place if is_part else 0.0,
        Why.TAGS: TAGS * min(1.0, sum(_says(tag_counts.get(slug, 1)) for slug in shared)),
        Why.WORDS: min(1.0, WORDS * alike.share),
        Why.SECTION: SECTION if article.section_id and article.section_id == other.section_id else 0.0,
        Why.NEWEST: NEWEST,
    }
    why = max(speaks, key=lambda each: speaks[each])
    said = {Why.TAGS: tuple(article.tags[slug] for slug in shared), Why.WORDS: alike.words}.get(why, ())
    score = sum(speaks.values()) * (1.0 if is_part else _freshness(other.published_at, now))
    if article.language != other.language:
        score *= OTHER_LANGUAGE
    return Scored(other, score, Line(other.article_id, why, said[:MOST_SAID]))


def _says(count: int) -> float:
    """How much a tag says that so many articles bear: all for two of them, a tenth for a thousand."""
    return 1.0 / math.log2(max(2, count))


def _freshness(published_at: datetime, now: datetime) -> float:
    days = max(0.0, (now - published_at).total_seconds() / 86_400)
    return OLDEST + (1 - OLDEST) * 0.5 ** (days / HALF_LIFE_DAYS)


def _varied(scored: list[Scored]) -> list[Scored]:
    """The best, one after the other; each taken makes those like it count less."""
    taken: list[Scored] = []
    series: Counter[int | None] = Counter()
    sections: Counter[int | None] = Counter()
    people: Counter[str] = Counter()
    left = scored[:LOOKED_AT]
    while left and len(taken) < LENGTH:
        best = max(left, key=lambda each: each.score * _variety(each.facts, series, sections, people))
        left.remove(best)
        taken.append(best)
        series[best.facts.series_id] += 1
        sections[best.facts.section_id] += 1
        people.update(best.facts.people)
    return taken


def _variety(facts: Facts, series: Counter[int | None], sections: Counter[int | None], people: Counter[str]) -> float:
    factor = 1.0
    if facts.series_id is not None and series[facts.series_id] >= ENOUGH_OF_A_SERIES:
        factor *= MORE_OF_A_SERIES
    elif facts.series_id is None or not series[facts.series_id]:
        factor *= MORE_BY_SAME_PERSON ** max((people[person] for person in facts.people), default=0)
    if facts.section_id is not None and sections[facts.section_id] >= ENOUGH_OF_A_SECTION:
        factor *= MORE_OF_A_SECTION ** (sections[facts.section_id] - ENOUGH_OF_A_SECTION + 1)
    return factor
