"""What operators and the clock do to background work: try the failed again, remove what is over."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from masthead.jobs.models import JobKey, Lease, OutboxEntry, WorkerHeartbeat
from masthead.jobs.registry import BG

logger = logging.getLogger(__name__)

KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)
KEEP_LEASES = timedelta(days=30)
BATCH = 500


def retry_failed_jobs(ids: Iterable[UUID | str] | None = None) -> int:
    """Let failed jobs of the database backend run again with all their attempts; those named, or all. How many."""
    failed = DBTaskResult.objects.failed().filter(backend_name=BG)
    if ids is not None:
        failed = failed.filter(pk__in=list(ids))
    return failed.update(
        status=TaskResultStatus.READY,
        run_after=get_date_max(),
        worker_ids=[],
        started_at=None,
        finished_at=None,
    )


def retry_failed_entries(ids: Iterable[int] | None = None) -> int:
    """Let outbox entries that were given up be delivered again, to the handlers that failed. How many."""
    failed = OutboxEntry.objects.filter(failed_at__isnull=False)
    if ids is not None:
        failed = failed.filter(pk__in=list(ids))
    return failed.update(failed_at=None, attempts=0, available_at=timezone.now(), claimed_by="", claimed_until=None)


def prune() -> int:
    """Remove what is over, in small transactions: done work after a week, failed after ninety days. How many rows."""
    now = timezone.now()
    results = DBTaskResult.objects
    over: list[QuerySet[Any]] = [
        results.successful().filter(finished_at__lt=now - KEEP_DONE),
        results.failed().filter(finished_at__lt=now - KEEP_FAILED),
        OutboxEntry.objects.filter(done_at__lt=now - KEEP_DONE),
        OutboxEntry.objects.filter(failed_at__lt=now - KEEP_FAILED),
        JobKey.objects.filter(expires_at__lt=now - KEEP_DONE),
        Lease.objects.filter(expires_at__lt=now - KEEP_LEASES),
        WorkerHeartbeat.objects.filter(expires_at__lt=now - KEEP_DONE),
    ]
    removed = sum(_remove(rows) for rows in over)
    if removed:
        logger.info("Removed %d rows of finished background work.", removed)
    return removed


def optimise_database() -> None:
    """Let SQLite bring its planner's statistics up to date. Nothing to do on PostgreSQL, which does so itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")


def _remove(rows: QuerySet[Model]) -> int:
    """Delete in batches, each a short transaction, so that writers wait at most a moment."""
    removed = 0
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model._default_manager.filter(pk__in=pks).delete()
        removed += len(pks)
    return removed
