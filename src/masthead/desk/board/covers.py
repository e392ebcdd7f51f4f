"""The cover of an issue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def cover(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/cover/``."""
    raise NotImplementedError
