"""Pieces made from what is published, so that nobody begins a letter with an empty page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from masthead.mailings.rendering import last_letter_on
from masthead.newsletters.models import Newsletter
from masthead.published.models import PublishedArticle
from masthead.published.queries import cover_article_ids, latest_issue

MOST = 12
"""Articles that are put in at once."""


def from_current_issue() -> list[dict[str, Any]]:
    """The latest issue, then the articles that it leads with; nothing when there is none."""
    issue = latest_issue()
    if issue is None:
        return []
    leading = list(dict.fromkeys(cover_article_ids(issue)))[:MOST]
    return [_piece("issue", {"issue": issue.pk}), *(_pick(number) for number in leading)]


def with_what_is_new(newsletter: Newsletter) -> list[dict[str, Any]]:
    """What was published since the last letter, the newest first; before the first letter, the newest articles."""
    since = last_letter_on(newsletter)
    rows = PublishedArticle.objects.order_by("-published_at", "-pk")
    if since is not None:
        rows = rows.filter(published_at__date__gte=since)
    return [_pick(number) for number in rows.values_list("pk", flat=True)[:MOST]]


def without_doubles(stored: Sequence[dict[str, Any]], made: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is there, and behind it what is not there yet."""

    def about(piece: dict[str, Any]) -> tuple[str, Any]:
        value = piece["value"]
        return piece["type"], value.get(piece["type"]) if isinstance(value, dict) else None

    there = {about(piece) for piece in stored}
    return [*stored, *(piece for piece in made if about(piece) not in there)]


def _pick(article: int) -> dict[str, Any]:
    return _piece("article", {"article": article, "blurb": "", "has_picture": True})


def _piece(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
