"""What is over is removed in time; what still matters stays. The figures say how things are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from masthead.jobs import actions, leases, outbox, queries, running
from masthead.jobs.models import JobKey, Lease, OutboxEntry, PeriodicRun, WorkerHeartbeat
from tests.jobs import samples
from tests.jobs.conftest import Clock
from tests.jobs.test_job import run_next
from tests.jobs.traces import Trace

pytestmark = pytest.mark.django_db


def test_done_work_is_removed_after_a_week_and_not_before(clock: Clock, trace: Trace) -> None:
    samples.remember.later("kicker")
    run_next()
    outbox.put("said", {"word": "hush"})
    outbox.deliver({"said": []})
    clock.forward(days=6)
    assert actions.prune() == 0
    clock.forward(days=2)
    assert actions.prune() == 2
    assert not DBTaskResult.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_failed_work_stays_for_a_season(clock: Clock) -> None:
    samples.fail_for_good.later()
    run_next()
    outbox.put("said", {"word": "hush"})
    entry = OutboxEntry.objects.get()
    OutboxEntry.objects.update(failed_at=clock.now())
    clock.forward(days=60)
    assert actions.prune() == 0
    assert [failed.id for failed in queries.failed_entries()] == [str(entry.pk)]
    clock.forward(days=31)
    assert actions.prune() == 2


def test_work_that_waits_is_never_removed(clock: Clock) -> None:
    samples.once.later(1)
    outbox.put("said", {"word": "hush"})
    clock.forward(days=400)
    actions.prune()
    assert DBTaskResult.objects.count() == 1
    assert OutboxEntry.objects.count() == 1


def test_leases_keys_and_dead_workers_long_gone_are_removed(clock: Clock) -> None:
    leases.acquire("launch", 60)
    JobKey.objects.create(name="samples.once:1", expires_at=clock.now())
    now = clock.now()
    WorkerHeartbeat.objects.create(worker_id="dead", started_at=now, seen_at=now, expires_at=now)
    clock.forward(days=40)
    assert actions.prune() == 3
    assert not Lease.objects.exists()


def test_many_rows_are_removed_in_small_transactions(clock: Clock) -> None:
    done_at = clock.now()
    OutboxEntry.objects.bulk_create(OutboxEntry(topic="said", done_at=done_at) for _ in range(actions.BATCH * 2 + 1))
    clock.forward(days=8)
    assert actions.prune() == actions.BATCH * 2 + 1
    assert not OutboxEntry.objects.exists()


def test_sqlite_is_told_to_look_at_its_statistics() -> None:
    with CaptureQueriesContext(connection) as captured:
        actions.optimise_database()
    expected = ["PRAGMA optimize"] if connection.vendor == "sqlite" else []
    assert [query["sql"] for query in captured] == expected


def test_the_figures_of_an_idle_magazine_with_a_worker_are_well(clock: Clock) -> None:
    now = clock.now()
    assert not queries.health().is_well, "no worker lives"
    WorkerHeartbeat.objects.create(
        worker_id="here", started_at=now, seen_at=now, expires_at=now + samples.PERIODIC[0].interval
    )
    health = queries.health()
    assert health.is_well
    assert health.workers_alive_count == 1
    assert health.oldest_outbox_at is None
    assert [worker.worker_id for worker in queries.workers_alive()] == ["here"]


def test_the_figures_count_what_waits_runs_and_failed(clock: Clock) -> None:
    samples.fail_for_good.later()
    run_next()
    samples.remember.later("running")
    running.claim("here")
    samples.remember.later("waiting")
    outbox.put("said", {"word": "hush"})
    health = queries.health()
    assert (health.jobs_failed_count, health.jobs_running_count, health.jobs_waiting_count) == (1, 1, 1)
    assert health.oldest_job_at is not None
    assert (health.outbox_waiting_count, health.outbox_failed_count) == (1, 0)
    assert health.oldest_outbox_at is not None
    assert not health.is_well


def test_the_figures_name_periodic_jobs_that_are_late_or_failing(clock: Clock) -> None:
    now = clock.now()
    PeriodicRun.objects.create(name="late", next_run_at=now)
    PeriodicRun.objects.create(name="failing", next_run_at=now.replace(year=now.year + 1), failures=2)
    clock.forward(minutes=6)
    health = queries.health()
    assert (health.periodic_late, health.periodic_failing) == (("late",), ("failing",))
