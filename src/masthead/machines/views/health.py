"""For whatever watches the site: is the process alive, and can it serve."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from masthead.magazine.queries import this_magazine

logger = logging.getLogger(__name__)

NOT_READY = 503


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of the database. No query."""
    return _said("alive\n")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has our tables, else 503: a balancer sends readers elsewhere. One query."""
    try:
        this_magazine()
    except DatabaseError:
        logger.exception("Not ready: the database does not answer as it should.")
        return _said("the database does not answer\n", status=NOT_READY)
    return _said("ready\n")


def _said(text: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
