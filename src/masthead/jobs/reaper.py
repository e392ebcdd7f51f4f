"""The reaper: what a dead worker left behind is taken up again."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from masthead.errors import MastheadError
from masthead.jobs import outbox, running
from masthead.jobs.models import WorkerHeartbeat
from masthead.jobs.registry import BG, policy_of

logger = logging.getLogger(__name__)

GRACE_SECONDS = 30
"""How long after its lease a job's own worker has to end it before others take it up."""


class WorkerDied(MastheadError):
    """The worker ended in the middle of the job: killed, out of memory, or past the time limit."""


def reap() -> int:
    """Put back the jobs, and free the outbox entries, of workers that died; how many.

    A job whose worker shows no sign of life, or that runs past its lease, ends that attempt: it waits for another,
    or has failed if it was the last. With nothing running this is two reads.
    """
    now = timezone.now()
    alive: set[str] = set()
    dead: set[str] = set()
    for worker_id, expires_at in WorkerHeartbeat.objects.values_list("worker_id", "expires_at"):
        (alive if expires_at > now else dead).add(worker_id)
    reaped = outbox.free_claims_of(dead) if dead else 0
    for row in DBTaskResult.objects.running().filter(backend_name=BG):
        policy = policy_of(row.task_path)
        ends_at = (row.started_at or now) + timedelta(seconds=policy.lease_seconds + GRACE_SECONDS)
        worker_id = row.worker_ids[-1] if row.worker_ids else ""
        if worker_id in alive and now < ends_at:
            continue
        logger.warning("Job %s (%s) was left by worker %s.", row.id, row.task_path, worker_id)
        error = f"The worker {worker_id} ended, or passed the limit of {policy.lease_seconds} s, during the job."
        running.put_back(row, error=error, error_class=f"{__name__}.{WorkerDied.__name__}", policy=policy)
        reaped += 1
    return reaped
