"""The front page, arranged: lead, seconds, picks and a quote."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from masthead.articles.models import Article
from masthead.demo.manuscripts import facts
from masthead.slots import actions as slots
from masthead.slots.models import Arrangement, Place
from masthead.staff.models import User

LISTED = (Place.LEAD, Place.SECOND, Place.PICK)


def arrangement(articles: Mapping[str, int], *, acting_user: User | None) -> None:
    """Launch an arrangement of the front, in one transaction, unless there ever was one. *articles* are page ids by slug."""
    if Arrangement.objects.exists():
        return
    said = facts("front")
    quote = said["quote"]
    wanted = [(slug, place) for place in LISTED for slug in said[place]] + [(quote["article"], Place.QUOTE)]
    pages = Article.objects.in_bulk([articles[slug] for slug, _place in wanted])
    with transaction.atomic():
        draft = slots.begin(name=said["name"], acting_user=acting_user)
        for slug, place in wanted:
            placed = slots.place(draft, pages[articles[slug]], place, expected_version=None, acting_user=acting_user)
        words = {"quote_text": quote["text"], "quote_by": quote["by"]}
        slots.describe(placed.slot, words, expected_version=None, acting_user=acting_user)
        slots.launch(draft, expected_version=None, acting_user=acting_user)
