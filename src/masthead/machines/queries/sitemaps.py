"""Addresses of the whole site, a year and at most 5,000 articles at a time: never the whole site in one go."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from wagtail.models import Page

from masthead.addresses import address_of
from masthead.articles.models import Series
from masthead.contributors.models import Contributor
from masthead.machines.context import SitemapEntry
from masthead.machines.queries import absolute
from masthead.machines.queries.people import has_articles, is_credited
from masthead.newsletters import queries as newsletters
from masthead.pictures.queries import largest_jpegs
from masthead.published import keys
from masthead.published import queries as published
from masthead.published.models import ListEntry, PublishedIssue

IN_A_FILE = 5_000


def sitemap_paths() -> list[str]:
    """The files of the sitemap: pages, then years from the newest, each in as many files as it needs. One query."""
    files = (
        sitemap_path(year, part) for year, count in published.years() for part in range(1, -(-count // IN_A_FILE) + 1)
    )
    return ["/sitemap-pages.xml", *files]


def sitemap_path(year: int, part: int) -> str:
    """The address of a part of a year, counted from 1."""
    return f"/sitemap-{year}.xml" if part == 1 else f"/sitemap-{year}-{part}.xml"


def entries_of_year(year: int, part: int) -> list[SitemapEntry]:
    """Articles of a year from the oldest, so that a full file keeps its members; empty without any. Two queries."""
    listed = ListEntry.objects.filter(list_key=keys.year(year)).order_by("published_at", "article_id")
    rows = listed[(part - 1) * IN_A_FILE : part * IN_A_FILE].values_list(
        "article__path", "article__published_at", "article__updated_at", "article__hero_picture_id"
    )
    pictures = largest_jpegs(number for *_, number in rows)
    return [
        SitemapEntry(absolute(path), updated_at or published_at, _address(pictures.get(number or 0)))
        for path, published_at, updated_at, number in rows
    ]


def _address(path: str | None) -> str:
    return absolute(path) if path else ""


def entries_of_pages() -> list[SitemapEntry]:
    """Everything that is no article: front page, sections, plain pages, newsletter, issues, series, contributors. Six queries at most.

    Series and contributors are those of something published. Tags are left out: their pages say nothing of their own.
    """
    return [SitemapEntry(absolute(path)) for path in _pages()] + _issues()


def _issues() -> list[SitemapEntry]:
    newest = PublishedIssue.objects.order_by("-dated_on", "-number_sort", "-pk")[:IN_A_FILE]
    rows = newest.values_list("path", "cover_picture_id")
    covers = largest_jpegs(number for _path, number in rows)
    return [SitemapEntry(absolute(path), None, _address(covers.get(number or 0))) for path, number in rows]


def _pages() -> Iterator[str]:
    yield from ("/", "/articles/", "/issues/", "/archive/", "/contributors/")
    if not newsletters.obstacles() and newsletters.offered():
        yield "/newsletter/"
    kinds = Q(content_type__app_label="articles", content_type__model="section")
    kinds |= Q(content_type__app_label="front", content_type__model="plainpage")
    for url_path in Page.objects.filter(kinds, live=True).order_by("path").values_list("url_path", flat=True):
        yield address_of(url_path)
    for series in Series.objects.filter(has_articles(keys.OF_SERIES)).order_by("pk")[:IN_A_FILE]:
        yield series.get_absolute_url()
    for slug in Contributor.objects.filter(is_credited()).order_by("pk").values_list("slug", flat=True)[:IN_A_FILE]:
        yield f"/contributors/{slug}/"
