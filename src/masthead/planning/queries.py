"""Reads of the desk's work: pieces by where they stand, what waits for whom, what is due."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.planning.models import Piece


def pieces_for(article_ids: Iterable[int]) -> dict[int, Piece]:
    """The pieces of articles by the article's id; an article without one is left out. One query, none for no ids."""
    wanted = set(article_ids)
    return Piece.objects.in_bulk(wanted) if wanted else {}
