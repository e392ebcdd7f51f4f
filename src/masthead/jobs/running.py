"""One job of the database backend from its row: claim it, perform it, write down what came of it.

``django_tasks_db`` keeps the row; this is what it lacks: attempts, waiting between them, and a fence. ``started_at``
is the fence: whoever no longer finds the moment at which it began in the row has lost the job and writes nothing.
"""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.utils import get_module_path
from django_tasks_db.compat import TaskContext, TaskResultStatus, normalize_json, task_finished, task_started
from django_tasks_db.models import DBTaskResult, get_date_max

from masthead.jobs.backoff import delay_seconds, is_permanent
from masthead.jobs.registry import BG, Policy, policy_of

logger = logging.getLogger(__name__)

Row = DBTaskResult[Any, Any]


def claim(worker_id: str) -> Row | None:
    """The next job that is due, now this worker's; None when nothing is. Urgent first, then those due longest."""
    ready = DBTaskResult.objects.ready().filter(backend_name=BG)
    if not ready.exists():  # a read, which takes no lock on SQLite
        return None
    with transaction.atomic():
        row = ready.get_locked()
        if row is not None:
            row.claim(worker_id)
    return row


def perform(row: Row) -> None:
    """Run a claimed job and write the result, or when to try again. Never raises what the job raised."""
    policy = policy_of(row.task_path)
    try:
        value = normalize_json(_call(row))
    except Exception as trouble:  # noqa: BLE001 - the job's trouble is recorded, not ours to handle
        _record_failure(row, trouble, policy)
    else:
        if _settle(row, status=TaskResultStatus.SUCCESSFUL, return_value=value, error=None):
            _tell_finished(row)


def put_back(row: Row, *, error: str, error_class: str, policy: Policy) -> None:
    """End an attempt that did not end itself: the job waits for another, or has failed if that was the last."""
    if len(row.worker_ids) >= policy.attempts:
        _settle(row, status=TaskResultStatus.FAILED, error=(error_class, error))
        return
    delay = delay_seconds(len(row.worker_ids), first_seconds=policy.backoff_seconds)
    _settle(row, status=TaskResultStatus.READY, error=(error_class, error), delay=timedelta(seconds=delay))


def hand_back(row: Row) -> None:
    """Return a job that a stopping worker cannot finish: it may begin again at once, and the attempt is not counted."""
    _own(row).update(
        status=TaskResultStatus.READY,
        started_at=None,
        run_after=get_date_max(),
        worker_ids=row.worker_ids[:-1],
    )


def _call(row: Row) -> Any:
    result = row.task_result
    task = result.task
    task_started.send(sender=type(task.get_backend()), task_result=result)
    if task.takes_context:
        return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)


def _record_failure(row: Row, trouble: Exception, policy: Policy) -> None:
    if is_permanent(trouble) or len(row.worker_ids) >= policy.attempts:
        error = (get_module_path(type(trouble)), "".join(traceback.format_exception(trouble)))
        logger.error("Job %s (%s) has failed for good.", row.id, row.task_path, exc_info=trouble)
        if _settle(row, status=TaskResultStatus.FAILED, error=error):
            _tell_finished(row)
        return
    logger.warning("Job %s (%s) failed; it will be tried again.", row.id, row.task_path, exc_info=trouble)
    text = "".join(traceback.format_exception(trouble))
    put_back(row, error=text, error_class=get_module_path(type(trouble)), policy=policy)


def _own(row: Row) -> QuerySet[DBTaskResult[Any, Any]]:
    """The row, as long as it is still running as we claimed it."""
    return DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)


def _settle(
    row: Row,
    *,
    status: TaskResultStatus,
    error: tuple[str, str] | None,
    return_value: Any = None,
    delay: timedelta | None = None,
) -> bool:
    """Write how the attempt ended; False when the job was taken from us meanwhile."""
    now = timezone.now()
    changes: dict[str, Any] = {
        "status": status,
        "finished_at": None if status == TaskResultStatus.READY else now,
        "return_value": return_value,
        "exception_class_path": error[0] if error else "",
        "traceback": error[1] if error else "",
        "run_after": row.run_after if delay is None else now + delay,
    }
    if not _own(row).update(**changes):
        logger.warning("Job %s (%s) was taken over while it ran here.", row.id, row.task_path)
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


def _tell_finished(row: Row) -> None:
    """Tell the listeners of ``django_tasks``, if the task can still be found."""
    try:
        result = row.task_result
    except ImportError:
        return
    task_finished.send(sender=type(result.task.get_backend()), task_result=result)
