"""Where jobs wait: in the database, or elsewhere; the worker sees no difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from django.db.models import Count, Min, Q
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from masthead.jobs import running
from masthead.jobs.heart import Heart
from masthead.jobs.registry import BG, policy_of

ELSEWHERE = "masthead.jobs.valkey.ValkeyQueue"
"""By name, for the libraries it needs are an extra."""


@dataclass(frozen=True)
class QueueCounts:
    """Jobs that wait, run and have failed for good; since when the oldest waits, where that is known."""

    waiting: int = 0
    running: int = 0
    failed: int = 0
    oldest_at: datetime | None = None


class Queue(Protocol):
    """What the worker and the health figures need of a place where jobs wait."""

    def run_next(self, worker_id: str, heart: Heart) -> bool:
        """Run the next job that is due; False when there is none."""

    def counts(self) -> QueueCounts:
        """The figures of this moment."""


class DatabaseQueue:
    """Jobs as rows of ``django_tasks_db``."""

    def run_next(self, worker_id: str, heart: Heart) -> bool:
        """Claim and run one job."""
        row = running.claim(worker_id)
        if row is None:
            return False
        limit = policy_of(row.task_path).lease_seconds
        with heart.busy(f"{row.task_path} {row.args_kwargs['args']}", limit, partial(running.hand_back, row)):
            running.perform(row)
        return True

    def counts(self) -> QueueCounts:
        """One query."""
        is_ready = Q(status=TaskResultStatus.READY)
        figures = DBTaskResult.objects.filter(backend_name=BG).aggregate(
            waiting=Count("pk", filter=is_ready),
            running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
            failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
            oldest_at=Min("enqueued_at", filter=is_ready),
        )
        return QueueCounts(**figures)


def queue_in_use() -> Queue:
    """The queue that ``TASKS["bg"]`` names."""
    if isinstance(task_backends[BG], DatabaseBackend):
        return DatabaseQueue()
    queue: Queue = import_string(ELSEWHERE)()
    return queue
