"""The worker as a process: killed, stopped, doubled, idle."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from masthead.jobs import outbox, worker
from masthead.jobs.heart import EXIT_COME_BACK, Heart
from masthead.jobs.models import OutboxEntry, PeriodicRun, WorkerHeartbeat
from tests.jobs import samples
from tests.jobs.conftest import Machines

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MEGABYTE = 1024 * 1024


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it never came to be so"
        time.sleep(0.05)


def test_a_job_cut_short_by_kill_9_is_done_by_the_next_worker(machines: Machines) -> None:
    samples.patient.later("cover")
    killed = machines.start_worker()
    machines.trace.wait_for("begin-cover")
    machines.kill(killed)
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.RUNNING, "a dead worker says nothing"
    machines.trace.let_go()
    machines.start_worker()
    machines.trace.wait_for("end-cover")
    wait_until(lambda: DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL)
    assert len(DBTaskResult.objects.get().worker_ids) == 2
    assert Counter(machines.trace.words())["end-cover"] == 1


def test_an_outbox_entry_cut_short_by_kill_9_is_delivered_by_the_next_worker(machines: Machines) -> None:
    outbox.put("drawled", {"word": "one"}, "page:1")
    outbox.put("said", {"word": "two"}, "page:1")
    killed = machines.start_worker()
    machines.trace.wait_for("begin-one")
    machines.kill(killed)
    assert OutboxEntry.objects.filter(done_at__isnull=True).count() == 2
    machines.trace.let_go()
    machines.start_worker()
    machines.trace.wait_for("heard-two")
    words = [word for word in machines.trace.words() if word not in {"alive", "tick"}]
    assert words == ["begin-one", "begin-one", "end-one", "heard-two"]
    wait_until(lambda: not OutboxEntry.objects.filter(done_at__isnull=True).exists())


def test_two_workers_share_the_jobs_and_the_clock_and_never_do_one_twice(machines: Machines) -> None:
    started_at = time.time()
    workers = [machines.start_worker(), machines.start_worker()]
    for number in range(60):
        samples.brief.later(number)
    wait_until(lambda: DBTaskResult.objects.successful().count() == 60)
    time.sleep(1.5)
    assert [machines.stop(process) for process in workers] == [0, 0]
    words = Counter(machines.trace.words())
    assert {words[f"begin-{number}"] for number in range(60)} == {1}
    assert {words[f"end-{number}"] for number in range(60)} == {1}
    lines = [line.split() for line in machines.trace.lines()]
    assert {pid for word, pid, _ in lines if word.startswith("begin-")} == {str(each.pid) for each in workers}
    ticks = [float(moment) for word, _, moment in lines if word == "tick"]
    assert len(ticks) >= 2
    # Once in each second of the rhythm: two workers that each kept it would have ticked twice as often as there were seconds. A slow
    # machine may tick late, and then soon again, but never more often than this.
    assert max(ticks) - started_at >= len(ticks) - 1
    assert not WorkerHeartbeat.objects.exists(), "they said goodbye"


def test_a_worker_told_to_stop_finishes_what_is_in_hand(machines: Machines) -> None:
    samples.patient.later("cover")
    stopped = machines.start_worker(stop_seconds=10)
    machines.trace.wait_for("begin-cover")
    stopped.terminate()
    time.sleep(0.3)
    machines.trace.let_go()
    assert stopped.wait(10) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_worker_told_to_stop_does_not_wait_for_ever(machines: Machines) -> None:
    samples.patient.later("cover")
    stopped = machines.start_worker(stop_seconds=0.5)
    machines.trace.wait_for("begin-cover")
    assert machines.stop(stopped, seconds=10) == EXIT_COME_BACK
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])


def test_an_idle_worker_is_small_and_stops_at_once(machines: Machines) -> None:
    process = machines.start_worker()
    machines.trace.wait_for("tick")
    status = Path(f"/proc/{process.pid}/status").read_text()
    resident = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < 200 * MEGABYTE
    began = time.monotonic()
    assert machines.stop(process) == 0
    assert time.monotonic() - began < 3


def test_a_round_with_nothing_to_do_writes_nothing() -> None:
    stop = threading.Event()
    PeriodicRun.objects.create(name="samples.tick", next_run_at=timezone.now() + timedelta(days=1))
    steps = worker._steps("here", stop, Heart("here", stop), samples.HANDLERS, samples.PERIODIC, reap_seconds=60)
    with CaptureQueriesContext(connection) as captured:
        assert [step() for step in steps] == [False] * len(steps)
    verbs = [query["sql"].split()[0] for query in captured]
    assert set(verbs) == {"SELECT"}
    assert len(verbs) <= 5
