"""Counting attempts to log in: how many, for how long one has to wait, and that many at once are counted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from masthead.staff import throttling
from masthead.staff.models import LoginAttempt
from masthead.staff.throttling import TooManyAttempts, admit, forgive, network_of, prune_attempts

NOW = timezone.now()


def fail(count: int, account: str = "petra", address: str = "192.0.2.7", at: datetime = NOW) -> None:
    for _ in range(count):
        admit(account, address, now=at)


@pytest.mark.django_db
def test_the_sixth_attempt_on_an_account_from_an_address_has_to_wait_until_the_first_is_five_minutes_old() -> None:
    fail(5)
    with pytest.raises(TooManyAttempts) as refused:
        admit("Petra ", "192.0.2.7", now=NOW + timedelta(minutes=1))
    assert refused.value.wait_seconds == 4 * 60
    admit("petra", "192.0.2.7", now=NOW + timedelta(minutes=5))


@pytest.mark.django_db
def test_an_account_is_guarded_from_many_addresses_together() -> None:
    for number in range(20):
        admit("petra", f"198.51.100.{number}", now=NOW)
    with pytest.raises(TooManyAttempts):
        admit("petra", "203.0.113.9", now=NOW)
    admit("ines", "203.0.113.9", now=NOW)


@pytest.mark.django_db
def test_an_address_that_tries_many_names_has_to_wait() -> None:
    for number in range(50):
        admit(f"name{number}", "2001:db8:1:2::1", now=NOW)
    with pytest.raises(TooManyAttempts):
        admit("another", "2001:db8:1:2:ffff::9", now=NOW)
    admit("another", "2001:db8:1:3::9", now=NOW)


@pytest.mark.django_db
def test_success_forgets_what_was_tried_from_there_only() -> None:
    fail(4, address="192.0.2.1")
    last = admit("petra", "192.0.2.1", now=NOW)
    admit("petra", "192.0.2.2", now=NOW)
    forgive(last)
    assert LoginAttempt.objects.count() == 1


@pytest.mark.django_db
def test_neither_name_nor_address_stands_in_the_table() -> None:
    admit("petra", "192.0.2.1")
    assert not {"petra", "192.0.2.1"} & set(LoginAttempt.objects.values_list("account", "address").get())


@pytest.mark.django_db
def test_attempts_are_forgotten_after_a_day() -> None:
    fail(1, at=NOW - timedelta(days=2))
    fail(1)
    assert prune_attempts() == 1
    assert LoginAttempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_attempts_at_the_same_moment_no_more_than_the_limit_pass() -> None:
    def one(_number: int) -> bool:
        try:
            admit("petra", "192.0.2.7")
        except TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(one, range(24)))
    assert sum(passed) == throttling.SAME_ACCOUNT_SAME_ADDRESS.count


def test_a_network_is_shown_and_not_an_address() -> None:
    assert network_of("192.0.2.77") == "192.0.2.0/24"
    assert network_of("2001:db8:1:2::1") == "2001:db8:1::/48"
    assert network_of("nonsense") == ""


def test_an_address_with_a_zone_is_no_trouble() -> None:
    assert network_of("fe80::1%eth0") == "fe80::/48"
