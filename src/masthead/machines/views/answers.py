"""What a document for machines is sent with."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from masthead.files.sending import FOR_EVER
from masthead.machines.keeping import KEEP_AND_ASK, kept

NOT_FOUND = 404


def document(
    request: HttpRequest, content: bytes, content_type: str, changed_at: datetime | None = None
) -> HttpResponseBase:
    """A document, or 304. ``changed_at``, where it is known, is the newest change of anything in it."""
    return kept(request, HttpResponse(content, content_type=content_type), changed_at)


def open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    """A document that pages of other sites may read and show: feeds, pictures, descriptions."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def for_ever(response: HttpResponse) -> HttpResponseBase:
    """What stands under a name that changes when it does."""
    response["Cache-Control"] = FOR_EVER
    return response


def nothing() -> HttpResponseBase:
    """There is no such document."""
    response = HttpResponse("Nothing is published at this address.\n", content_type="text/plain", status=NOT_FOUND)
    response["Cache-Control"] = KEEP_AND_ASK
    return response
