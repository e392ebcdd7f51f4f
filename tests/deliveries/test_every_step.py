"""Each statement of a sending fails once, and each word of the mail server goes missing once: the books balance after each."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from masthead.deliveries import actions, queries
from masthead.deliveries.line import Answer, LineBroken, Outcome
from masthead.deliveries.models import Delivery
from masthead.deliveries.relays import Word
from masthead.deliveries.sending import Ended, Manner, send
from masthead.jobs.models import Lease
from masthead.mailings.models import Mailing
from masthead.newsletters.models import Newsletter, Subscriber, Subscription
from tests.deliveries.letters import a_frozen_mailing, a_newsletter

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 12
QUICK = Manner(connections=3, quiet_seconds=0, first_wait=timedelta(), rest_seconds=0.001)


@dataclass
class Server:
    """A mail server in this process that remembers what it took; ``trouble`` may befall a hand-over."""

    took: Counter[str] = field(default_factory=Counter)
    trouble: Callable[[int], Answer | None] = lambda _number: None
    number: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Any:
        return self

    def close(self, *, politely: bool = True) -> None:
        pass

    def hand_over(self, message: bytes, *, sender: str, recipient: str, may_end: Callable[[], bool]) -> Answer:
        with self.lock:
            self.number += 1
            answer = self.trouble(self.number)
            if answer is None or answer.outcome is Outcome.UNCERTAIN:
                self.took[message.partition(b"Message-ID: <")[2].partition(b">")[0].decode()] += 1
            return answer or Answer(Outcome.HANDED, "250 taken")

    def ask(self, message_ids: Any) -> dict[str, Word]:
        return {each: Word.HAS_IT if each in self.took else Word.NEVER_GOT_IT for each in message_ids}


def a_mailing(newsletter: Newsletter) -> Mailing:
    return actions.begin(a_frozen_mailing(newsletter), acting_user=None)


def sent_to_the_end(mailing: Mailing, server: Server) -> None:
    for _attempt in range(20):
        Lease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        mailing.refresh_from_db()
        if mailing.state == Mailing.State.SENT or send(mailing, server, QUICK) is Ended.DONE:
            return
    raise AssertionError(queries.progress_of(mailing))


def all_have_it_once(mailing: Mailing, server: Server, people: int = PEOPLE) -> None:
    progress = queries.progress_of(mailing)
    assert progress.is_balanced, progress
    assert progress.handed == people, progress
    assert sorted(server.took.values()) == [1] * people


class FailsAt:
    """The n-th statement of the connection fails, once."""

    def __init__(self, number: int) -> None:
        self.number, self.count = number, 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.number:
            raise OperationalError("the disk went away")
        return execute(*arguments)


@pytest.mark.slow
def test_whichever_statement_fails_everybody_gets_the_letter_once() -> None:
    newsletter = a_newsletter(PEOPLE)
    number, is_untouched = 0, False
    while not is_untouched:
        number += 1
        mailing, server, fails = a_mailing(newsletter), Server(), FailsAt(number)
        with connection.execute_wrapper(fails):
            try:
                send(mailing, server, QUICK)
            except OperationalError:
                assert queries.progress_of(mailing).is_balanced
        is_untouched = fails.count < number
        sent_to_the_end(mailing, server)
        all_have_it_once(mailing, server)
    assert number > 30


@pytest.mark.parametrize("number", range(1, PEOPLE + 1))
def test_whichever_answer_goes_missing_the_server_is_asked_and_nobody_gets_two(number: int) -> None:
    mailing = a_mailing(a_newsletter(PEOPLE))
    server = Server(trouble=lambda at: Answer(Outcome.UNCERTAIN, "no answer") if at == number else None)
    sent_to_the_end(mailing, server)
    all_have_it_once(mailing, server)
    assert Delivery.objects.filter(settled_by=Delivery.Settled.RELAY).count() == 1


@pytest.mark.parametrize("number", range(1, PEOPLE + 1))
def test_whichever_letter_breaks_the_line_it_is_sent_again(number: int) -> None:
    mailing = a_mailing(a_newsletter(PEOPLE))

    def breaks(at: int) -> None:
        if at == number:
            raise LineBroken("cut off")

    server = Server(trouble=breaks)
    sent_to_the_end(mailing, server)
    all_have_it_once(mailing, server)


def test_who_leaves_while_it_is_being_sent_gets_nothing_any_more() -> None:
    newsletter = a_newsletter(PEOPLE)
    mailing = a_mailing(newsletter)
    last = Subscription.objects.filter(newsletter=newsletter).latest("pk")

    def leaves(at: int) -> None:
        if at == 1:
            Subscription.objects.filter(pk=last.pk).update(ended_at=timezone.now())
            connection.close()  # a hand's own, which nobody else would close

    sent_to_the_end(mailing, Server(trouble=leaves))
    progress = queries.progress_of(mailing)
    assert (progress.handed, progress.skipped) == (PEOPLE - 1, 1)
    assert Delivery.objects.get(mailing=mailing, subscriber=last.subscriber).state == "skipped"


def test_an_address_that_no_message_can_be_written_to_fails_alone() -> None:
    newsletter = a_newsletter(PEOPLE)
    reader = newsletter.subscriptions.earliest("pk").subscriber
    Subscriber.objects.filter(pk=reader.pk).update(address=f"reader@{'a' * 70}.example")
    mailing, server = a_mailing(newsletter), Server()
    sent_to_the_end(mailing, server)
    progress = queries.progress_of(mailing)
    assert (progress.handed, progress.failed) == (PEOPLE - 1, 1)
    assert Delivery.objects.get(mailing=mailing, subscriber=reader).words.startswith("No message can be written")


def test_what_comes_back_after_it_was_cancelled_is_skipped() -> None:
    mailing = a_mailing(a_newsletter(PEOPLE))

    def cancels(at: int) -> Answer:
        if at == 1:
            actions.cancel(mailing, acting_user=None)
            connection.close()
        return Answer(Outcome.LATER, "451 not now")

    assert send(mailing, Server(trouble=cancels), QUICK) is Ended.TOLD
    progress = queries.progress_of(mailing)
    assert progress.skipped == progress.audience == PEOPLE


def test_a_mistake_of_ours_in_a_hand_is_told_and_asked_about() -> None:
    mailing = a_mailing(a_newsletter(PEOPLE))

    def breaks(at: int) -> None:
        if at == 1:
            raise RuntimeError("nobody thought of this")

    server = Server(trouble=breaks)
    sent_to_the_end(mailing, server)
    all_have_it_once(mailing, server)
