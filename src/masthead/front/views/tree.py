"""Every other address: sections, plain pages, old addresses, and those that lack their closing slash."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from masthead.addresses import is_plausible
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.queries.lists import section_page
from masthead.front.queries.plain import plain_page
from masthead.front.queries.sections import PlacedSection, section_at
from masthead.front.queries.tree import plain_page_at
from masthead.front.views import answers
from masthead.front.views.errors import elsewhere, not_found
from masthead.front.views.lists import listed, number_of
from masthead.redirects.queries import answer_for


@require_safe
def section(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """A numbered page of a section."""
    found = section_at(f"/{path}/") if is_plausible(path) else None
    return section_list(request, found, number_of(number)) if found else elsewhere(request)


@require_safe
def anything(request: HttpRequest, path: str) -> HttpResponseBase:
    """A section or plain page by its place in the tree; else whatever the address used to be."""
    if not is_plausible(path):
        return not_found(request)
    if not path.endswith("/"):
        return without_slash(request, path)
    if found := section_at(f"/{path}"):
        return section_list(request, found, None)
    if plain := plain_page_at(f"/{path}"):
        furniture = read_furniture()
        return answers.page(request, "front/plain.html", plain_page(plain, furniture), furniture=furniture)
    return elsewhere(request)


def section_list(request: HttpRequest, found: PlacedSection, number: int | None) -> HttpResponseBase:
    """A page of a section's list."""
    furniture = read_furniture()
    view = section_page(found, number, furniture.magazine)
    return listed(request, view, furniture, "front/section.html")


def without_slash(request: HttpRequest, path: str) -> HttpResponseBase:
    """An address that lacks its closing slash.

    First an old address, so that it takes one hop; else a hop to the full address, if something stands there.
    """
    query = request.META.get("QUERY_STRING", "")
    if answer_for(request.path, query):
        return elsewhere(request)
    try:
        match = resolve(f"/{path}/")
    except Resolver404:
        return not_found(request)
    found = match.func(request, *match.args, **match.kwargs)
    if found.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED, HTTPStatus.SERVICE_UNAVAILABLE}:
        return answers.moved(f"{request.path}/" + (f"?{query}" if query else ""))
    return found
