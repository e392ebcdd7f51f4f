"""The one lease: who may do a named thing now, across threads, processes and machines.

A lease is a row with an end. Taking it is one UPDATE of a row that has expired, or one INSERT; no transaction
stays open while it is held. A holder that dies lets it expire; one that was only asleep finds it lost. What must
never be written twice compares ``token``, which grows with every taking, also after pruning. The machines' clocks
must agree within a second or two (NTP).
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.db import DatabaseError, connections, transaction
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from masthead.errors import MastheadError
from masthead.jobs.models import Lease

logger = logging.getLogger(__name__)

WAIT_STEP_SECONDS = 0.1


class LeaseTaken(MastheadError):
    """Somebody else holds the lease."""


class LeaseLost(MastheadError):
    """The lease ran out and somebody else has taken it."""


@dataclass(frozen=True)
class HeldLease:
    """A lease in hand. ``token`` grows with every taking of ``name``; ``seconds`` is how long it lasts unrenewed."""

    name: str
    holder: str
    token: int
    seconds: float

    def renew(self) -> None:
        """Let it last ``seconds`` from now.

        Raises:
            LeaseLost: it had run out and was taken over. Stop the work; write nothing more.
        """
        ends = timezone.now() + timedelta(seconds=self.seconds)
        if not Lease.objects.filter(pk=self.name, token=self.token).update(expires_at=ends):
            raise LeaseLost(f"The lease “{self.name}” has been taken over.")

    def release(self) -> None:
        """Give it back; harmless when it is already lost. The row stays, so that the token goes on growing."""
        Lease.objects.filter(pk=self.name, token=self.token).update(expires_at=timezone.now(), holder="")


def acquire(name: str, seconds: float) -> HeldLease | None:
    """Take the lease for ``seconds``, or answer None when somebody holds it. Never waits for a holder.

    Must not be called inside a transaction: nobody else would see it taken. (Django raises RuntimeError.)
    A lease that is plainly held is found out by a read, which takes no lock on SQLite.
    """
    now = timezone.now()
    if Lease.objects.filter(pk=name, expires_at__gt=now).exists():
        return None
    holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid4().hex}"
    ends = now + timedelta(seconds=seconds)
    # Milliseconds of the clock, so that a token never comes again after its row was pruned.
    floor = Value(int(now.timestamp() * 1000), output_field=BigIntegerField())
    with transaction.atomic(durable=True):
        expired = Lease.objects.filter(pk=name, expires_at__lte=now)
        if not expired.update(holder=holder, token=Greatest(F("token") + 1, floor), expires_at=ends):
            fresh = Lease(name=name, holder=holder, token=floor.value, expires_at=ends)
            Lease.objects.bulk_create([fresh], ignore_conflicts=True)
        token = Lease.objects.filter(pk=name, holder=holder).values_list("token", flat=True).first()
    return None if token is None else HeldLease(name, holder, token, seconds)


@contextmanager
def hold(name: str, seconds: float, *, wait_seconds: float = 0.0, keep_alive: bool = False) -> Iterator[HeldLease]:
    """Hold the lease ``name`` for the length of a ``with`` block; it lasts ``seconds`` unless renewed.

    ``wait_seconds`` is how long to wait for another holder. With ``keep_alive`` a thread renews it every third of
    its length for as long as the block runs and the process lives.

    Raises:
        LeaseTaken: somebody else holds it.
    """
    until = time.monotonic() + wait_seconds
    while (lease := acquire(name, seconds)) is None:
        if time.monotonic() >= until:
            raise LeaseTaken(f"Somebody else holds the lease “{name}”.", "Try again in a while.")
        time.sleep(WAIT_STEP_SECONDS)
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lease, ended), daemon=True, name=f"lease {name}")
    try:
        if keep_alive:
            keeper.start()
        yield lease
    finally:
        ended.set()
        if keep_alive:
            keeper.join()
        lease.release()


def _keep(lease: HeldLease, ended: threading.Event) -> None:
    """Renew until the block ends or the lease is lost; a database that is busy is tried again."""
    try:
        while not ended.wait(lease.seconds / 3):
            try:
                lease.renew()
            except DatabaseError:
                logger.warning("Cannot renew the lease %s; trying again.", lease.name, exc_info=True)
    except LeaseLost:
        logger.error("The lease %s was taken over while its work went on.", lease.name)  # noqa: TRY400
    finally:
        connections.close_all()
