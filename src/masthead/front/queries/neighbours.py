"""What stands before and after an article: in the issue it is read in, or else in its series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from masthead.articles.models import Article
from masthead.front.context import Link, Neighbours
from masthead.front.queries.cards import Pictures, card_of
from masthead.published import keys
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.spans import Span

WITHIN = 3
"""So many pieces to each side are looked at in an issue: a piece that is not public is passed over."""


@dataclass(frozen=True)
class Sides:
    """The numbers of articles before and after one, the nearest first, and what they stand in."""

    of: Link
    before: Sequence[int]
    after: Sequence[int]

    @property
    def article_ids(self) -> list[int]:
        """All of them."""
        return [*self.before, *self.after]

    def nearest(
        self, articles: Mapping[int, PublishedArticle]
    ) -> tuple[PublishedArticle | None, PublishedArticle | None]:
        """The nearest on each side that is public. No query."""
        before = next((articles[number] for number in self.before if number in articles), None)
        after = next((articles[number] for number in self.after if number in articles), None)
        return before, after


def sides_in_issue(issue: PublishedIssue | None, article_id: int | None) -> Sides | None:
    """The pieces beside an article in the running order; None when it stands alone, or in no issue. No query."""
    order = list(dict.fromkeys(entry["article_id"] for entry in issue.entries if entry["article_id"])) if issue else []
    if issue is None or article_id not in order or len(order) == 1:
        return None
    place = order.index(article_id)
    before, after = order[max(0, place - WITHIN) : place], order[place + 1 : place + 1 + WITHIN]
    return Sides(Link(issue.label, issue.path), before[::-1], after)


def spans_in_series(article: Article) -> list[Span]:
    """Where to look for the parts before and after an article in its series: two spans, or none without a series."""
    if not article.series_id:
        return []
    place = (article.first_published_at or timezone.now(), article.pk or 0)
    return [Span(keys.series(article.series_id), 1, place, is_later=is_later) for is_later in (False, True)]


def sides_in_series(article: Article, found: Sequence[Sequence[int]]) -> Sides | None:
    """The parts that the spans found; None when there are none. No query."""
    if not article.series or not any(found):
        return None
    before, after = found
    return Sides(Link(article.series.title, article.series.get_absolute_url()), before, after)


def neighbours_of(
    sides: Sides | None, articles: Mapping[int, PublishedArticle], pictures: Pictures
) -> Neighbours | None:
    """The nearest public article on each side, as cards; None when there is none on either. No query."""
    if sides is None:
        return None
    before, after = sides.nearest(articles)
    if before is None and after is None:
        return None
    return Neighbours(
        of=sides.of,
        previous=card_of(before, pictures) if before else None,
        next=card_of(after, pictures) if after else None,
    )
