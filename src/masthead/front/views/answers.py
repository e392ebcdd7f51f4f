"""What every reader's page is sent with.

A page is the same for everybody, so anybody may keep it; but it must be asked for again each time (``max-age=0``),
because the article may have been corrected a moment ago. A page that has not changed answers 304.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from masthead.front.context import Furniture
from masthead.front.queries.furniture import furniture as read_furniture

KEEP_AND_ASK = "public, max-age=0, must-revalidate"
OK = 200


def page(
    request: HttpRequest,
    template: str,
    view: Any,
    *,
    furniture: Furniture | None = None,
    status: int = OK,
    changed_at: datetime | None = None,
) -> HttpResponseBase:
    """A page drawn from its context. ``changed_at`` is when its own matter changed; the ETag knows what is around it.

    The template gets no request: neither user nor session nor cookie can come into it. ``here`` is the page's own path.
    """
    context = {"view": view, "furniture": furniture or read_furniture(), "here": request.path}
    response = HttpResponse(render_to_string(template, context), status=status)
    return kept(request, response, changed_at)


def kept(request: HttpRequest, response: HttpResponse, changed_at: datetime | None = None) -> HttpResponseBase:
    """The answer with its ETag, or 304 when the asker has it already; errors are not to be kept."""
    if response.status_code != OK:
        response["Cache-Control"] = "no-store" if response.status_code >= 500 else KEEP_AND_ASK  # noqa: PLR2004
        return response
    etag = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    response["Cache-Control"] = KEEP_AND_ASK
    response["ETag"] = etag
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    seconds = int(changed_at.timestamp()) if changed_at else None
    return get_conditional_response(request, etag=etag, last_modified=seconds, response=response) or response


def moved(path: str) -> HttpResponseBase:
    """301 to a path of this site or an address elsewhere."""
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = KEEP_AND_ASK
    return response
