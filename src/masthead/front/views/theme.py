"""The theme's style sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.files.sending import FIVE_MINUTES, FOR_EVER
from masthead.magazine.queries import this_magazine
from masthead.magazine.sheets import fingerprint, sheet_of


@require_safe
def sheet(_request: HttpRequest, digest: str) -> HttpResponseBase:
    """``/theme-<hash>.css``: a function of the magazine's row alone. One query.

    The hash is of the sheet, so that a browser keeps it for ever; a page from before a change, which names an earlier one, gets the
    present sheet, to be kept briefly.
    """
    text = sheet_of(this_magazine().theme_now)
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if fingerprint(text) == digest else FIVE_MINUTES
    return response
