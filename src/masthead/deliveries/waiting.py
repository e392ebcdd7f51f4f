"""Who is next, read some hundreds ahead. The queue only proposes: whether somebody may still be written to, the claim asks again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from masthead.deliveries.models import Delivery
from masthead.deliveries.pace import Paces, domain_of
from masthead.mailings.models import Mailing

AHEAD = 500
LOOK = timedelta(seconds=1)
"""How often it looks for those whose moment has come, while there are others."""


@dataclass(frozen=True)
class Claimed:
    """A message in hand: whose, where it goes, and the how-manieth attempt it is."""

    delivery: int
    subscriber: int
    address: str
    attempts: int


def waiting(mailing: Mailing) -> QuerySet[Delivery]:
    """The deliveries of a mailing that are planned, due or not."""
    return Delivery.objects.filter(mailing=mailing, state=Delivery.State.PLANNED)


class Queue:
    """Who is next in a mailing: those whose moment has come, then those not thought of yet, in the order of the ledger."""

    def __init__(self, mailing: Mailing, paces: Paces) -> None:
        self._mailing, self._paces = mailing, paces
        self._ahead: deque[Claimed] = deque()
        self._looked_at: datetime | None = None
        self._last = 0

    def clear(self) -> None:
        """Forget what was read ahead."""
        self._ahead.clear()
        self._looked_at, self._last = None, 0

    def take(self, room: int, now: datetime) -> list[Claimed]:
        """Up to ``room`` people, each of them proposed once. A domain at its pace's end gets a moment to come back at instead."""
        self._look(now)
        taken: list[Claimed] = []
        while len(taken) < room and (self._ahead or self._read_ahead()):
            each = self._ahead.popleft()
            due_at = self._paces.reserve(domain_of(each.address), now)
            if due_at is None:
                taken.append(each)
            else:
                waiting(self._mailing).filter(pk=each.delivery).update(due_at=due_at)
        return taken

    def _look(self, now: datetime) -> None:
        """Put those whose moment has come first."""
        if self._looked_at is not None and timedelta() <= now - self._looked_at < LOOK:
            return
        self._looked_at = now
        known = {each.delivery for each in self._ahead}
        due = self._read(waiting(self._mailing).filter(due_at__lte=now).order_by("due_at", "pk"))
        self._ahead.extendleft(each for each in reversed(due) if each.delivery not in known)

    def _read_ahead(self) -> bool:
        """Whether there was anybody not thought of yet."""
        fresh = self._read(waiting(self._mailing).filter(due_at=None, pk__gt=self._last).order_by("pk"))
        if fresh:
            self._last = fresh[-1].delivery
        self._ahead.extend(fresh)
        return bool(fresh)

    def _read(self, rows: QuerySet[Delivery]) -> list[Claimed]:
        values = rows.values_list("pk", "subscriber", "subscriber__address", "attempts")[:AHEAD]
        return [
            Claimed(number, person or 0, address or "", attempts + 1) for number, person, address, attempts in values
        ]
