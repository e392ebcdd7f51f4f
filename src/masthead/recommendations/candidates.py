"""Who may stand in an article's list: bounded, however many articles there are.

Some sixty that speak of the same, the nearest parts of the series, the newest with each tag, the newest of the section and of everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from masthead.articles.models import Correction, Form
from masthead.published import keys
from masthead.published.models import ListCount, PublishedArticle
from masthead.published.spans import Span, ids_in
from masthead.recommendations.choosing import MOST_SAID, Alike, Facts
from masthead.recommendations.models import Following, KeyWord
from masthead.recommendations.words import UNIT

WITH_A_WORD = 60
"""So many of the articles that a word weighs heaviest in are looked at."""
MOST_ALIKE, WITH_A_TAG, IN_SECTION, NEWEST, PARTS = 60, 20, 20, 14, 3
MOST_TAGS = 8
ONE_WORD = 0.5
"""What a single word in common counts: it may be a coincidence."""
LEAST_ALIKE, FEW_ARTICLES = 0.02, 60
"""Less is chance. Among few articles, where any two share some word that no other has, chance is more."""
KEPT = 20_000
"""So many articles' facts are kept in memory during one piece of work."""

_FIELDS = ("pk", "published_at", "section_id", "series_id", "language", "tags", "credits", "form")


@dataclass
class Library:
    """The facts of articles, read when they are first asked for. Lives as long as one piece of work."""

    _known: dict[int, Facts] = field(default_factory=dict)

    @cached_property
    def least_alike(self) -> float:
        """What two articles must have in common to be called alike. One query, once."""
        following = Following.objects.first()
        return LEAST_ALIKE * max(1.0, FEW_ARTICLES / max(1, following.sample if following else 1))

    def facts_of(self, article_ids: Iterable[int]) -> dict[int, Facts]:
        """The facts of those that are public. Two queries for those not known yet."""
        wanted = set(article_ids)
        if len(self._known) > KEPT:
            self._known.clear()
        missing = sorted(wanted - self._known.keys())
        if missing:
            retracted = set(
                Correction.objects.filter(article_id__in=missing, kind=Correction.Kind.RETRACTION).values_list(
                    "article_id", flat=True
                )
            )
            for row in PublishedArticle.objects.filter(pk__in=missing).values(*_FIELDS):
                self._known[row["pk"]] = _facts(row, is_retracted=row["pk"] in retracted)
        return {number: self._known[number] for number in wanted if number in self._known}

    def forget(self, article_ids: Iterable[int]) -> None:
        """Read these anew when they are asked for."""
        for number in article_ids:
            self._known.pop(number, None)


def _facts(row: Mapping[str, Any], *, is_retracted: bool) -> Facts:
    return Facts(
        article_id=row["pk"],
        published_at=row["published_at"],
        section_id=row["section_id"],
        series_id=row["series_id"],
        language=row["language"],
        tags={tag["slug"]: tag["name"] for tag in row["tags"]},
        people=frozenset(credit["slug"] for credit in row["credits"]),
        is_open=not is_retracted and row["form"] != Form.SPONSORED,
    )


@dataclass(frozen=True)
class Found:
    """Candidates by id, with what only the database knew of them."""

    article_ids: Sequence[int]
    alike: Mapping[int, Alike]
    parts: Sequence[int]


def found_for(article: Facts, library: Library) -> Found:
    """The candidates of an article. Three queries."""
    alike = alike_to(article.article_id, library.least_alike)
    series = [keys.series(article.series_id)] if article.series_id else []
    place = (article.published_at, article.article_id)
    beside = [Span(key, PARTS, place, is_later=is_later) for key in series for is_later in (True, False)]
    tags = [Span(keys.tag(slug), WITH_A_TAG) for slug in sorted(article.tags)[:MOST_TAGS]]
    section = [Span(keys.section(article.section_id), IN_SECTION)] if article.section_id else []
    found = ids_in([*beside, *tags, *section, Span(keys.ALL, NEWEST)])
    parts = _nearest_first(found[: len(beside)])
    return Found([*alike, *(number for ids in found for number in ids)], alike, parts)


def _nearest_first(sides: Sequence[Sequence[int]]) -> list[int]:
    """The next part, the one before, the next but one, and so on."""
    longest = max(map(len, sides), default=0)
    return [side[place] for place in range(longest) for side in sides if place < len(side)]


def alike_to(article_id: int, least: float) -> dict[int, Alike]:
    """The articles that speak of the same, most of all first: by the cosine of their key words, ``least`` of it. Two queries."""
    own = list(KeyWord.objects.filter(article_id=article_id).order_by("-weight").values_list("stem", "word", "weight"))
    shared: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for stem_number, other, weight in _heaviest([stem for stem, _, _ in own]):
        if other != article_id:
            _, word, own_weight = own[stem_number]
            shared[other].append((weight * own_weight, word))
    found = {other: _alike(products) for other, products in shared.items()}
    found = {other: alike for other, alike in found.items() if alike.share >= least}
    best = sorted(found, key=lambda other: (-found[other].share, other))[:MOST_ALIKE]
    return {other: found[other] for other in best}


def _alike(products: list[tuple[int, str]]) -> Alike:
    products.sort(key=lambda each: (-each[0], each[1]))
    share = sum(product for product, _ in products) / (UNIT * UNIT) * (ONE_WORD if len(products) == 1 else 1.0)
    return Alike(min(1.0, share), tuple(word for _, word in products[:MOST_SAID]))


def _heaviest(stems: Sequence[str]) -> list[tuple[int, int, int]]:
    """``(place of the stem, article, weight)`` of the articles each stem weighs heaviest in. One query, from the index alone."""
    if not stems:
        return []
    table = connection.ops.quote_name(KeyWord._meta.db_table)
    one = (
        "SELECT * FROM (SELECT {place:d}, article_id, weight FROM {table} WHERE stem = %s "
        "ORDER BY weight DESC, article_id LIMIT {limit:d}) AS stem_{place:d}"
    )
    sql = " UNION ALL ".join(one.format(place=place, table=table, limit=WITH_A_WORD) for place in range(len(stems)))
    with connection.cursor() as cursor:
        cursor.execute(sql, list(stems))
        return list(cursor.fetchall())


def tag_counts_of(facts: Iterable[Facts]) -> dict[str, int]:
    """How many articles bear each tag of these. One query."""
    slug_of = {keys.tag(slug): slug for each in facts for slug in each.tags}
    counted = ListCount.objects.filter(list_key__in=slug_of).values_list("list_key", "count")
    return {slug_of[key]: count for key, count in counted}
