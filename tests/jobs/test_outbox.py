"""The outbox: nothing told that did not happen, everything told that did, in order for each key."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from masthead.errors import MastheadError
from masthead.jobs import actions, outbox
from masthead.jobs.models import OutboxEntry
from masthead.jobs.outbox import Handlers
from tests.jobs.conftest import Clock

pytestmark = pytest.mark.django_db

LONG_ENOUGH = 2 * 3600.0
"""Seconds; more than any delay between attempts."""


class Listener:
    """A handler that remembers what it heard, and fails as often as it is told."""

    def __init__(self, *, failures: int = 0, trouble: Exception | None = None) -> None:
        self.heard: list[Any] = []
        self._failures = failures
        self._trouble = trouble or RuntimeError("not now")

    def __call__(self, payload: dict[str, Any]) -> None:
        if self._failures:
            self._failures -= 1
            raise self._trouble
        self.heard.append(payload["n"])


def put(n: int, *, topic: str = "published", key: str | None = None) -> OutboxEntry:
    outbox.put(topic, {"n": n}, key)
    return OutboxEntry.objects.latest("pk")


def deliver_until_quiet(handlers: Handlers, clock: Clock, rounds: int = 40) -> None:
    for _ in range(rounds):
        outbox.deliver(handlers)
        clock.forward(seconds=LONG_ENOUGH)


def test_an_entry_reaches_every_handler_of_its_topic_and_no_other() -> None:
    first, second, other = Listener(), Listener(), Listener()
    put(1)
    assert outbox.deliver({"published": [first, second], "withdrawn": [other]}).done == 1
    assert (first.heard, second.heard, other.heard) == ([1], [1], [])


def test_a_delivered_entry_is_not_delivered_again() -> None:
    listener = Listener()
    put(1)
    outbox.deliver({"published": [listener]})
    assert not outbox.deliver({"published": [listener]})
    assert listener.heard == [1]


def test_many_entries_put_at_once_are_delivered_like_single_ones(clock: Clock) -> None:
    listener = Listener()
    outbox.put_many("published", (({"n": n}, f"page:{n % 2}") for n in range(6)))
    deliver_until_quiet({"published": [listener]}, clock, rounds=3)
    assert [n for n in listener.heard if n % 2] == [1, 3, 5]
    assert [n for n in listener.heard if not n % 2] == [0, 2, 4]


def test_an_entry_of_a_transaction_that_rolls_back_never_happened() -> None:
    with transaction.atomic():
        put(1)
        transaction.set_rollback(True)
    assert not outbox.deliver({"published": [Listener()]})


def test_a_failed_entry_is_kept_and_tried_again_later(clock: Clock) -> None:
    listener = Listener(failures=1)
    entry = put(1)
    assert outbox.deliver({"published": [listener]}).put_off == 1
    assert not outbox.deliver({"published": [listener]})
    entry.refresh_from_db()
    assert "not now" in entry.error
    clock.forward(seconds=LONG_ENOUGH)
    assert outbox.deliver({"published": [listener]}).done == 1
    assert listener.heard == [1]


def test_the_waits_between_attempts_grow(clock: Clock) -> None:
    entry = put(1)
    waits = []
    for _ in range(4):
        outbox.deliver({"published": [Listener(failures=1)]})
        entry.refresh_from_db()
        waits.append((entry.available_at - clock.now()).total_seconds())
        clock.forward(seconds=LONG_ENOUGH)
    assert waits[0] == pytest.approx(outbox.FIRST_RETRY_SECONDS, rel=0.3)
    assert waits == sorted(waits)


def test_a_handler_that_succeeded_does_not_hear_again_when_another_failed(clock: Clock) -> None:
    good, bad = Listener(), Listener(failures=2)
    put(1)
    deliver_until_quiet({"published": [bad, good]}, clock, rounds=4)
    assert (good.heard, bad.heard) == ([1], [1])


def test_two_nameless_handlers_of_one_topic_both_hear() -> None:
    heard: list[str] = []
    put(1)
    outbox.deliver({"published": [lambda _: heard.append("first"), lambda _: heard.append("second")]})
    assert heard == ["first", "second"]


def test_entries_of_one_key_come_in_order_even_when_the_first_fails(clock: Clock) -> None:
    listener = Listener(failures=1)
    for n in (1, 2, 3):
        put(n, topic="published" if n % 2 else "withdrawn", key="page:12")
    put(4, key="page:13")
    deliver_until_quiet({"published": [listener], "withdrawn": [listener]}, clock, rounds=6)
    assert [n for n in listener.heard if n < 4] == [1, 2, 3]
    assert listener.heard[0] == 4, "another key does not wait"


def test_an_entry_that_always_fails_is_given_up_shown_and_no_longer_in_the_way(clock: Clock) -> None:
    listener = Listener(failures=outbox.MOST_ATTEMPTS)
    entry = put(1, key="page:12")
    put(2, key="page:12")
    deliver_until_quiet({"published": [listener]}, clock)
    entry.refresh_from_db()
    assert entry.failed_at
    assert entry.attempts == outbox.MOST_ATTEMPTS
    assert "not now" in entry.error
    assert listener.heard == [2]


def test_an_error_that_another_try_cannot_help_is_given_up_at_once() -> None:
    entry = put(1)
    trouble = MastheadError("There is no such page.", permanent=True)
    assert outbox.deliver({"published": [Listener(failures=1, trouble=trouble)]}).given_up == 1
    entry.refresh_from_db()
    assert entry.failed_at


def test_an_entry_that_was_given_up_can_be_tried_again_by_hand() -> None:
    listener = Listener(failures=1, trouble=MastheadError("No.", permanent=True))
    put(1)
    outbox.deliver({"published": [listener]})
    assert actions.retry_failed_entries() == 1
    assert outbox.deliver({"published": [listener]}).done == 1
    assert listener.heard == [1]


def test_a_topic_nobody_follows_yet_waits_for_a_version_that_does(clock: Clock) -> None:
    listener = Listener()
    put(1, topic="launched")
    assert outbox.deliver({}).put_off == 1
    clock.forward(seconds=LONG_ENOUGH)
    outbox.deliver({"launched": [listener]})
    assert listener.heard == [1]


def test_a_topic_with_no_handlers_is_done() -> None:
    put(1)
    assert outbox.deliver({"published": []}).done == 1


def test_an_entry_claimed_by_a_process_that_died_is_delivered_when_the_claim_ends(clock: Clock) -> None:
    listener = Listener()
    put(1)
    outbox._claim(20, "dead")
    assert not outbox.deliver({"published": [listener]})
    clock.forward(seconds=outbox.CLAIM_SECONDS + 1)
    assert outbox.deliver({"published": [listener]}).done == 1


def test_whoever_lost_the_claim_writes_nothing_over_the_new_one(clock: Clock) -> None:
    entry = put(1)
    (slow,) = outbox._claim(20, "slow")
    clock.forward(seconds=outbox.CLAIM_SECONDS + 1)
    (fast,) = outbox._claim(20, "fast")
    assert not outbox._begin(slow)
    outbox._deliver_one(slow, {"published": [Listener(failures=1)]}, outbox.Delivered())
    entry.refresh_from_db()
    assert (entry.claimed_by, entry.claimed_until, entry.error) == ("fast", fast.claimed_until, "")


def test_an_entry_that_kills_every_worker_is_given_up(clock: Clock) -> None:
    entry = put(1)
    for _ in range(outbox.MOST_ATTEMPTS):
        (claimed,) = outbox._claim(20, "victim")
        outbox._begin(claimed)
        clock.forward(seconds=outbox.CLAIM_SECONDS + 1)
    listener = Listener()
    assert outbox.deliver({"published": [listener]}).given_up == 1
    entry.refresh_from_db()
    assert "dying" in entry.error
    assert listener.heard == []


def test_a_delivery_that_is_told_to_stop_lets_go_of_the_rest() -> None:
    listener = Listener()
    for n in (1, 2, 3):
        put(n)
    outbox.deliver({"published": [listener]}, is_stopping=lambda: len(listener.heard) == 1)
    assert listener.heard == [1]
    outbox.deliver({"published": [listener]})
    assert listener.heard == [1, 2, 3]


def test_with_nothing_waiting_a_delivery_is_one_read(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as queries:
        outbox.deliver({})
    assert queries.captured_queries[0]["sql"].startswith("SELECT")


def test_claims_look_at_open_entries_only_however_many_are_done() -> None:
    OutboxEntry.objects.bulk_create(
        OutboxEntry(topic="published", payload={"n": 0}, key=f"page:{n % 7}", done_at=timezone.now())
        for n in range(500)
    )
    entry = put(1, key="page:3")
    plan = outbox.waiting(timezone.now()).explain()
    assert [claimed.pk for claimed in outbox._claim(20, "")] == [entry.pk]
    if transaction.get_connection().vendor == "sqlite":
        assert "outbox_open_by_key" in plan
        assert "SCAN" not in plan
