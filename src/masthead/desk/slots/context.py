"""What the desk's front page shows: places, slots, and where each article stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision

from masthead.articles.models import Article
from masthead.front.context import Card
from masthead.published import keys
from masthead.published import queries as published
from masthead.slots import queries
from masthead.slots.models import LIMITS, Arrangement, Place, Slot

FOUND = 20
EVERYTHING = 12


@dataclass(frozen=True)
class Standing:
    """Whether readers can see an article: now, from a moment on, or not yet."""

    label: str
    is_public: bool


@dataclass(frozen=True)
class SlotRow:
    """A slot with what stands in the way of it."""

    slot: Slot
    standing: Standing
    number: int
    is_last: bool

    @property
    def headline(self) -> str:
        """What stands there."""
        own = self.slot.headline if self.slot.uses_own_words else ""
        return own or self.slot.article.card_title


@dataclass(frozen=True)
class PlaceRows:
    """A place with its slots, and the cards that fill it up."""

    code: str
    label: str
    limit: int
    rows: list[SlotRow]
    found: tuple[Card, ...]

    @property
    def open_count(self) -> int:
        """How many slots are free."""
        return self.limit - len(self.rows)


@dataclass(frozen=True)
class FoundArticle:
    """An article that could be placed."""

    article: Article
    standing: Standing


def standings_of(articles: Iterable[Article]) -> dict[int, Standing]:
    """Where each article stands with readers. One query, none when all are live."""
    articles = list(articles)
    waiting = [str(article.pk) for article in articles if not article.live]
    due: dict[str, datetime] = {}
    if waiting:
        revisions = Revision.page_revisions.filter(object_id__in=waiting, approved_go_live_at__isnull=False)
        due = dict(revisions.values_list("object_id", "approved_go_live_at"))
    return {article.pk: _standing(article, due.get(str(article.pk))) for article in articles}


def places_of(arrangement: Arrangement, lead: Card | None, seconds: Sequence[Card]) -> list[PlaceRows]:
    """The places of an arrangement with their slots; ``lead`` and ``seconds`` are what its preview shows there. Two queries."""
    slots = list(queries.slots_of(arrangement))
    standings = standings_of(slot.article for slot in slots)
    placed = {slot.article.address for slot in slots}
    shown = {Place.LEAD: [lead] if lead else [], Place.SECOND: list(seconds)}
    made = []
    for place, limit in LIMITS.items():
        own = [slot for slot in slots if slot.place == place]
        rows = [
            SlotRow(slot, standings[slot.article_id], number, is_last=number == len(own))
            for number, slot in enumerate(own, start=1)
        ]
        found = tuple(card for card in shown.get(place, []) if card.path not in placed)
        made.append(PlaceRows(place.value, str(place.label), limit, rows, found))
    return made


def articles_to_place(arrangement: Arrangement, query: str) -> list[FoundArticle]:
    """Articles that a search finds; without words to look for, what is scheduled and the newest that are public. At most four queries."""
    taken = set(arrangement.slots.values_list("article_id", flat=True))
    if query:
        articles = list(Article.objects.search(query)[:FOUND])
    else:
        due = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
        numbers = [int(number) for number in due.values_list("object_id", flat=True)[:EVERYTHING]]
        numbers += [row.pk for row in published.newest(keys.ALL, EVERYTHING + len(taken))]
        by_id = Article.objects.in_bulk(numbers)
        articles = [by_id[number] for number in dict.fromkeys(numbers) if number in by_id]
    free = [article for article in articles if article.pk not in taken][:FOUND]
    standings = standings_of(free)
    return [FoundArticle(article, standings[article.pk]) for article in free]


def _standing(article: Article, due: datetime | None) -> Standing:
    if article.live:
        return Standing(_("Public"), is_public=True)
    if due:
        return Standing(_("Public from %(moment)s") % {"moment": _in_words(due)}, is_public=False)
    return Standing(_("Draft: its place is filled by another until it is public"), is_public=False)


def _in_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
