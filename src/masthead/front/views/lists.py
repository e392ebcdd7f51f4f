"""The pages that list articles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from taggit.models import Tag

from masthead.articles.models import Series
from masthead.front.archive_context import ArchivePage
from masthead.front.context import Furniture, ListPage
from masthead.front.queries import archive as archives
from masthead.front.queries import lists
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.views import answers
from masthead.front.views.errors import elsewhere, not_found


def number_of(text: str | None) -> int | None:
    """The page number that an address names; None for the list's own address."""
    return int(text) if text else None


def listed(request: HttpRequest, view: ListPage | None, furniture: Furniture, template: str) -> HttpResponseBase:
    """The list, or 404 when it has no page of that number."""
    return answers.page(request, template, view, furniture=furniture) if view else not_found(request)


@require_safe
def all_articles(request: HttpRequest, number: str | None = None) -> HttpResponseBase:
    """Everything, newest first."""
    furniture = read_furniture()
    view = lists.all_articles_page(number_of(number), furniture.magazine)
    return listed(request, view, furniture, "front/article_index.html")


@require_safe
def series(request: HttpRequest, slug: str, number: str | None = None) -> HttpResponseBase:
    """A series."""
    found = Series.objects.filter(slug=slug).first()
    if found is None:
        return elsewhere(request)
    furniture = read_furniture()
    view = lists.series_page(found, number_of(number), furniture.magazine)
    return listed(request, view, furniture, "front/series.html")


@require_safe
def tag(request: HttpRequest, slug: str, number: str | None = None) -> HttpResponseBase:
    """What bears a tag; a tag that nothing published bears has no page."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        return elsewhere(request)
    furniture = read_furniture()
    view = lists.tag_page(found, number_of(number), furniture.magazine)
    return listed(request, view, furniture, "front/list.html")


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """The years of the archive, the newest by its months."""
    furniture = read_furniture()
    view = archives.archive_page(furniture.magazine)
    return answers.page(request, "front/archive.html", view, furniture=furniture)


@require_safe
def archive_of_year(request: HttpRequest, year: str, number: str | None = None) -> HttpResponseBase:
    """The articles of a year."""
    furniture = read_furniture()
    view = archives.year_page(int(year), number_of(number), furniture.magazine)
    if isinstance(view, ArchivePage):
        return answers.page(request, "front/archive.html", view, furniture=furniture)
    return listed(request, view, furniture, "front/list.html")
