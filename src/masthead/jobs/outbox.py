"""The outbox: what happened, written in the same transaction as the happening, delivered after the commit.

``put`` stands or falls with the caller's transaction. ``deliver`` hands each entry to the handlers of its topic at
least once: a process killed in the middle leaves a claim that runs out, and the entry is delivered again. So
handlers are idempotent, quick (under a minute; longer work is a job) and read the present state themselves.

Entries with the same key are delivered one after the other in the order they were put; an entry given up on is kept
and shown, and no longer holds up its successors. Entries without a key come in no promised order.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from masthead.errors import MastheadError
from masthead.jobs.backoff import delay_seconds, is_permanent
from masthead.jobs.models import OutboxEntry

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], object]
"""Receives the payload; what it returns is ignored. To raise is to ask for another try."""

Handlers = Mapping[str, Sequence[Handler]]
"""Who follows each topic, in order."""

CLAIM_SECONDS = 300
FIRST_RETRY_SECONDS = 5.0
MOST_ATTEMPTS = 15
"""With the delays of ``backoff`` the last attempt comes about six hours after the first."""

OPEN = Q(done_at__isnull=True, failed_at__isnull=True)


class TopicUnknown(MastheadError):
    """No handler follows the topic; a newer version of Masthead may, so it is tried again."""


@dataclass
class Delivered:
    """What came of a delivery: entries done, put off after an error, given up."""

    done: int = 0
    put_off: int = 0
    given_up: int = 0

    def __bool__(self) -> bool:
        return bool(self.done or self.put_off or self.given_up)


def put(topic: str, payload: dict[str, Any], key: str | None = None) -> None:
    """Leave word that something happened, in the caller's transaction.

    ``payload`` is JSON (dates are written as ISO text). ``key`` names what the word is about ("page:12"): entries
    of one key keep their order, across topics.
    """
    OutboxEntry.objects.create(topic=topic, payload=payload, key=key or "")


def put_many(topic: str, entries: Iterable[tuple[dict[str, Any], str]]) -> None:
    """Leave word of many happenings on one topic, as (payload, key), in the caller's transaction (importers)."""
    rows = (OutboxEntry(topic=topic, payload=payload, key=key) for payload, key in entries)
    OutboxEntry.objects.bulk_create(rows, batch_size=500)


def deliver(
    handlers: Handlers,
    limit: int = 20,
    *,
    claimed_by: str = "",
    is_stopping: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Deliver up to ``limit`` waiting entries, those due longest first, and say what came of them.

    With nothing waiting this is one read. ``claimed_by`` is the worker whose death frees the claims at once;
    ``is_stopping`` is asked between entries.
    """
    outcome = Delivered()
    claimed = _claim(limit, claimed_by)
    for position, entry in enumerate(claimed):
        if is_stopping() or not _has_time(entry):
            _let_go(claimed[position:])
            break
        if not _begin(entry):
            continue
        if entry.attempts > MOST_ATTEMPTS:
            _give_up(entry, f"Given up: {MOST_ATTEMPTS} attempts ended with the worker dying.", outcome)
        else:
            _deliver_one(entry, handlers, outcome)
    return outcome


def waiting(now: datetime) -> QuerySet[OutboxEntry]:
    """The entries that may be delivered at ``now``, due longest first: unclaimed, the first open one of their key.

    The order is that of an index over the open entries; by ``pk`` alone SQLite would walk through all that are done.
    """
    earlier = OutboxEntry.objects.filter(OPEN, key=OuterRef("key"), pk__lt=OuterRef("pk"))
    return (
        OutboxEntry.objects.filter(OPEN, available_at__lte=now)
        .filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))
        .filter(Q(key="") | ~Exists(earlier))
        .order_by("available_at", "pk")
    )


def free_claims_of(workers: Iterable[str]) -> int:
    """Open the claims of workers that died; the number of entries freed."""
    claims = OutboxEntry.objects.filter(OPEN, claimed_by__in=list(workers), claimed_until__isnull=False)
    return claims.update(claimed_by="", claimed_until=None) if claims.exists() else 0


def _claim(limit: int, claimed_by: str) -> list[OutboxEntry]:
    now = timezone.now()
    if not waiting(now).exists():
        return []
    until = now + timedelta(seconds=CLAIM_SECONDS)
    with transaction.atomic():
        entries = list(waiting(now).select_for_update(of=("self",), skip_locked=True)[:limit])
        pks = [entry.pk for entry in entries]
        OutboxEntry.objects.filter(pk__in=pks).update(claimed_by=claimed_by, claimed_until=until)
    for entry in entries:
        entry.claimed_by, entry.claimed_until = claimed_by, until
    return entries


def _own(entry: OutboxEntry) -> QuerySet[OutboxEntry]:
    """The row, as long as it is still claimed as we claimed it."""
    return OutboxEntry.objects.filter(OPEN, pk=entry.pk, claimed_by=entry.claimed_by, claimed_until=entry.claimed_until)


def _has_time(entry: OutboxEntry) -> bool:
    """Whether at least half of the claim is left: enough for one more handler."""
    left = entry.claimed_until - timezone.now() if entry.claimed_until else timedelta()
    return left > timedelta(seconds=CLAIM_SECONDS / 2)


def _let_go(entries: Sequence[OutboxEntry]) -> None:
    for entry in entries:
        _own(entry).update(claimed_by="", claimed_until=None)


def _begin(entry: OutboxEntry) -> bool:
    """Count the attempt before it is made, so that a handler which kills the process is not tried for ever."""
    if not _own(entry).update(attempts=F("attempts") + 1):
        return False
    entry.attempts += 1
    return True


def _deliver_one(entry: OutboxEntry, handlers: Handlers, outcome: Delivered) -> None:
    """Run the handlers that have not had the entry; one that fails does not keep it from the others."""
    troubles: list[Exception] = []
    if entry.topic not in handlers:
        troubles.append(TopicUnknown(f"Nothing follows the topic “{entry.topic}”."))
    for position, handler in enumerate(handlers.get(entry.topic, ())):
        name = f"{position} {handler.__module__}.{getattr(handler, '__qualname__', '')}"
        if name in entry.delivered_to:
            continue
        try:
            handler(entry.payload)
        except Exception as trouble:  # whatever a handler raises is its own trouble, not the outbox's
            logger.exception("Outbox entry %s (%s): %s failed.", entry.pk, entry, name)
            troubles.append(trouble)
        else:
            entry.delivered_to.append(name)
    if not troubles:
        _own(entry).update(done_at=timezone.now(), delivered_to=entry.delivered_to, error="")
        outcome.done += 1
        return
    error = "\n".join("".join(traceback.format_exception(trouble)) for trouble in troubles)
    if entry.attempts >= MOST_ATTEMPTS or all(is_permanent(trouble) for trouble in troubles):
        _give_up(entry, error, outcome)
    else:
        _put_off(entry, error, outcome)


def _put_off(entry: OutboxEntry, error: str, outcome: Delivered) -> None:
    delay = delay_seconds(entry.attempts, first_seconds=FIRST_RETRY_SECONDS)
    _own(entry).update(
        available_at=timezone.now() + timedelta(seconds=delay),
        claimed_by="",
        claimed_until=None,
        delivered_to=entry.delivered_to,
        error=error,
    )
    outcome.put_off += 1


def _give_up(entry: OutboxEntry, error: str, outcome: Delivered) -> None:
    _own(entry).update(failed_at=timezone.now(), delivered_to=entry.delivered_to, error=error)
    logger.error("Outbox entry %s (%s) is given up after %d attempts.", entry.pk, entry, entry.attempts)
    outcome.given_up += 1
