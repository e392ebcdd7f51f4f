"""Leases: one holder at a time, whoever dies or sleeps."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from masthead.jobs import leases
from masthead.jobs.models import Lease
from tests.jobs.conftest import Clock, Machines

pytestmark = pytest.mark.django_db


def test_a_lease_is_held_by_one_and_refused_to_another() -> None:
    with leases.hold("launch", 60), pytest.raises(leases.LeaseTaken), leases.hold("launch", 60):
        pass


def test_a_lease_is_free_again_when_its_block_ends() -> None:
    with leases.hold("launch", 60):
        pass
    with leases.hold("launch", 60) as second:
        assert second.name == "launch"


def test_a_lease_is_given_back_when_its_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), leases.hold("launch", 60):
        1 / 0  # noqa: B018
    assert leases.acquire("launch", 60) is not None


def test_leases_of_different_names_do_not_meet() -> None:
    with leases.hold("launch", 60), leases.hold("backup", 60) as other:
        assert other.name == "backup"


def test_an_expired_lease_is_taken_over_and_its_first_holder_finds_out(clock: Clock) -> None:
    first = leases.acquire("launch", 60)
    clock.forward(seconds=61)
    second = leases.acquire("launch", 60)
    assert first is not None
    assert second is not None
    assert second.token > first.token
    with pytest.raises(leases.LeaseLost):
        first.renew()


def test_the_first_holder_cannot_give_back_what_another_has_taken_over(clock: Clock) -> None:
    first = leases.acquire("launch", 60)
    clock.forward(seconds=61)
    assert leases.acquire("launch", 60) is not None
    assert first is not None
    first.release()
    assert leases.acquire("launch", 60) is None


def test_a_renewed_lease_outlives_its_first_end(clock: Clock) -> None:
    lease = leases.acquire("launch", 60)
    assert lease is not None
    clock.forward(seconds=50)
    lease.renew()
    clock.forward(seconds=50)
    assert leases.acquire("launch", 60) is None


@pytest.mark.parametrize("was_held_before", [True, False])
def test_a_lease_taken_between_the_look_and_the_taking_is_not_taken_again(was_held_before: bool) -> None:
    if was_held_before:
        with leases.hold("launch", 60):
            pass
    looks: list[str] = []

    def be_quicker(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        looks.append(sql)
        if len(looks) == 1:
            ends = timezone.now() + timedelta(minutes=1)
            row = {"holder": "quicker", "token": 2**50, "expires_at": ends}
            Lease.objects.update_or_create(pk="launch", defaults=row)
        return result

    with connection.execute_wrapper(be_quicker):
        assert leases.acquire("launch", 60) is None
    assert looks[0].startswith("SELECT")
    assert Lease.objects.get().holder == "quicker"


def test_the_token_goes_on_growing_after_the_row_was_pruned() -> None:
    with leases.hold("launch", 60) as first:
        pass
    Lease.objects.all().delete()
    time.sleep(0.002)
    with leases.hold("launch", 60) as second:
        assert second.token > first.token


@pytest.mark.django_db(transaction=True)
def test_a_lease_cannot_be_taken_inside_a_transaction_that_would_hide_it() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        leases.acquire("launch", 60)


@pytest.mark.django_db(transaction=True)
def test_a_lease_kept_alive_outlives_its_length() -> None:
    with leases.hold("launch", 0.6, keep_alive=True):
        time.sleep(1.2)
        assert leases.acquire("launch", 60) is None
    assert leases.acquire("launch", 60) is not None


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_gets_the_lease_when_it_is_given_back() -> None:
    got: list[int] = []

    def wait() -> None:
        with leases.hold("launch", 60, wait_seconds=20) as lease:
            got.append(lease.token)
        connections.close_all()

    waiting = threading.Thread(target=wait)
    with leases.hold("launch", 60) as first:
        waiting.start()
        time.sleep(0.3)
        assert got == []
    waiting.join(20)
    assert got
    assert got[0] > first.token


def test_processes_that_want_one_lease_have_it_one_after_the_other(machines: Machines) -> None:
    counter = machines.trace.folder / "counter"
    counter.write_text("0")
    crowd = [machines.start("crowd", "20") for _ in range(3)]
    assert [process.wait(60) for process in crowd] == [0, 0, 0]
    assert counter.read_text() == "60"
    tokens = [int(word.removeprefix("token-")) for word in machines.trace.words()]
    assert tokens == sorted(set(tokens))
