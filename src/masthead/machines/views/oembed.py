"""oEmbed 1.0 (https://oembed.com): what another site needs to show an article or an issue of ours."""

from __future__ import annotations

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.machines.queries.oembed import embedded
from masthead.machines.views import answers
from masthead.magazine.queries import this_magazine


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """The description of ``?url=`` as JSON; 404 for an address that is none of ours, 501 for XML. At most four queries."""
    if request.GET.get("format", "json") != "json":
        return _refused("Only JSON is spoken here.", HTTPStatus.NOT_IMPLEMENTED)
    url = request.GET.get("url", "")
    found = embedded(url, this_magazine(), widest=_pixels(request, "maxwidth"), highest=_pixels(request, "maxheight"))
    if found is None:
        return answers.nothing()
    content = json.dumps(found, ensure_ascii=False).encode()
    return answers.open_to_all(answers.document(request, content, "application/json; charset=utf-8"))


def _pixels(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 and int(said) else None  # noqa: PLR2004 - a wall is narrower


def _refused(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
