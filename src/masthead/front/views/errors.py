"""Answers for addresses that lead nowhere, and for our own faults."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from masthead.front.queries.nothing import error_page
from masthead.front.views import answers
from masthead.redirects.queries import answer_for


def elsewhere(request: HttpRequest) -> HttpResponseBase:
    """What an address without a page answers: 301 to where it moved, in one hop; 410 if withdrawn; else 404."""
    answer = answer_for(request.path, request.META.get("QUERY_STRING", ""))
    if answer is None:
        return not_found(request)
    return gone(request) if answer.is_gone else answers.moved(answer.target)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """404: there is nothing here. Django calls it for a path that no pattern takes, too."""
    view = error_page(_("There is nothing at this address"))
    return answers.page(request, "front/404.html", view, status=HTTPStatus.NOT_FOUND)


def gone(request: HttpRequest) -> HttpResponseBase:
    """410: it was here and has been withdrawn."""
    return answers.page(
        request, "front/410.html", error_page(_("This page has been withdrawn")), status=HTTPStatus.GONE
    )


def broken(_request: HttpRequest) -> HttpResponseBase:
    """500: our fault. The page asks nothing of the database, which may be what is broken."""
    response = HttpResponse(render_to_string("front/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    response["Cache-Control"] = "no-store"
    return response
