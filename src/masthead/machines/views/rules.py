"""Which links a browser may fetch before they are followed. The header of readers' pages names this file."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.machines.views import answers
from masthead.policies import NOT_FETCHED_AHEAD

RULES = {
    "prefetch": [
        {
            "source": "document",
            "where": {
                "and": [
                    {"href_matches": "/*"},
                    {"not": {"href_matches": list(NOT_FETCHED_AHEAD)}},
                    {"not": {"selector_matches": "[rel~=nofollow], [download], .no-prefetch"}},
                ]
            },
            "eagerness": "moderate",
        }
    ]
}
"""Fetched when a reader rests on a link, never drawn ahead: a page that nobody saw was not read."""


@require_safe
def speculation(request: HttpRequest) -> HttpResponseBase:
    """Speculation rules (https://html.spec.whatwg.org/multipage/speculative-loading.html). No query."""
    return answers.document(request, json.dumps(RULES).encode(), "application/speculationrules+json")
