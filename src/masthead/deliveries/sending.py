"""The sending of a mailing: one process leads, many hands hand over, one thread writes the ledger.

It goes round: take what came back, write that down and claim others in one transaction, give those out. It ends when nobody waits,
when the mailing is paused or cancelled, when the lease is lost, or when the mail server refuses us as a whole.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db import DatabaseError, connection
from django.utils import timezone

from masthead.deliveries import actions, messages, settling
from masthead.deliveries.hands import Hands, Return
from masthead.deliveries.ledger import Claimed, Ledger, NoLongerLeader, Report
from masthead.deliveries.line import LONGEST_WORDS, Answer, LateForTheDot, Outcome, SenderRefused
from masthead.deliveries.pace import Paces
from masthead.deliveries.relays import Relay
from masthead.jobs import leases
from masthead.jobs.leases import HeldLease, LeaseLost
from masthead.mailings.models import Mailing

logger = logging.getLogger(__name__)

LOOK = timedelta(seconds=1)
"""How often it looks whether the mailing was paused, and whether somebody uncertain can be settled."""
LONGEST_WITHOUT_DATABASE_SECONDS = 300.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
REFUSED_IN_A_ROW = 25
"""So many "never" and unanswered letters with no "yes" between them are about us and not about the people: the mailing pauses."""


class Ended(StrEnum):
    """Why a sending ended."""

    DONE = "done"
    TOLD = "paused or cancelled"
    REFUSED = "paused by itself"
    LOST = "somebody else sends it now"
    STOPPED = "the process was asked to stop"

    @property
    def is_well(self) -> bool:
        """Whether nobody need look."""
        return self in {Ended.DONE, Ended.TOLD, Ended.STOPPED}


@dataclass(frozen=True)
class Manner:
    """How a sending is done.

    ``connections`` at a time; how long its lease lasts unrenewed; how long the mail server is left in quiet before it is asked what it
    got; how long a first “not now” is waited for; how long a rest is when there is nothing to do.
    """

    connections: int = 8
    lease_seconds: float = 10.0
    quiet_seconds: float = 30.0
    first_wait: timedelta = timedelta(minutes=5)
    rest_seconds: float = 0.2
    paces: Paces = field(default_factory=Paces)

    @property
    def dot_seconds(self) -> float:
        """How old the lease's last renewal may be for a message still to be ended: well before anybody can take it over."""
        return self.lease_seconds / 2


def send(
    mailing: Mailing, relay: Relay, manner: Manner, *, is_asked_to_stop: Callable[[], bool] = lambda: False
) -> Ended:
    """Send a mailing until it ends for whichever reason; ``LOST`` at once when somebody else is at it."""
    lease = leases.acquire(lease_of(mailing.pk), manner.lease_seconds)
    if lease is None:
        return Ended.LOST
    try:
        return _Sending(mailing, relay, manner, lease, is_asked_to_stop).run()
    except (NoLongerLeader, LeaseLost):
        logger.warning("Somebody else sends mailing %s now.", mailing.pk)
        return Ended.LOST
    finally:
        lease.release()


def lease_of(mailing: int) -> str:
    """The name of the lease that whoever sends a mailing holds."""
    return f"mailing:{mailing}"


def _now_seconds() -> float:
    """Seconds that go on also while the machine sleeps, and that nobody sets."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class _Sending:
    """One leader's sending, for as long as it leads."""

    def __init__(
        self, mailing: Mailing, relay: Relay, manner: Manner, lease: HeldLease, is_asked_to_stop: Callable[[], bool]
    ) -> None:
        self._mailing, self._relay, self._manner, self._lease = mailing, relay, manner, lease
        self._is_asked_to_stop = is_asked_to_stop
        self._renewed_seconds = _now_seconds()
        self._errand_for = messages.writer(mailing)
        self._ledger = Ledger(mailing, lease, manner.paces, first_wait=manner.first_wait)
        self._hands = Hands(manner.connections, relay, may_end=self._may_end)
        self._look_at = datetime.min.replace(tzinfo=UTC)
        self._asked_before = datetime.min.replace(tzinfo=UTC)
        self._closed_until_seconds = 0.0
        self._troubles = self._refusals = 0
        self._ended: Ended | None = None
        self._unwritten: list[Report] = []

    def run(self) -> Ended:
        """Until it ends; nothing is in hand then."""
        try:
            self._manner.paces.load()
            self._ledger.leave_uncertain(timezone.now())
            while not (self._round() and self._hands.is_idle):
                pass
        finally:
            self._hands.dismiss()
        if self._ended is Ended.DONE:
            actions.end(self._mailing)
        elif self._ended is Ended.TOLD:
            actions.skip_if_cancelled(self._mailing)
        return self._ended or Ended.LOST

    def _round(self) -> bool:
        """Once round; whether it has ended."""
        returned = self._hands.returns(self._manner.rest_seconds)
        now = timezone.now()
        self._stay_leader()
        for each in returned:
            self._notice(each)
        self._look(now)
        is_open = self._ended is None and _now_seconds() >= self._closed_until_seconds
        reports = [*self._unwritten, *(each.report for each in returned)]
        claimed = self._advance(reports, room=len(self._hands.free) if is_open else 0, now=now)
        for one in claimed:
            self._give(one)
        self._unwritten = self._unwritten[len(reports) - len(returned) :]
        if self._ended is None and not claimed and self._hands.is_idle:
            self._rest(now)
        return self._ended is not None and not self._unwritten

    def _give(self, claimed: Claimed) -> None:
        """Give a claimed delivery to a hand; an address that no message can be written to fails, and holds up nobody."""
        try:
            errand = self._errand_for(claimed)
        except ValueError as error:
            words = f"No message can be written to this address: {error}"[:LONGEST_WORDS]
            self._unwritten.append(Report(claimed, Answer(Outcome.NEVER, words)))
        else:
            self._hands.give(errand)

    def _advance(self, reports: Sequence[Report], *, room: int, now: datetime) -> list[Claimed]:
        """The ledger's step, again and again while the database is away: what came back is not lost by that."""
        until = _now_seconds() + LONGEST_WITHOUT_DATABASE_SECONDS
        while True:
            try:
                return self._ledger.advance(reports, room=room, now=now)
            except DatabaseError:
                if _now_seconds() > until:
                    raise
                logger.warning("The ledger cannot be written; trying again.", exc_info=True)
                connection.close()
                time.sleep(self._manner.rest_seconds)
                self._ledger.has_doubts = True

    def _stay_leader(self) -> None:
        seconds = _now_seconds()
        if seconds - self._renewed_seconds > self._lease.seconds / 5:
            self._lease.renew()
            self._renewed_seconds = seconds

    def _may_end(self) -> bool:
        return _now_seconds() - self._renewed_seconds < self._manner.dot_seconds

    def _notice(self, returned: Return) -> None:
        """Learn from what came back: a server that does not answer is left alone for a while, one that refuses us for good."""
        answer, trouble = returned.report.answer, returned.trouble
        if isinstance(trouble, SenderRefused):
            self._pause(str(trouble))
        elif trouble is not None and not isinstance(trouble, LateForTheDot):
            self._troubles += 1
            wait = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (self._troubles // self._manner.connections))
            self._closed_until_seconds = _now_seconds() + wait
            logger.warning("The mail server: %s", trouble)
        elif answer is not None and answer.outcome is Outcome.HANDED:
            self._troubles = self._refusals = 0
        elif answer is not None and answer.outcome in {Outcome.NEVER, Outcome.UNCERTAIN}:
            self._refusals += 1
            if self._refusals >= REFUSED_IN_A_ROW:
                self._pause(answer.words)

    def _pause(self, words: str) -> None:
        if self._ended is None:
            actions.pause_by_itself(self._mailing, words)
            self._ended = Ended.REFUSED

    def _look(self, now: datetime) -> None:
        """Now and then: what the desk says, and what the mail server says of those who are uncertain."""
        if now - self._look_at < LOOK and self._look_at <= now:
            return
        self._look_at = now
        if (
            self._ended is None
            and not Mailing.objects.filter(pk=self._mailing.pk, state=Mailing.State.SENDING).exists()
        ):
            self._ended = Ended.TOLD
        if self._ended is None and self._is_asked_to_stop():
            self._ended = Ended.STOPPED
        before = now - timedelta(seconds=self._manner.quiet_seconds)
        if settling.is_anybody_unasked(self._mailing, self._asked_before, before):
            settling.settle(self._mailing, self._ledger, self._relay, before)
            self._asked_before = before

    def _rest(self, now: datetime) -> None:
        """Nothing is in hand and nothing could be claimed: end, or wait a little for what is to come."""
        is_waiting = self._ledger.is_anybody_waiting()
        if not is_waiting and not settling.is_anybody_unasked(self._mailing, self._asked_before, now):
            self._ended = Ended.DONE
        elif is_waiting and self._ledger.is_anybody_due(now) and _now_seconds() >= self._closed_until_seconds:
            time.sleep(
                max(0.001, min(self._manner.rest_seconds, (self._manner.paces.next_room_at(now) - now).total_seconds()))
            )
        else:
            time.sleep(self._manner.rest_seconds)
