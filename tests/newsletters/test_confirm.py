"""The mail that asks, and the button that confirms: nobody is subscribed by a program that follows links."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.core.signing import TimestampSigner
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from masthead.jobs import running
from masthead.magazine.models import Magazine
from masthead.newsletters import actions, links
from masthead.newsletters.models import (
    Consent,
    ConsentIsLasting,
    Newsletter,
    SignUpRequest,
    SignUpTally,
    Subscriber,
    Subscription,
)
from tests.cast import SmallMagazine
from tests.jobs.conftest import Clock
from tests.jobs.conftest import clock as clock
from tests.newsletters.letters import a_newsletter, confirmed, link_in, sign_up, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsletter(magazine: SmallMagazine) -> Newsletter:
    return a_newsletter()


def asked(client: Client, address: str = "ada@example.org") -> str:
    """Somebody asks; the path of the link they get."""
    sign_up(client, address)
    work()
    return link_in(mail.outbox[-1])


def test_looking_confirms_nobody_and_the_button_does(client: Client) -> None:
    path = asked(client)
    for _scanner in range(3):
        assert "Yes, send it to me" in client.get(path).content.decode()
        client.head(path)
    assert Subscriber.objects.get().state == "pending"
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (303, path)
    assert "You are subscribed" in client.get(path).content.decode()
    subscriber, subscription = Subscriber.objects.get(), Subscription.objects.get()
    assert (subscriber.state, subscription.confirmed_at) == ("confirmed", subscriber.confirmed_at)
    assert list(Consent.objects.values_list("act", flat=True)) == ["asked", "confirmed"]
    assert len({consent.wording for consent in Consent.objects.all()}) == 1
    assert SignUpTally.objects.values_list("asked_count", "confirmed_count").get() == (1, 1)


def test_confirming_again_changes_nothing(client: Client) -> None:
    path = confirmed(client)
    before = Subscription.objects.values().get(), Consent.objects.count()
    assert client.post(path).status_code == 303
    assert (Subscription.objects.values().get(), Consent.objects.count()) == before
    page = client.get(path).content.decode()
    assert "You are subscribed" in page
    assert "<button" not in page.split("<main")[1]


def test_a_link_that_is_over_says_so_and_offers_the_form(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = asked(client)
    later = time.time() + timedelta(days=links.LINK_DAYS, minutes=1).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 410
        assert "This link has had its time" in answer.content.decode()
        assert 'name="address"' in answer.content.decode()
    assert Subscriber.objects.get().state == "pending"


def test_a_link_that_is_no_link_of_ours_confirms_nobody(client: Client) -> None:
    path = asked(client)
    number = Consent.objects.get().pk
    token = path.split("/")[-2]
    others = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.replace(str(number), str(number + 1), 1),
        f"{number}",
        TimestampSigner(salt="masthead.newsletters.form", sep=".").sign(str(number)),
        TimestampSigner(salt="masthead.newsletters.confirm", key="another", sep=".").sign(str(number)),
        links.sign_moment(number, "words"),
    ]
    for other in others:
        for answer in (client.get(f"/newsletter/confirm/{other}/"), client.post(f"/newsletter/confirm/{other}/")):
            assert answer.status_code == 404, other
    assert Subscriber.objects.get().state == "pending"
    client.post(path)
    theirs = Consent.objects.get(act="confirmed").pk
    assert client.post(f"/newsletter/confirm/{links.sign_confirmation(theirs)}/").status_code == 404


def test_an_address_that_was_forgotten_is_not_brought_back_by_its_link(client: Client) -> None:
    path = asked(client)
    Subscriber.objects.all().delete()
    assert client.post(path).status_code == 404
    assert not Subscriber.objects.exists()


def test_the_mail_asks_and_does_nothing_else(client: Client, newsletter: Newsletter) -> None:
    Magazine.objects.update(contact_email="letters@example.org")
    actions.change_newsletter(newsletter, {"name": "Sunday\r\nBcc: eve@example.org"}, acting_user=None)
    asked(client)
    [sent] = mail.outbox
    assert (sent.subject, sent.to) == ("Please confirm: Sunday Bcc: eve@example.org", ["ada@example.org"])
    assert (sent.from_email, sent.reply_to) == ("The Small Hours <desk@example.org>", ["letters@example.org"])
    message = sent.message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Bcc" not in message
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    for face in (str(sent.body), html):
        assert face.count("/newsletter/confirm/") == face.count("http://testserver/newsletter/confirm/") > 0
        assert "The link works for 7 days" in face
        assert "ada@" not in face
    for counter in ("<img", "<script", "url(", "http-equiv", "utm_", "<link"):
        assert counter not in html
    assert max(len(line) for line in message.as_bytes().splitlines()) <= 998
    assert b"\r\n" not in message.as_bytes().replace(b"\r\n", b"\n")


def test_links_in_mails_begin_with_the_address_of_the_site_whatever_host_was_asked(client: Client) -> None:
    sign_up(
        client, headers={"Host": "localhost:9999", "X-Forwarded-Host": "evil.example", "Origin": "http://testserver"}
    )
    work()
    assert "http://testserver/newsletter/confirm/" in str(mail.outbox[0].body)
    assert "localhost" not in str(mail.outbox[0].body)


def test_whoever_subscribes_already_is_told_so_and_need_not_confirm_again(client: Client, clock: Clock) -> None:
    confirmed(client)
    clock.forward(hours=2)
    sign_up(client, "ADA@example.org")
    work()
    told = mail.outbox[-1]
    assert told.subject == "You get The Sunday Letter already"
    assert isinstance(told, EmailMultiAlternatives)
    assert "/confirm/" not in str(told.body) + str(told.alternatives[0][0])
    assert (len(mail.outbox), Subscriber.objects.count(), Consent.objects.count()) == (2, 1, 2)


def test_a_worker_that_dies_before_the_mail_loses_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    sign_up(client)

    def die(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", die)
        work()
    request = SignUpRequest.objects.get()
    assert (request.answer, request.mailed_at, len(mail.outbox)) == ("confirm", None, 0)
    assert Consent.objects.count() == 1
    clock.forward(minutes=5)
    work()
    assert (len(mail.outbox), Consent.objects.count()) == (1, 1)
    client.post(link_in(mail.outbox[0]))
    assert Subscriber.objects.get().state == "confirmed"


def test_a_worker_that_dies_after_the_mail_sends_at_most_the_same_mail_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up(client)
    row = running.claim("first")
    assert row is not None
    send = EmailBackend.send_messages

    def send_and_die(self: EmailBackend, messages: Any) -> int:
        send(self, messages)
        raise ConnectionResetError

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", send_and_die)
        running.perform(row)
    DBTaskResult.objects.update(run_after="2000-01-01T00:00:00Z")
    work()
    work()
    assert len(mail.outbox) == 2
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_a_process_that_is_killed_after_the_commit_has_left_the_job_and_before_it_nothing(client: Client) -> None:
    with transaction.atomic():
        sign_up(client)
        transaction.set_rollback(True)
    assert (SignUpRequest.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    sign_up(client)
    assert (SignUpRequest.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_what_was_consented_to_cannot_be_changed(client: Client) -> None:
    confirmed(client)
    consent = Consent.objects.all()[0]
    consent.wording = "Anything."
    with pytest.raises(ConsentIsLasting):
        consent.save()
    with pytest.raises(ConsentIsLasting):
        Consent.objects.update(wording="Anything.")
