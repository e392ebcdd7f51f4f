"""The three statements that run for every message, written out: the fence, the outcomes, the claim.

Built by Django's query compiler they cost three times what the message itself does. The condition under which somebody may be
written to is still ``newsletters.audience``'s and no copy of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef

from masthead.deliveries.models import Delivery
from masthead.errors import MastheadError
from masthead.jobs.leases import HeldLease
from masthead.jobs.models import Lease
from masthead.mailings.models import Mailing
from masthead.newsletters import audience

LEDGER = Delivery._meta.db_table
LEASES = Lease._meta.db_table
State = Delivery.State


class NoLongerLeader(MastheadError):
    """Somebody else sends this mailing now. Nothing was written."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger as it is to stand."""

    delivery: int
    state: Delivery.State
    attempts: int
    at: datetime
    due_at: datetime | None
    words: str = ""


class Statements:
    """The statements of one sending, by whoever holds the lease. Each belongs into the caller's transaction."""

    def __init__(self, mailing: Mailing, lease: HeldLease) -> None:
        self._lease = lease
        may = audience.reachable(mailing.newsletter_id).filter(subscriber=OuterRef("subscriber"))
        select, self._condition_values = Delivery.objects.filter(Exists(may)).query.sql_with_params()
        self._condition = select.partition(" WHERE ")[2]
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        self._fence = f"SELECT 1 FROM {LEASES} WHERE name = %s AND token = %s{lock}"
        self._write = (
            f"UPDATE {LEDGER} SET state = %s, attempts = %s, at = %s, due_at = %s, words = %s "
            f"WHERE id = %s AND state = '{State.CLAIMED}' AND token = %s"
        )

    def fence(self) -> None:
        """Refuse unless the lease is ours; its row is locked until the transaction ends, so that nobody takes it meanwhile.

        Raises:
            NoLongerLeader: somebody else has taken it.
        """
        with connection.cursor() as cursor:
            cursor.execute(self._fence, [self._lease.name, self._lease.token])
            if cursor.fetchone() is None:
                raise NoLongerLeader("Somebody else sends this mailing now.")

    def write(self, entries: Sequence[Entry]) -> None:
        """Write down what became of messages in hand. What is not in our hand any more stays as it is."""
        if entries:
            moment = connection.ops.adapt_datetimefield_value
            rows = [
                (e.state.value, e.attempts, moment(e.at), moment(e.due_at), e.words, e.delivery, self._lease.token)
                for e in entries
            ]
            with connection.cursor() as cursor:
                cursor.executemany(self._write, rows)

    def claim(self, wanted: Sequence[int], now: datetime) -> set[int]:
        """Take in hand those of ``wanted`` who wait and may be written to at this very moment; who they are."""
        places = ", ".join(["%s"] * len(wanted))
        sql = (
            f"UPDATE {LEDGER} SET state = '{State.CLAIMED}', token = %s, attempts = attempts + 1, at = %s "
            f"WHERE id IN ({places}) AND state = '{State.PLANNED}' AND {self._condition} RETURNING id"
        )
        moment = connection.ops.adapt_datetimefield_value(now)
        with connection.cursor() as cursor:
            cursor.execute(sql, [self._lease.token, moment, *wanted, *self._condition_values])
            return {number for (number,) in cursor.fetchall()}
