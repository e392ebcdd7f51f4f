"""Jobs: functions that run in the worker, with their policy of retries.

A job is a ``django_tasks`` task on ``TASKS["bg"]`` that also knows how often and how soon it is tried again, how
long one attempt may take, and which calls of it are the same work. Arguments are JSON. Write jobs so that running
one twice does no harm: a worker may die between the work and the note that it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ParamSpec, Self, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task_backends
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from masthead.jobs import keys, outbox

BG = "bg"
"""The name in ``TASKS`` of the backend for everything slow."""

ENQUEUE_TOPIC = "jobs.enqueue"
"""The outbox topic that carries a job to a queue outside the database."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How a job is retried: attempts in all, seconds before the second one (doubled each time), seconds for each.

    A worker that is still at it after ``lease_seconds`` is ended, and the attempt counts as failed.
    """

    attempts: int = 5
    backoff_seconds: float = 10.0
    lease_seconds: int = 600


@dataclass(frozen=True, kw_only=True)
class Job(Task[P, T]):
    """A task with a policy. Made by :func:`job`; use :meth:`later`, not ``enqueue``."""

    title: str
    policy: Policy = field(default_factory=Policy)
    key: Callable[..., object] | None = None

    def later(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run it in the worker once the caller's transaction commits; never if that rolls back.

        With the database backend the waiting job is a row of the same transaction. Otherwise it goes through the
        outbox, so that a process killed after the commit loses nothing.
        """
        with transaction.atomic():
            name = self.key_of(*args, **kwargs)
            if name and not keys.take(name, runs_at=self.run_after):
                return
            if isinstance(self.get_backend(), DatabaseBackend):
                self.enqueue(*args, **kwargs)
            else:
                outbox.put(ENQUEUE_TOPIC, self._as_payload(args, kwargs))

    def after(self, seconds: float) -> Self:
        """The same job, not to begin before ``seconds`` from now: ``remind.after(3600).later(pk)``."""
        return self.using(run_after=timezone.now() + timedelta(seconds=seconds))

    def key_of(self, *args: P.args, **kwargs: P.kwargs) -> str:
        """What tells this call from others: "title:key", or "" when every call is work of its own."""
        return f"{self.title}:{self.key(*args, **kwargs)}"[:255] if self.key else ""

    def call(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run it here and now. The worker's way in: it first lets the same key wait again."""
        if name := self.key_of(*args, **kwargs):
            keys.drop(name)
        return Task.call(self, *args, **kwargs)

    def _as_payload(self, args: Any, kwargs: Any) -> dict[str, Any]:
        run_after = self.run_after.isoformat() if self.run_after else None
        return {"task": self.module_path, "args": list(args), "kwargs": kwargs, "run_after": run_after}


_jobs: dict[str, str] = {}


def job(
    title: str,
    *,
    attempts: int = 5,
    backoff_seconds: float = 10.0,
    lease_seconds: int = 600,
    key: Callable[..., object] | None = None,
    priority: int = 0,
) -> Callable[[Callable[P, T]], Job[P, T]]:
    """Make a module's function a job named ``title`` ("pictures.make_renditions").

    ``attempts`` counts the first one too; ``backoff_seconds`` is the wait before the second, doubled each time up
    to an hour; ``lease_seconds`` is how long one attempt may take. ``key`` receives the arguments: while a job with
    the same answer waits, asking again does nothing. ``priority``, -100 to 100, puts it before others that wait
    (the database backend only). An error with ``permanent`` set ends it at once.
    """
    policy = Policy(attempts=attempts, backoff_seconds=backoff_seconds, lease_seconds=lease_seconds)

    def make(function: Callable[P, T]) -> Job[P, T]:
        path = f"{function.__module__}.{function.__qualname__}"
        if _jobs.setdefault(title, path) != path:
            raise ValueError(f"Two jobs are called “{title}”: {_jobs[title]} and {path}.")
        has_priority = task_backends[BG].supports_priority
        return Job(
            func=function,
            backend=BG,
            title=title,
            policy=policy,
            key=key,
            priority=priority if has_priority else 0,
        )

    return make


def policy_of(task_path: str) -> Policy:
    """The policy of the task at a dotted path; tasks of others, and paths that are gone, get the usual one."""
    try:
        task = import_string(task_path)
    except ImportError:
        return Policy()
    return task.policy if isinstance(task, Job) else Policy()


def hand_to_queue(payload: dict[str, Any]) -> None:
    """Outbox handler: put a job that its caller committed on the queue outside the database."""
    task: Task[Any, Any] = import_string(payload["task"])
    if payload["run_after"]:
        task = task.using(run_after=datetime.fromisoformat(payload["run_after"]))
    task.enqueue(*payload["args"], **payload["kwargs"])
