"""The work of machines for the worker. Listed in the switchboard."""

from __future__ import annotations

from typing import Any

from masthead.jobs.registry import job
from masthead.machines import actions
from masthead.published.models import PublishedArticle


@job("machines.draw_card", attempts=3, lease_seconds=60, key=lambda article_id: article_id)
def draw_card(article_id: int) -> bool:
    """Draw the card of an article; see :func:`masthead.machines.actions.draw_card`."""
    return actions.draw_card(article_id)


def after_commit(payload: dict[str, Any]) -> None:
    """Outbox handler: an article that was just published without a picture wants a card. One query."""
    if PublishedArticle.objects.filter(pk=payload["page_id"], hero_picture_id=None).exists():
        draw_card.later(payload["page_id"])
