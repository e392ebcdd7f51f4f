"""Keeping the cards that the magazine draws: beside the renditions, one folder an article."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from masthead.machines.context import CardFacts
from masthead.machines.drawing.cards import card
from masthead.machines.queries.drawn import OF_THE_MAGAZINE, card_fingerprint, facts_of_row, style_for, words_of
from masthead.magazine.models import Magazine
from masthead.magazine.queries import this_magazine
from masthead.published.models import PublishedArticle

FOLDER = "cards"


def kept_card(facts: CardFacts | None, magazine: Magazine) -> bytes:
    """The card of an article, or of the magazine, as PNG: as it is kept, else drawn now and kept in place of an earlier one. No query."""
    number = facts.article_id if facts else OF_THE_MAGAZINE
    folder, name = f"{FOLDER}/{number}", f"{card_fingerprint(facts, magazine)}.png"
    if default_storage.exists(f"{folder}/{name}"):
        with default_storage.open(f"{folder}/{name}") as file:
            return bytes(file.read())
    drawn = card(words_of(facts, magazine), style_for(magazine))
    earlier = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    default_storage.save(f"{folder}/{name}", ContentFile(drawn))
    for stale in earlier:
        default_storage.delete(f"{folder}/{stale}")
    return drawn


def draw_card(article_id: int) -> bool:
    """Draw the card of a published article that has no picture, before anybody shares it. For the worker. Two queries."""
    row = PublishedArticle.objects.filter(pk=article_id, hero_picture_id=None).first()
    if row is None:
        return False
    kept_card(facts_of_row(row), this_magazine())
    return True
