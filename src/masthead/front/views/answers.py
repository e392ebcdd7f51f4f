"""A context becomes an answer."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string

from masthead.front.context import Furniture
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.machines.keeping import KEEP_AND_ASK, kept


def page(
    request: HttpRequest,
    template: str,
    view: Any,
    *,
    furniture: Furniture | None = None,
    status: int = HTTPStatus.OK,
    changed_at: datetime | None = None,
) -> HttpResponseBase:
    """A page drawn from its context, or 304. ``changed_at`` is when its own matter changed.

    The template gets no request: neither user nor session nor cookie can come into it. ``here`` is the page's path.
    """
    context = {"view": view, "furniture": furniture or read_furniture(), "here": request.path}
    return kept(request, HttpResponse(render_to_string(template, context), status=status), changed_at)


def moved(path: str) -> HttpResponseBase:
    """301 to a path of this site or an address elsewhere."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = KEEP_AND_ASK
    return response


def for_now(path: str) -> HttpResponseBase:
    """302 to a path of this site, never to be kept."""
    response = HttpResponseRedirect(path)
    response["Cache-Control"] = "no-store"
    return response
