"""Reads of the front's arrangements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from masthead.slots.models import Arrangement, Place, Slot

HISTORY = 20


@dataclass(frozen=True)
class PlacedSlot:
    """An article placed by an editor, with the words that stand there instead of its own; empty ones are the article's."""

    place: str
    article_id: int
    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    picture_id: int | None = None
    quote_text: str = ""
    quote_by: str = ""


def front_at(moment: datetime) -> tuple[PlacedSlot, ...]:
    """What editors placed on the front as of ``moment``, in order of place and slot. One query; empty without an arrangement."""
    return placed_in(Slot.objects.filter(arrangement__in=_standing_at(moment).values("pk")[:1]))


def slots_of(arrangement: Arrangement) -> QuerySet[Slot]:
    """The slots of an arrangement in order, with their articles and pictures. One query."""
    return arrangement.slots.select_related("article", "picture").order_by("order", "pk")


def placed_in(slots: QuerySet[Slot] | Sequence[Slot]) -> tuple[PlacedSlot, ...]:
    """Slots as readers' pages want them. One query for a query set, else none."""
    rows = sorted(slots, key=lambda slot: (slot.order, slot.pk))
    return tuple(_placed(slot) for slot in rows)


def arrangement_at(moment: datetime) -> Arrangement | None:
    """The arrangement that stands at ``moment``. One query."""
    return _standing_at(moment).first()


def scheduled(moment: datetime) -> list[Arrangement]:
    """Arrangements that begin after ``moment``, the next first. One query."""
    return list(_counted().filter(starts_at__gt=moment).order_by("starts_at"))


def drafts() -> list[Arrangement]:
    """Arrangements without a start, the latest changed first. One query."""
    return list(_counted().filter(starts_at__isnull=True).order_by("-changed_at", "-pk")[:HISTORY])


def past(moment: datetime) -> list[Arrangement]:
    """The latest arrangements that have begun, the one that began last first. One query."""
    return list(_counted().filter(starts_at__lte=moment).order_by("-starts_at")[:HISTORY])


def _standing_at(moment: datetime) -> QuerySet[Arrangement]:
    has_not_ended = Q(ends_at__isnull=True) | Q(ends_at__gt=moment)
    return Arrangement.objects.filter(has_not_ended, starts_at__lte=moment).order_by("-starts_at", "-pk")


def _counted() -> QuerySet[Arrangement]:
    return Arrangement.objects.annotate(slot_count=Count("slots"))


def _placed(slot: Slot) -> PlacedSlot:
    is_quote, has_own = slot.place == Place.QUOTE, slot.uses_own_words
    return PlacedSlot(
        slot.place,
        slot.article_id,
        kicker=slot.kicker if has_own else "",
        headline=slot.headline if has_own else "",
        standfirst=slot.standfirst if has_own else "",
        picture_id=slot.picture_id if has_own else None,
        quote_text=slot.quote_text if is_quote else "",
        quote_by=slot.quote_by if is_quote else "",
    )
