"""Reads of reading lists."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.published.models import PublishedArticle
from masthead.recommendations.context import Line
from masthead.recommendations.models import ReadingList


def found_for(row: PublishedArticle) -> tuple[int, ...] | None:
    """The ids of a row's reading list, best first; None when none is made yet.

    No query when the row was read with ``select_related("reading_list")``, else one.
    """
    stored = getattr(row, "reading_list", None)  # Django raises an AttributeError for a row without one
    return ids_of(stored)


def reading_list_of(article_id: int | None) -> ReadingList | None:
    """The reading list of an article; None when none is made. One query; none for an article that was never saved."""
    return ReadingList.objects.filter(pk=article_id, made_at__isnull=False).first() if article_id else None


def ids_of(stored: ReadingList | None) -> tuple[int, ...] | None:
    """The ids in a list, best first; None for a list that is not made yet. No query."""
    if stored is None or stored.made_at is None:
        return None
    return tuple(line["article_id"] for line in stored.lines)


def lines_of(stored: ReadingList | None) -> Sequence[Line]:
    """The lines of a list. No query."""
    return [Line.from_stored(kept) for kept in stored.lines] if stored else []
