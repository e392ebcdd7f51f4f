"""What there is for somebody who found nothing."""

from __future__ import annotations

from masthead.front.context import Card, ErrorPage
from masthead.front.queries.cards import cards_of
from masthead.machines.context import PageHead
from masthead.published import keys
from masthead.published import queries as published

NEWEST = 4


def newest_cards() -> tuple[Card, ...]:
    """The newest articles, without pictures. One query."""
    return cards_of(published.newest(keys.ALL, NEWEST), {})


def error_page(title: str) -> ErrorPage:
    """The page of an address where there is nothing. One query."""
    return ErrorPage(PageHead(title=title, path="", is_listed=False), newest_cards())
