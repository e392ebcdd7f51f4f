"""A year of the archive by its months. Whatever a magazine has published, each read passes over one year's index and returns a few rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from masthead.published import keys
from masthead.published.models import ListEntry, PublishedArticle, PublishedIssue

DECEMBER = 12
MOST_ISSUES = 60
"""So many issues of a year are read for their covers: more than a weekly has."""


def counts_of(year: int) -> list[tuple[int, int]]:
    """``(month, how many articles)``, newest month first, without those that have none. One query, by index."""
    spans = {f"m{month}": Count("pk", filter=_within(year, month)) for month in range(1, 13)}
    counts = ListEntry.objects.filter(list_key=keys.year(year)).aggregate(**spans)
    return [(month, counts[f"m{month}"]) for month in range(12, 0, -1) if counts[f"m{month}"]]


def newest_of(year: int, months: Iterable[int], limit: int) -> dict[int, list[PublishedArticle]]:
    """The newest articles of each month of a year, newest first. One query."""
    wanted = Q()
    own = ListEntry.objects.filter(list_key=keys.year(year)).order_by("-published_at", "-article_id")
    for month in months:
        wanted |= Q(pk__in=own.filter(_within(year, month)).values("pk")[:limit])
    if not wanted:
        return {}
    found: dict[int, list[PublishedArticle]] = {}
    for entry in ListEntry.objects.filter(wanted).select_related("article").order_by("-published_at", "-article_id"):
        found.setdefault(timezone.localdate(entry.published_at).month, []).append(entry.article)
    return found


def issues_of(year: int) -> dict[int, PublishedIssue]:
    """The newest issue of each month of a year, without what stands in it. One query."""
    rows = PublishedIssue.objects.filter(year=year).defer("entries").order_by("dated_on", "number_sort", "pk")
    return {row.dated_on.month: row for row in rows[:MOST_ISSUES]}


def _within(year: int, month: int) -> Q:
    zone = timezone.get_current_timezone()
    following = (year + 1, 1) if month == DECEMBER else (year, month + 1)
    start, end = (datetime(at[0], at[1], 1, tzinfo=zone) for at in ((year, month), following))
    return Q(published_at__gte=start, published_at__lt=end)
