"""Jobs over RQ and Valkey (or Redis), for those who run one already: the ``rq`` backend of ``[jobs]``.

The same jobs, policies and worker. RQ keeps the queue, the waiting between attempts and the claims; a job reaches it
through the outbox. Priorities do not exist there. A job whose worker died is taken up once its lease has passed.
Imported only when this backend is configured, for its libraries are an extra.
"""

from __future__ import annotations

import time
from typing import Any

import django_rq
from django_rq.queues import DjangoRQ
from django_tasks_rq.backend import Job as RQJob
from rq import Retry, SimpleWorker

from masthead.jobs.backoff import delay_seconds, is_permanent
from masthead.jobs.heart import Heart
from masthead.jobs.queues import QueueCounts
from masthead.jobs.registry import policy_of

QUEUE = "default"
GRACE_SECONDS = 5
LONGEST_SECONDS = 6 * 3600.0
"""The heart's limit; RQ itself interrupts a job at its lease."""


class PolicyQueue(DjangoRQ):
    """RQ's queue, giving each job the retries and the time limit of its policy. Named in ``RQ_QUEUES``."""

    def create_job(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        """RQ's job for the task at the dotted path ``func``."""
        policy = policy_of(func)
        first = policy.backoff_seconds
        waits = [round(delay_seconds(attempt, first_seconds=first)) for attempt in range(1, policy.attempts)]
        if waits:
            kwargs["retry"] = Retry(max=len(waits), interval=waits)
        kwargs["timeout"] = policy.lease_seconds
        return super().create_job(func, *args, **kwargs)


class OneJobWorker(SimpleWorker):
    """RQ's worker inside ours: it forks nothing and leaves the signals alone."""

    def _install_signal_handlers(self) -> None:
        """Our worker hears them."""

    def get_heartbeat_ttl(self, job: Any, working_time: float = 0.0) -> int:  # noqa: ARG002 - RQ's signature
        """Seconds until a job whose worker died is taken up: its lease and a moment."""
        return int(job.timeout) + GRACE_SECONDS


class ValkeyQueue:
    """Where jobs wait, when they wait in Valkey."""

    def __init__(self) -> None:
        self._queue = django_rq.get_queue(QUEUE, job_class=RQJob)
        self._worker: OneJobWorker | None = None

    def run_next(self, worker_id: str, heart: Heart) -> bool:
        """Run one job, if one is due; jobs that a dead worker left are queued again first."""
        if not self._is_waiting():
            return False
        worker = self._worker_named(worker_id)
        worker.clean_registries()  # type: ignore[no-untyped-call]
        with heart.busy("a job from Valkey", LONGEST_SECONDS):
            return bool(worker.work(burst=True, max_jobs=1, with_scheduler=True, logging_level="WARNING"))

    def counts(self) -> QueueCounts:
        """How many wait (also for another attempt), run and have failed. RQ forgets a failed job after a year."""
        queue = self._queue
        return QueueCounts(
            waiting=queue.count + queue.scheduled_job_registry.get_job_count(cleanup=False),
            running=queue.started_job_registry.get_job_count(cleanup=False),
            failed=queue.failed_job_registry.get_job_count(cleanup=False),
        )

    def _is_waiting(self) -> bool:
        """Whether a job waits, or its time has come, or the claim of a dead worker has run out."""
        now = time.time()
        timed = (self._queue.scheduled_job_registry, self._queue.started_job_registry)
        return bool(self._queue.count or any(self._queue.connection.zcount(each.key, 0, now) for each in timed))

    def _worker_named(self, worker_id: str) -> OneJobWorker:
        if self._worker is None:
            self._worker = OneJobWorker(
                [self._queue],
                name=worker_id,
                connection=self._queue.connection,
                job_class=RQJob,
                queue_class=PolicyQueue,
                exception_handlers=[end_when_permanent],
            )
        return self._worker


def end_when_permanent(job: RQJob, _kind: type[BaseException], trouble: BaseException, _trace: object) -> bool:
    """RQ's exception handler: an error that another attempt cannot help takes the attempts that are left."""
    if is_permanent(trouble):
        job.retries_left = 0
    return True
