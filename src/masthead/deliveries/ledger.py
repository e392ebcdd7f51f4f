"""The ledger's statements: what is claimed, what became of it, and who may write.

Every write names the lease's token. Whoever was asleep and finds its lease taken over changes no row. A claim and its fence, its check of
consent and suppression, and the outcomes of what was claimed before are one transaction: so each connection has at most one message in
hand that the ledger does not know the end of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from masthead.deliveries.line import Answer, Outcome
from masthead.deliveries.models import Delivery
from masthead.deliveries.pace import Paces, domain_of
from masthead.deliveries.statements import Entry, NoLongerLeader, Statements
from masthead.deliveries.waiting import Claimed, Queue, waiting
from masthead.jobs.leases import HeldLease
from masthead.mailings.models import Mailing

__all__ = ["Claimed", "Ledger", "NoLongerLeader", "Report"]

State = Delivery.State
SKIPPED_BECAUSE = "Left, suppressed or erased since the sending began."
LONGEST_WAIT = timedelta(hours=4)
MOST_ATTEMPTS = 20
"""With waits from 5 minutes doubled up to 4 hours that is two and a half days (RFC 5321, 4.5.4.1: four to five at a relay of our own)."""


@dataclass(frozen=True)
class Report:
    """What became of a message in hand; ``answer`` is none when it was not handed over, through no fault of anybody."""

    claimed: Claimed
    answer: Answer | None


class Ledger:
    """The ledger of one mailing, in the hands of whoever holds the lease.

    ``has_doubts`` is set after a step whose end is not known, because the database went away: what such a step claimed was given to no
    hand, and the next step gives it back.
    """

    def __init__(self, mailing: Mailing, lease: HeldLease, paces: Paces, *, first_wait: timedelta) -> None:
        self._mailing = mailing
        self._lease = lease
        self._paces = paces
        self._first_wait = first_wait
        self._statements = Statements(mailing, lease)
        self._queue = Queue(mailing, paces)
        self._in_hand: set[int] = set()
        self.has_doubts = False

    def advance(self, reports: Sequence[Report], *, room: int, now: datetime) -> list[Claimed]:
        """Write down what became of ``reports``, and claim up to ``room`` others; one transaction.

        Raises:
            NoLongerLeader: the lease was taken over.
        """
        with transaction.atomic():
            self._statements.fence()
            if self.has_doubts:
                self._recall()
            self._statements.write([self._entry_of(report, now) for report in reports])
            claimed = self._claim(self._paces.room(room, now), now)
            self._paces.spend(len(claimed), now)
        self.has_doubts = False
        self._in_hand -= {report.claimed.delivery for report in reports}
        self._in_hand |= {each.delivery for each in claimed}
        return claimed

    def leave_uncertain(self, now: datetime) -> int:
        """Make uncertain what earlier leaders had in hand; the number of them.

        Raises:
            NoLongerLeader: the lease was taken over.
        """
        with transaction.atomic():
            self._statements.fence()
            left = Delivery.objects.filter(mailing=self._mailing, state=State.CLAIMED).exclude(token=self._lease.token)
            return left.update(state=State.UNCERTAIN, at=now, words="The sending was cut off.")

    def settle(self, delivery: int, state: Delivery.State, *, by: Delivery.Settled, words: str) -> bool:
        """Say what became of an uncertain message: ``HANDED``, or ``PLANNED`` to send it again. Whether it was uncertain still.

        Raises:
            NoLongerLeader: the lease was taken over.
        """
        with transaction.atomic():
            self._statements.fence()
            rows = Delivery.objects.filter(pk=delivery, mailing=self._mailing, state=State.UNCERTAIN)
            now = timezone.now()
            return bool(rows.update(state=state, settled_by=by, words=words, at=now, due_at=now))

    def is_anybody_waiting(self) -> bool:
        """Whether a delivery is planned, due or not."""
        return waiting(self._mailing).exists()

    def is_anybody_due(self, now: datetime) -> bool:
        """Whether a delivery could be claimed now."""
        return (
            waiting(self._mailing).filter(due_at=None).exists()
            or waiting(self._mailing).filter(due_at__lte=now).exists()
        )

    def _recall(self) -> None:
        mine = Delivery.objects.filter(mailing=self._mailing, state=State.CLAIMED, token=self._lease.token)
        mine.exclude(pk__in=self._in_hand).update(state=State.PLANNED, attempts=F("attempts") - 1)
        self._queue.clear()

    def _entry_of(self, report: Report, now: datetime) -> Entry:
        """What is written down of a report."""
        answer, claimed = report.answer, report.claimed
        if answer is None:
            return Entry(claimed.delivery, State.PLANNED, attempts=claimed.attempts - 1, at=now, due_at=now)
        if answer.outcome is Outcome.LATER and claimed.attempts < MOST_ATTEMPTS:
            due_at = now + min(LONGEST_WAIT, self._first_wait * 2 ** (claimed.attempts - 1))
            slot = self._paces.reserve(domain_of(claimed.address), now) or due_at
            return Entry(claimed.delivery, State.PLANNED, claimed.attempts, now, max(due_at, slot), answer.words)
        return Entry(claimed.delivery, STATES[answer.outcome], claimed.attempts, now, None, answer.words)

    def _claim(self, room: int, now: datetime) -> list[Claimed]:
        """Claim those who may be written to at this very moment; whoever may not is skipped."""
        wanted = self._queue.take(room, now) if room else []
        if not wanted:
            return []
        claimed = self._statements.claim([each.delivery for each in wanted], now)
        if len(claimed) < len(wanted):
            left = {each.delivery for each in wanted} - claimed
            rows = Delivery.objects.filter(pk__in=left, state=State.PLANNED)
            rows.update(state=State.SKIPPED, at=now, words=SKIPPED_BECAUSE)
        return [each for each in wanted if each.delivery in claimed]


STATES = {
    Outcome.HANDED: State.HANDED,
    Outcome.LATER: State.FAILED,
    Outcome.NEVER: State.FAILED,
    Outcome.UNCERTAIN: State.UNCERTAIN,
}
