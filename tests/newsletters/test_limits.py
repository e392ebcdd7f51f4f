"""Nobody's mailbox is filled by somebody else, and nobody's address is kept for nothing."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from masthead.newsletters import actions, limits
from masthead.newsletters.models import Consent, Newsletter, SignUpRequest, Subscriber, Subscription
from masthead.newsletters.normal import mailbox_of
from masthead.staff.throttling import Limit
from tests.cast import SmallMagazine
from tests.jobs.conftest import Clock
from tests.jobs.conftest import clock as clock
from tests.newsletters.letters import OURS, a_newsletter, confirmed, form_on, sign_up, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsletter(magazine: SmallMagazine) -> Newsletter:
    return a_newsletter()


def test_one_mailbox_gets_one_mail_an_hour_and_three_a_day_and_nobody_sees_why(client: Client, clock: Clock) -> None:
    form = form_on(client)
    sent = []
    for hour in range(6):
        for number, address in enumerate(("ada@example.org", "Ada+a@example.org", "ada+b@EXAMPLE.org")):
            network = f"198.51.{hour}.{number}"
            answer = client.post("/newsletter/", {**form, "address": address}, headers=OURS, REMOTE_ADDR=network)
            assert (answer.status_code, answer["Location"]) == (303, "/newsletter/asked/")
        work()
        sent.append(len(mail.outbox))
        clock.forward(minutes=61)
    assert sent == [1, 2, 3, 3, 3, 3]
    assert Subscriber.objects.count() == 1, "nobody is kept who was not asked"
    clock.forward(hours=20)
    actions.prune_sign_ups()
    sign_up(client)
    work()
    assert len(mail.outbox) == 4


def test_one_network_may_ask_twenty_times_an_hour(client: Client, clock: Clock) -> None:
    form = form_on(client)

    def ask(number: int, network: str) -> int:
        sent = {**form, "address": f"reader{number}@example.org"}
        answer = client.post("/newsletter/", sent, headers=OURS, REMOTE_ADDR=network)
        if answer.status_code == 429:
            assert answer["Retry-After"] == "3600"
            assert "from your network" in answer.content.decode()
        return answer.status_code

    assert {ask(number, f"192.0.2.{number}") for number in range(20)} == {303}
    assert ask(21, "192.0.2.200") == 429
    assert ask(22, "198.51.100.1") == 303
    assert {ask(30 + number, f"2001:db8:7:{number}::1") for number in range(20)} == {303}
    assert ask(60, "2001:db8:7:ffff::9") == 429
    clock.forward(minutes=61)
    assert ask(61, "192.0.2.200") == 303


def test_the_whole_site_asks_no_more_than_its_ceiling(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Limit(300, limits.TO_ONE_MAILBOX[0].window) == limits.IN_ALL
    monkeypatch.setattr(limits, "IN_ALL", Limit(3, limits.IN_ALL.window))
    answers = [sign_up(client, f"r{number}@example.org", network=f"198.51.{number}.1") for number in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert "More people than usual" in answers[-1].content.decode()


def test_a_mailbox_is_known_behind_a_plus_and_behind_dots_that_its_provider_ignores() -> None:
    same = {"ada.lovelace+x@gmail.com", "AdaLovelace@googlemail.com", "a.d.a.lovelace@gmail.com"}
    assert {mailbox_of(address) for address in same} == {"adalovelace@gmail.com"}
    assert mailbox_of("ada.lovelace@example.org") == "ada.lovelace@example.org"
    assert mailbox_of("+x@example.org") == "+x@example.org"


def test_no_network_address_is_kept_and_what_stands_for_it_goes_after_a_day(client: Client, clock: Clock) -> None:
    sign_up(client, network="192.0.2.7")
    work()
    request = SignUpRequest.objects.get()
    assert len(request.network) == 64
    assert "192.0.2" not in str(SignUpRequest.objects.values().get())
    assert actions.prune_sign_ups() == 0
    clock.forward(hours=25)
    assert actions.prune_sign_ups() == 1
    assert Subscriber.objects.exists()


def test_a_request_that_waits_for_the_mail_server_is_not_removed(client: Client, clock: Clock) -> None:
    sign_up(client)
    clock.forward(days=2)
    assert actions.prune_sign_ups() == 0
    clock.forward(days=6)
    assert actions.prune_sign_ups() == 1


def test_who_never_confirms_is_forgotten_and_who_did_is_not(client: Client, clock: Clock) -> None:
    confirmed(client, "bo@example.org")
    sign_up(client, "ada@example.org")
    work()
    clock.forward(days=29)
    assert actions.forget_unconfirmed() == 0
    clock.forward(days=2)
    assert actions.forget_unconfirmed() == 1
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["bo@example.org"]
    assert (Subscription.objects.count(), Consent.objects.count()) == (1, 2)
