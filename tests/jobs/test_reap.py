"""What dead workers leave is taken up; what living ones hold is left to them; what hangs ends its worker."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from masthead.jobs import outbox, reaper, running
from masthead.jobs.heart import EXIT_COME_BACK, Heart
from masthead.jobs.models import OutboxEntry, WorkerHeartbeat
from tests.jobs import samples
from tests.jobs.conftest import Clock

pytestmark = pytest.mark.django_db


def beat(worker_id: str, clock: Clock) -> None:
    now = clock.now()
    WorkerHeartbeat.objects.create(
        worker_id=worker_id, started_at=now, seen_at=now, expires_at=now + timedelta(minutes=1)
    )


def test_the_job_of_a_dead_worker_waits_again_and_its_attempt_counts(clock: Clock) -> None:
    beat("dead", clock)
    samples.remember.later("kicker")
    running.claim("dead")
    assert reaper.reap() == 0, "it still lives"
    clock.forward(minutes=2)
    assert reaper.reap() == 1
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.READY
    assert row.worker_ids == ["dead"]
    assert row.run_after > clock.now()
    assert "WorkerDied" in row.exception_class_path


def test_a_job_whose_worker_died_at_the_last_attempt_has_failed(clock: Clock) -> None:
    samples.brief.later(1)
    running.claim("never-seen")
    assert reaper.reap() == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_a_job_past_its_lease_is_taken_up_though_its_worker_lives(clock: Clock) -> None:
    samples.remember.later("kicker")
    running.claim("stuck")
    clock.forward(seconds=samples.remember.policy.lease_seconds + reaper.GRACE_SECONDS + 1)
    beat("stuck", clock)
    assert reaper.reap() == 1


def test_a_job_within_its_lease_is_left_to_its_worker(clock: Clock) -> None:
    samples.remember.later("kicker")
    running.claim("busy")
    clock.forward(seconds=samples.remember.policy.lease_seconds - 1)
    beat("busy", clock)
    assert reaper.reap() == 0


def test_the_outbox_entries_of_a_dead_worker_are_free_at_once(clock: Clock) -> None:
    beat("dead", clock)
    outbox.put("said", {"word": "hush"})
    outbox._claim(20, "dead")
    clock.forward(seconds=90)
    assert not outbox.waiting(clock.now()).exists()
    assert reaper.reap() == 1
    assert outbox.waiting(clock.now()).exists()


def test_the_outbox_entries_of_a_living_worker_are_its_own(clock: Clock) -> None:
    beat("busy", clock)
    outbox.put("said", {"word": "hush"})
    outbox._claim(20, "busy")
    assert reaper.reap() == 0
    assert OutboxEntry.objects.get().claimed_by == "busy"


@pytest.mark.django_db(transaction=True)
def test_a_heart_beats_while_its_worker_lives_and_is_forgotten_when_it_ends() -> None:
    with Heart("here", threading.Event(), beat_seconds=0.1) as heart:
        with heart.busy("sweeping", 60):
            time.sleep(0.5)
            row = WorkerHeartbeat.objects.get()
        assert row.seen_at > row.started_at
        assert row.doing == "sweeping"
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_that_passes_its_limit_ends_the_worker() -> None:
    codes: list[int] = []
    with Heart("here", threading.Event(), beat_seconds=0.1, leave=codes.append) as heart, heart.busy("hang", 0.3):
        time.sleep(0.8)
    assert codes == [EXIT_COME_BACK]
    assert not WorkerHeartbeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_that_outlives_a_stop_is_handed_back_and_its_attempt_is_not_counted() -> None:
    codes: list[int] = []
    stop = threading.Event()
    samples.remember.later("kicker")
    row = running.claim("here")
    assert row is not None
    heart = Heart("here", stop, beat_seconds=0.1, stop_seconds=0.3, leave=codes.append)
    with heart, heart.busy("slow", 60, lambda: running.hand_back(row)):
        stop.set()
        time.sleep(0.9)
    assert codes == [EXIT_COME_BACK]
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])
    assert running.claim("next") is not None
