"""The archive: its years, and one of them by its months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from masthead.front.archive_context import ArchiveMonth, ArchivePage, YearCount
from masthead.front.context import Card, Link, ListPage
from masthead.front.queries.cards import cards_of
from masthead.front.queries.issues import on_shelf
from masthead.front.queries.lists import list_page
from masthead.front.queries.type_covers import name_on_covers
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import keys, months
from masthead.published import queries as published

PATH = "/archive/"
OF_A_MONTH = 4
"""So many headlines of a month stand on the archive's page."""


def archive_page(magazine: Magazine) -> ArchivePage:
    """The years, and the newest of them by its months. Six queries, one of a magazine that has published nothing."""
    years = _years()
    title = _("Archive")
    head = PageHead(title=title, path=PATH)
    if not years:
        return ArchivePage(head, title, (), None, ())
    year = years[0].year
    counts = months.counts_of(year)
    rows = months.newest_of(year, [month for month, _count in counts], OF_A_MONTH)
    issues = months.issues_of(year)
    opening = {month: own[0].hero_picture_id for month, own in rows.items() if own and month not in issues}
    pictures = pictures_by_id([*(row.cover_picture_id for row in issues.values()), *opening.values()])
    name = name_on_covers(magazine)
    shown = tuple(
        ArchiveMonth(
            _name_of(month),
            count,
            cards_of(rows.get(month, ()), pictures if month in opening else {}),
            on_shelf(issues[month], pictures, name) if month in issues else None,
        )
        for month, count in counts
    )
    return ArchivePage(head, title, years, years[0], shown)


def year_page(year: int, number: int | None, magazine: Magazine) -> ArchivePage | ListPage | None:
    """The articles of a year: by its months, and further back, on numbered pages, as a list; None for a year without any.

    Six queries; five for a numbered page.
    """
    years = _years()
    own = next((each for each in years if each.year == year), None)
    if own is None:
        return None
    crumbs = (Link(_("Archive"), PATH),)
    title = _("Articles of %(year)d") % {"year": year}
    page = list_page(keys.year(year), own.path, title, number, magazine, crumbs=crumbs, has_feed=False)
    if page is None or number:
        return page
    counts = dict(months.counts_of(year))
    return ArchivePage(page.head, title, years, own, _by_month(page.listing.cards, counts), page.listing, crumbs)


def _by_month(cards: tuple[Card, ...], counts: Mapping[int, int]) -> tuple[ArchiveMonth, ...]:
    runs = groupby(cards, key=lambda card: timezone.localdate(card.published_at).month)
    return tuple(ArchiveMonth(_name_of(month), counts.get(month, 0), tuple(run)) for month, run in runs)


def _years() -> tuple[YearCount, ...]:
    return tuple(YearCount(year, f"{PATH}{year}/", count) for year, count in published.years())


def _name_of(month: int) -> str:
    return date_format(date(2000, month, 1), "F")
