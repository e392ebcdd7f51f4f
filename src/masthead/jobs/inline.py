"""The backend of ``TASKS["default"]``: what Wagtail asks for runs here, on commit, once for each object.

Wagtail and modelsearch queue a task with every save. Saving and publishing one article asks five times for its
references, three times for its search index and once for a purge, and each row of its credits and tags asks for
the references of the whole article again. Here they run in the same process when the transaction commits, each
(task, arguments) once, and rows that belong to a page count as the page. So both indexes are fresh when the next
request reads them.

A task that fails does not fail the save: it is logged as an error and queued on ``TASKS["bg"]``, where it is retried
and, in the end, shown as failed. An object that was deleted meanwhile needs no index: that is a success.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task_backends
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TASK_REFRESH_ATTRS, Task, TaskError, TaskResult
from django_tasks.signals import task_enqueued, task_finished, task_started
from django_tasks.utils import get_exception_traceback, get_module_path, get_random_id, normalize_json
from modelcluster.fields import ParentalKey

logger = logging.getLogger(__name__)

REFERENCES_TASK = "wagtail.tasks.update_reference_index_task"
RETRY_BACKEND = "bg"

ObjectKey = tuple[str, str, str]
"""App label, model name and primary key, as Wagtail's index tasks receive them."""


class CoalescingBackend(ImmediateBackend):
    """Runs each (task, object) once, after the commit. Outside a transaction it runs at once."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Note the task for the commit; a rolled-back savepoint forgets what was noted within it."""
        self.validate_task(task)
        now = timezone.now()
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=now,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        task_enqueued.send(type(self), task_result=result)
        transaction.on_commit(_Pending(self, result, _open_batch()))
        return result

    def run(self, result: TaskResult[Any]) -> None:
        """Run one task and write the outcome into its result. Raises nothing that the task raised."""
        task, now = result.task, timezone.now()
        _write(result, status=TaskResultStatus.RUNNING, started_at=now, last_attempted_at=now)
        result.worker_ids.append(self.worker_id)
        task_started.send(type(self), task_result=result)
        context = [TaskContext(task_result=result)] if task.takes_context else []
        try:
            value = normalize_json(task.call(*context, *result.args, **result.kwargs))
        except Exception as trouble:  # noqa: BLE001 - an index that fails must not fail the save that asked for it
            if isinstance(trouble, ObjectDoesNotExist) and _is_gone(result):
                _write(result, status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
            else:
                self._record_failure(result, trouble)
        else:
            _write(result, status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now(), _return_value=value)
        task_finished.send(type(self), task_result=result)

    def _record_failure(self, result: TaskResult[Any], trouble: Exception) -> None:
        path = result.task.module_path
        logger.error("%s failed for %s %s.", path, result.args, result.kwargs, exc_info=trouble)
        error = TaskError(
            exception_class_path=get_module_path(type(trouble)), traceback=get_exception_traceback(trouble)
        )
        result.errors.append(error)
        _write(result, status=TaskResultStatus.FAILED, finished_at=timezone.now())
        if RETRY_BACKEND not in task_backends.settings:
            return
        try:
            result.task.using(backend=RETRY_BACKEND).enqueue(*result.args, **result.kwargs)
        except Exception:  # the log is the last resort
            logger.exception("%s could not be queued for another try either.", path)


class _Batch:
    """What one transaction will run on its commit: each key once, with the rows of a page counted as the page."""

    def __init__(self) -> None:
        self.done: dict[str, TaskResult[Any]] = {}
        self._rows: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._parents: dict[ObjectKey, ObjectKey | None] = {}

    def expect(self, key: ObjectKey) -> None:
        """Note a row, so that the parents of all rows of its model are found by one query."""
        app_label, model_name, pk = key
        self._rows[app_label, model_name].add(pk)

    def root_of(self, key: ObjectKey) -> ObjectKey | None:
        """The object whose references a row belongs to; None when the row or its parent is gone."""
        parental_key = _parental_key_of(key)
        if parental_key is None:
            return key
        if key not in self._parents:
            self._find_parents(key, parental_key)
        parent = self._parents.get(key)
        return self.root_of(parent) if parent else None

    def _find_parents(self, key: ObjectKey, parental_key: ParentalKey) -> None:
        app_label, model_name, pk = key
        pks = self._rows[app_label, model_name] | {pk}
        rows = apps.get_model(app_label, model_name)._base_manager.filter(pk__in=pks)
        parent_meta = parental_key.related_model._meta
        for row_pk, parent_pk in rows.values_list("pk", parental_key.attname):
            parent = (parent_meta.app_label, parent_meta.model_name, str(parent_pk)) if parent_pk else None
            self._parents[app_label, model_name, str(row_pk)] = parent


class _Pending:
    """One task noted for the commit. Django forgets it with its savepoint; the batch lives in those that remain."""

    def __init__(self, backend: CoalescingBackend, result: TaskResult[Any], batch: _Batch) -> None:
        self.backend = backend
        self.result = result
        self.batch = batch
        self.object_key = _object_key_of(result)
        if self.object_key:
            batch.expect(self.object_key)

    def __call__(self) -> None:
        """Run it, unless the same was run on this commit already: then it has the same outcome."""
        if self.object_key and not self._aim_at_root(self.object_key):
            return
        key = json.dumps([self.result.task.module_path, self.result.args, self.result.kwargs], sort_keys=True)
        if (done := self.batch.done.get(key)) is not None:
            _write(self.result, **{name: getattr(done, name) for name in TASK_REFRESH_ATTRS})
            return
        self.batch.done[key] = self.result
        self.backend.run(self.result)

    def _aim_at_root(self, key: ObjectKey) -> bool:
        root = self.batch.root_of(key)
        if root is None:
            _write(self.result, status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now())
            return False
        _write(self.result, args=list(root))
        return True


def _open_batch() -> _Batch:
    """The batch of the running transaction: that of a task which is still noted for its commit, or a new one."""
    noted = (entry[1] for entry in reversed(connections[DEFAULT_DB_ALIAS].run_on_commit))
    return next((hook.batch for hook in noted if isinstance(hook, _Pending)), None) or _Batch()


def _object_key_of(result: TaskResult[Any]) -> ObjectKey | None:
    """The object whose references are asked for; None for every other task."""
    if result.task.module_path != REFERENCES_TASK or len(result.args) != len(("app", "model", "pk")):
        return None
    return result.args[0], result.args[1], result.args[2]


def _parental_key_of(key: ObjectKey) -> ParentalKey | None:
    """The field that binds a row to its page, as Wagtail's own task looks for it: the first one."""
    model: type[models.Model] = apps.get_model(key[0], key[1])
    return next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)


def _is_gone(result: TaskResult[Any]) -> bool:
    """Whether the task's own object no longer exists: what it asked for is then nobody's need."""
    if len(result.args) != len(("app", "model", "pk")):
        return False
    try:
        model = apps.get_model(result.args[0], result.args[1])
    except (LookupError, TypeError, ValueError, AttributeError):
        return False
    return not model._base_manager.filter(pk=result.args[2]).exists()


def _write(result: TaskResult[Any], **changes: Any) -> None:
    """A result is frozen for its readers; the backend that makes it is the exception."""
    for name, value in changes.items():
        object.__setattr__(result, name, value)
