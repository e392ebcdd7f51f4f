"""How background work is doing, for ``masthead doctor`` and ``masthead jobs``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from masthead.jobs.models import OutboxEntry, PeriodicRun, WorkerHeartbeat
from masthead.jobs.outbox import OPEN
from masthead.jobs.queues import queue_in_use
from masthead.jobs.registry import BG

LATE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Health:
    """Background work in figures. Counts are rows; ``oldest_`` moments are None when nothing waits."""

    outbox_waiting_count: int
    outbox_failed_count: int
    oldest_outbox_at: datetime | None
    jobs_waiting_count: int
    jobs_running_count: int
    jobs_failed_count: int
    oldest_job_at: datetime | None
    workers_alive_count: int
    periodic_late: tuple[str, ...]
    """Periodic jobs that should have run more than five minutes ago."""
    periodic_failing: tuple[str, ...]
    """Periodic jobs whose last run failed."""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs a person: a worker lives, nothing failed, nothing is late."""
        troubles = self.outbox_failed_count or self.jobs_failed_count or self.periodic_late or self.periodic_failing
        return bool(self.workers_alive_count) and not troubles


@dataclass(frozen=True)
class FailedWork:
    """A job or outbox entry that was given up: ``what`` it was, ``about`` what, and the error in full."""

    id: str
    what: str
    about: str
    failed_at: datetime
    attempts: int
    error: str


def health() -> Health:
    """The figures of this moment: six queries over indexed columns. Over RQ ``oldest_job_at`` is None."""
    now = timezone.now()
    late = PeriodicRun.objects.filter(next_run_at__lt=now - LATE_AFTER)
    failing = PeriodicRun.objects.filter(failures__gt=0)
    entries = OutboxEntry.objects.filter(OPEN).aggregate(count=Count("pk"), oldest=Min("created_at"))
    jobs = queue_in_use().counts()
    return Health(
        outbox_waiting_count=entries["count"],
        outbox_failed_count=OutboxEntry.objects.filter(failed_at__isnull=False).count(),
        oldest_outbox_at=entries["oldest"],
        jobs_waiting_count=jobs.waiting,
        jobs_running_count=jobs.running,
        jobs_failed_count=jobs.failed,
        oldest_job_at=jobs.oldest_at,
        workers_alive_count=WorkerHeartbeat.objects.filter(expires_at__gt=now).count(),
        periodic_late=tuple(late.order_by("name").values_list("name", flat=True)),
        periodic_failing=tuple(failing.order_by("name").values_list("name", flat=True)),
    )


def runs_of(names: Sequence[str]) -> dict[str, PeriodicRun]:
    """How periodic jobs are doing, by name; one that never ran is left out. One query."""
    return PeriodicRun.objects.in_bulk(names)


def workers_alive() -> list[WorkerHeartbeat]:
    """The workers that showed a sign of life, the oldest first; ``doing`` says what each is at."""
    return list(WorkerHeartbeat.objects.filter(expires_at__gt=timezone.now()).order_by("started_at"))


def failed_jobs(limit: int = 100) -> list[FailedWork]:
    """Jobs that failed for good, the latest first; ``id`` is what ``actions.retry_failed_jobs`` takes.

    Of the database backend; those that failed in Valkey are counted by :func:`health` and shown by ``rq info``.
    """
    rows = DBTaskResult.objects.failed().filter(backend_name=BG).order_by("-finished_at")[:limit]
    return [
        FailedWork(
            id=str(row.pk),
            what=row.task_path,
            about=", ".join(str(each) for each in row.args_kwargs["args"]),
            failed_at=row.finished_at or row.enqueued_at,
            attempts=len(row.worker_ids),
            error=row.traceback,
        )
        for row in rows
    ]


def failed_entries(limit: int = 100) -> list[FailedWork]:
    """Outbox entries that were given up, the latest first; ``id`` is what ``actions.retry_failed_entries`` takes."""
    rows = OutboxEntry.objects.filter(failed_at__isnull=False).order_by("-failed_at")[:limit]
    return [
        FailedWork(
            id=str(row.pk),
            what=row.topic,
            about=row.key,
            failed_at=row.failed_at or row.created_at,
            attempts=row.attempts,
            error=row.error,
        )
        for row in rows
    ]
