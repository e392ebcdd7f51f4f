"""How long an answer may be kept, and how it says that it has not changed: documents here, pages in ``front``.

An answer is the same for everybody, so anybody may keep it; but it must be asked for again each time (``max-age=0``),
because the article may have been corrected a moment ago. An answer that has not changed is a 304 without a body.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

KEEP_AND_ASK = "public, max-age=0, must-revalidate"


def kept(request: HttpRequest, response: HttpResponse, changed_at: datetime | None = None) -> HttpResponseBase:
    """The answer with its headers, or 304 when the asker has it already (RFC 9110, section 13).

    The ETag is a hash of the content. ``changed_at`` is when the main matter was last published; what stands around it
    only the ETag knows, which wins where the asker sends both. A date alone counts only when it is the very date we
    give now: when the newest item of a feed is withdrawn, that date goes back. Our own faults are not to be kept at all.
    """
    response["Cache-Control"] = "no-store" if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR else KEEP_AND_ASK
    if response.status_code != HTTPStatus.OK:
        return response
    etag = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    response["ETag"] = etag
    seconds = int(changed_at.timestamp()) if changed_at else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    is_held = request.headers.get("If-Modified-Since") == response.get("Last-Modified")
    return (
        get_conditional_response(request, etag=etag, last_modified=seconds if is_held else None, response=response)
        or response
    )
