"""Jobs over the database backend: queued with the transaction, retried, fenced, told apart by key."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from masthead.jobs import actions, queries, registry, running
from masthead.jobs.heart import Heart
from masthead.jobs.models import JobKey
from masthead.jobs.queues import DatabaseQueue
from tests.jobs import samples
from tests.jobs.conftest import Clock
from tests.jobs.traces import Trace

pytestmark = pytest.mark.django_db


def run_next() -> bool:
    return DatabaseQueue().run_next("here", Heart("here", threading.Event()))


def only_row() -> running.Row:
    return DBTaskResult.objects.get()


def test_a_job_runs_with_its_arguments_and_keeps_what_it_returned(trace: Trace) -> None:
    samples.remember.later("kicker")
    assert run_next()
    assert trace.words() == ["kicker"]
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().return_value == "kicker"


def test_a_job_asked_for_in_a_transaction_that_rolls_back_never_runs(trace: Trace) -> None:
    with transaction.atomic():
        samples.remember.later("kicker")
        samples.once.later(1)
        transaction.set_rollback(True)
    assert not run_next()
    assert not JobKey.objects.exists()


def test_a_job_that_fails_is_tried_again_after_its_backoff(clock: Clock) -> None:
    samples.fail.later()
    assert run_next()
    row = only_row()
    assert row.status == TaskResultStatus.READY
    assert "the press is jammed" in row.traceback
    assert (row.run_after - clock.now()).total_seconds() == pytest.approx(10, rel=0.3)
    assert not run_next()
    clock.forward(seconds=13)
    assert run_next()
    assert (only_row().run_after - clock.now()).total_seconds() == pytest.approx(20, rel=0.3)


def test_a_job_that_has_used_its_attempts_has_failed_and_is_shown(clock: Clock) -> None:
    samples.fail.later()
    for _ in range(3):
        assert run_next()
        clock.forward(hours=2)
    assert not run_next()
    (failed,) = queries.failed_jobs()
    assert failed.what == "tests.jobs.samples.fail"
    assert failed.attempts == 3
    assert "the press is jammed" in failed.error


def test_an_error_that_another_try_cannot_help_ends_the_job_at_once() -> None:
    samples.fail_for_good.later()
    assert run_next()
    assert only_row().status == TaskResultStatus.FAILED
    assert len(only_row().worker_ids) == 1


def test_a_result_that_is_no_json_fails_the_job_and_not_the_worker() -> None:
    samples.unspeakable.later()
    assert run_next()
    assert only_row().status == TaskResultStatus.FAILED


def test_a_job_whose_code_is_gone_is_tried_again_and_then_shown(clock: Clock) -> None:
    samples.remember.later("kicker")
    DBTaskResult.objects.update(task_path="tests.jobs.samples.of_an_older_version")
    for _ in range(registry.Policy().attempts):
        assert run_next()
        clock.forward(hours=2)
    assert only_row().status == TaskResultStatus.FAILED
    assert queries.failed_jobs()[0].what == "tests.jobs.samples.of_an_older_version"


def test_a_failed_job_can_be_tried_again_by_hand(trace: Trace) -> None:
    samples.brief.later(1)
    row = running.claim("dead")
    assert row is not None
    running.put_back(row, error="gone", error_class="x.Gone", policy=samples.brief.policy)
    assert only_row().status == TaskResultStatus.FAILED
    assert actions.retry_failed_jobs([row.pk]) == 1
    assert run_next()
    assert trace.words() == ["begin-1", "end-1"]


def test_a_job_with_a_key_that_waits_is_queued_once(trace: Trace) -> None:
    for number in (7, 7, 8, 7):
        samples.once.later(number)
    samples.once.later(7, colour="red")
    while run_next():
        pass
    assert trace.words() == ["once-7", "once-8"]


def test_a_job_with_a_key_that_has_begun_may_be_queued_again(trace: Trace) -> None:
    samples.once.later(7)
    run_next()
    samples.once.later(7)
    run_next()
    assert trace.words() == ["once-7", "once-7"]


def test_the_key_of_a_job_that_was_lost_stops_counting(clock: Clock, trace: Trace) -> None:
    samples.once.later(7)
    DBTaskResult.objects.all().delete()
    samples.once.later(7)
    assert not run_next()
    clock.forward(hours=2)
    samples.once.later(7)
    assert run_next()
    assert trace.words() == ["once-7"]


def test_a_postponed_job_waits_for_its_time(clock: Clock, trace: Trace) -> None:
    samples.remember.after(3600).later("later")
    assert not run_next()
    clock.forward(hours=1, seconds=1)
    assert run_next()
    assert trace.words() == ["later"]


def test_an_urgent_job_overtakes_those_that_wait(trace: Trace) -> None:
    samples.remember.later("second")
    samples.remember.using(priority=50).later("first")
    while run_next():
        pass
    assert trace.words() == ["first", "second"]


def test_two_jobs_may_not_have_one_title() -> None:
    with pytest.raises(ValueError, match="Two jobs"):
        registry.job("samples.fail")(samples.hear)


def test_a_job_can_be_called_at_once(trace: Trace) -> None:
    samples.remember.call("now")
    assert trace.words() == ["now"]
    assert not DBTaskResult.objects.exists()


def test_a_worker_that_lost_its_job_writes_nothing_over_the_new_attempt(trace: Trace, clock: Clock) -> None:
    samples.remember.later("kicker")
    slow = running.claim("slow")
    assert slow is not None
    running.put_back(only_row(), error="gone", error_class="x.Gone", policy=samples.remember.policy)
    clock.forward(seconds=60)
    fast = running.claim("fast")
    assert fast is not None
    running.perform(slow)
    assert only_row().status == TaskResultStatus.RUNNING
    running.perform(fast)
    assert only_row().status == TaskResultStatus.SUCCESSFUL
    assert only_row().worker_ids == ["slow", "fast"]


def test_with_nothing_waiting_a_look_at_the_queue_is_one_read(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as queries:
        assert not run_next()
    assert queries.captured_queries[0]["sql"].startswith("SELECT")
