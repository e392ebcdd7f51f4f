"""Reads of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from masthead.deliveries.models import Delivery
from masthead.mailings.models import Mailing

State = Delivery.State


@dataclass(frozen=True)
class Progress:
    """How far a mailing has come. At every instant the five together are the audience."""

    audience: int
    waiting: int
    handed: int
    failed: int
    skipped: int
    uncertain: int

    @property
    def is_balanced(self) -> bool:
        """Whether nobody is missing and nobody is too many."""
        return self.audience == self.waiting + self.handed + self.failed + self.skipped + self.uncertain


def progress_of(mailing: Mailing) -> Progress:
    """How far a mailing has come. One query, of an index."""
    rows = Delivery.objects.filter(mailing=mailing).order_by().values_list("state").annotate(number=Count("pk"))
    counts = dict(rows)
    return Progress(
        audience=mailing.audience_count or 0,
        waiting=counts.get(State.PLANNED, 0) + counts.get(State.CLAIMED, 0),
        handed=counts.get(State.HANDED, 0),
        failed=counts.get(State.FAILED, 0),
        skipped=counts.get(State.SKIPPED, 0),
        uncertain=counts.get(State.UNCERTAIN, 0),
    )


def uncertain_in(mailing: Mailing) -> QuerySet[Delivery]:
    """Whoever may have the letter, by name, in the order of the ledger."""
    rows = Delivery.objects.filter(mailing=mailing, state=State.UNCERTAIN)
    return rows.select_related("subscriber").order_by("pk")
