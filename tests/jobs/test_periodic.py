"""Periodic jobs: on time, once, and once after a pause."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils.timezone import override

from masthead.jobs import leases, periodic
from masthead.jobs.models import PeriodicRun
from masthead.jobs.periodic import Periodic, daily, every
from tests.jobs.conftest import Clock

pytestmark = pytest.mark.django_db


class Action:
    """Counts its runs, and fails as often as it is told."""

    def __init__(self, *, failures: int = 0) -> None:
        self.count = 0
        self.failures = failures

    def __call__(self) -> None:
        self.count += 1
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the broom is broken")


def run_due(*jobs: Periodic) -> None:
    for job in periodic.due(jobs):
        periodic.run(job)


def test_a_job_with_an_interval_runs_at_once_and_then_at_its_interval(clock: Clock) -> None:
    action = Action()
    job = every("sweep", action, minutes=10)
    run_due(job)
    run_due(job)
    assert action.count == 1
    clock.forward(minutes=10, seconds=1)
    run_due(job)
    assert action.count == 2


def test_after_a_long_pause_a_job_runs_once_and_keeps_its_rhythm(clock: Clock) -> None:
    action = Action()
    job = every("sweep", action, minutes=10)
    run_due(job)
    first_due = PeriodicRun.objects.get().next_run_at
    clock.forward(hours=5, minutes=3)
    run_due(job)
    run_due(job)
    assert action.count == 2
    row = PeriodicRun.objects.get()
    assert (row.next_run_at - first_due) % timedelta(minutes=10) == timedelta()
    assert timedelta() < row.next_run_at - clock.now() <= timedelta(minutes=10)


def test_a_daily_job_does_not_run_before_its_hour(clock: Clock) -> None:
    action = Action()
    at = (clock.now() + timedelta(hours=2)).strftime("%H:%M")
    job = daily("sweep", action, at=at)
    run_due(job)
    assert action.count == 0
    clock.forward(hours=2, minutes=1)
    run_due(job)
    run_due(job)
    assert action.count == 1
    clock.forward(days=1)
    run_due(job)
    assert action.count == 2


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-28T20:00+00:00", "2026-03-29T01:30+00:00"),  # the night the clocks go forward
        ("2026-03-29T20:00+00:00", "2026-03-30T01:30+00:00"),
        ("2026-10-24T20:00+00:00", "2026-10-25T02:30+00:00"),  # the night they go back
        ("2026-01-10T01:00+00:00", "2026-01-10T02:30+00:00"),
    ],
)
def test_a_daily_hour_is_that_of_the_magazines_clock(now: str, expected: str, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Paris"
    job = daily("sweep", Action(), at="03:30")
    with override(ZoneInfo("Pacific/Auckland")):  # a visitor's zone has no say
        assert job.first_run_at(datetime.fromisoformat(now)) == datetime.fromisoformat(expected)


def test_a_job_that_fails_is_shown_and_tried_again_before_its_next_day(clock: Clock) -> None:
    action = Action(failures=1)
    job = daily("sweep", action, at=clock.now().strftime("%H:%M"))
    run_due(job)
    clock.forward(days=1)
    run_due(job)
    row = PeriodicRun.objects.get()
    assert "the broom is broken" in row.last_error
    assert row.failures == 1
    assert row.next_run_at - clock.now() < timedelta(minutes=2)
    clock.forward(minutes=2)
    run_due(job)
    row.refresh_from_db()
    assert (row.failures, row.last_error, action.count) == (0, "", 2)
    assert row.next_run_at - clock.now() > timedelta(hours=20)


def test_one_job_that_fails_does_not_keep_the_next_from_running() -> None:
    bad, good = Action(failures=1), Action()
    run_due(every("bad", bad, hours=1), every("good", good, hours=1))
    assert (bad.count, good.count) == (1, 1)


def test_a_job_that_another_machine_has_in_hand_is_left_to_it() -> None:
    action = Action()
    job = every("sweep", action, hours=1)
    assert periodic.due([job]) == [job]
    with leases.hold("periodic:sweep", 60):
        assert not periodic.run(job)
    assert action.count == 0
    assert periodic.run(job)


def test_a_job_that_another_machine_has_just_had_is_not_run_again() -> None:
    action = Action()
    job = every("sweep", action, hours=1)
    here, there = periodic.due([job]), periodic.due([job])
    assert here == there == [job]
    assert [periodic.run(*here), periodic.run(*there)] == [True, False]
    assert action.count == 1


@pytest.mark.django_db(transaction=True)
def test_two_machines_that_find_a_job_due_run_it_once() -> None:
    action = Action()
    job = every("sweep", action, hours=1)
    both_know = threading.Barrier(2, timeout=20)

    def machine() -> None:
        found = periodic.due([job])
        both_know.wait()
        for each in found:
            periodic.run(each)
        connections.close_all()

    machines = [threading.Thread(target=machine) for _ in range(2)]
    for each in machines:
        each.start()
    for each in machines:
        each.join(30)
    assert action.count == 1


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        every("sweep", Action())


def test_a_job_that_is_not_due_costs_one_read(django_assert_num_queries: Any) -> None:
    job = every("sweep", Action(), hours=1)
    run_due(job)
    with django_assert_num_queries(1):
        assert periodic.due([job]) == []


def test_the_time_of_a_run_is_kept() -> None:
    run_due(every("sweep", Action(), hours=1))
    row = PeriodicRun.objects.get()
    assert row.last_run_at
    assert row.last_run_at.tzinfo == UTC
    assert row.last_seconds is not None
