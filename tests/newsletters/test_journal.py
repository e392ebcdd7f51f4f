"""Nobody who left is revived: not by a restore, not by a form, and not by a torn line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from masthead.cli.inside.after_restore import settle
from masthead.mailings.models import Mailing
from masthead.newsletters import journal
from masthead.newsletters.audience import reachable
from masthead.newsletters.links import sign_person
from masthead.newsletters.models import Consent, Newsletter, SignUpRequest, Subscription, Suppression
from masthead.newsletters.suppressing import Reason, suppress
from tests.cast import SmallMagazine
from tests.newsletters.letters import a_newsletter, confirmed, link_in, sign_up, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newsletter(magazine: SmallMagazine) -> Newsletter:
    return a_newsletter()


def left_by(client: Client, subscription: Subscription, **sent: Any) -> Any:
    """The answer to somebody's one click."""
    token = sign_person(subscription.subscriber_id, subscription.newsletter_id)
    return client.post(f"/newsletter/leave/{token}/", **sent)


def restore(rows: Mapping[str, Any], tmp_path: Path) -> None:
    """The database as a backup holds it, with a subscriber who had not left, in a folder that a restore made ready."""
    Suppression.objects.all().delete()
    Subscription.objects.filter(pk=rows["id"]).update(**{name: rows[name] for name in ("confirmed_at", "ended_at")})
    journal.carry(settings.CONFIG.data_dir, tmp_path / "fresh")
    (tmp_path / "fresh/newsletters").rename(settings.CONFIG.data_dir / "swapped")
    before = settings.CONFIG.data_dir / "newsletters"
    before.rename(tmp_path / "kept")
    (settings.CONFIG.data_dir / "swapped").rename(before)


def test_who_left_after_the_backup_is_not_written_to_and_mailings_come_back_paused(
    client: Client, newsletter: Newsletter, tmp_path: Path
) -> None:
    confirmed(client)
    backup = Subscription.objects.values().get()
    scheduled = Mailing.objects.create(newsletter=newsletter, subject="One", state=Mailing.State.SCHEDULED)
    assert left_by(client, Subscription.objects.get()).status_code == 200
    restore(backup, tmp_path)
    assert reachable(newsletter.pk).count() == 1, "the backup would write to them"
    settle()
    assert not reachable(newsletter.pk).exists()
    assert Subscription.objects.get().ended_at is not None
    scheduled.refresh_from_db()
    assert (scheduled.state, "restored from a backup" in scheduled.stopped_because) == ("paused", True)
    before = list(Consent.objects.values()), list(Suppression.objects.values())
    (settings.CONFIG.data_dir / "newsletters/restored").touch()
    settle()
    assert (list(Consent.objects.values()), list(Suppression.objects.values())) == before, "again changes nothing"


def test_who_came_back_by_confirming_is_written_to_after_the_restore(
    client: Client, newsletter: Newsletter, tmp_path: Path
) -> None:
    path = confirmed(client)
    left_by(client, Subscription.objects.get())
    backup = Subscription.objects.values().get()
    client.post(path)
    restore(backup, tmp_path)
    settle()
    assert reachable(newsletter.pk).count() == 1


def test_the_journal_holds_no_address_is_private_and_outlives_a_torn_line(client: Client) -> None:
    confirmed(client)
    path = settings.CONFIG.data_dir / "newsletters/journal.jsonl"
    with path.open("ab") as file:
        file.write(b'{"act": "suppr')
    left_by(client, Subscription.objects.get())
    assert [entry.act for entry in journal.read(settings.CONFIG.data_dir)] == ["confirmed", "suppressed"]
    assert (path.stat().st_mode & 0o777, b"ada" in path.read_bytes()) == (0o600, False)


@pytest.mark.parametrize("reason", list(Reason))
def test_only_the_persons_own_confirmation_lifts_and_never_a_complaint_or_a_block(
    client: Client, newsletter: Newsletter, reason: Reason
) -> None:
    path = confirmed(client)
    SignUpRequest.objects.all().delete()
    suppress(Subscription.objects.get().subscriber, None, reason)
    Subscription.objects.update(ended_at="2026-01-01T00:00:00Z")
    mail.outbox.clear()
    answer = sign_up(client)
    work()
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/asked/")
    assert not reachable(newsletter.pk).exists(), "what somebody else may have typed"
    is_lasting = reason in {Reason.COMPLAINED, Reason.BLOCKED}
    assert len(mail.outbox) == (0 if is_lasting else 1)
    client.post(path if is_lasting else link_in(mail.outbox[0]))
    assert reachable(newsletter.pk).exists() is not is_lasting


@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"},
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"data": b"", "content_type": "text/plain"},
    ],
    ids=["form", "multipart", "bare"],
)
def test_one_click_leaves_whatever_the_body_without_cookie_or_redirect(client: Client, sent: dict[str, Any]) -> None:
    confirmed(client)
    subscription = Subscription.objects.get()
    token = sign_person(subscription.subscriber_id, subscription.newsletter_id)
    client.get(f"/newsletter/leave/{token}/")
    client.head(f"/newsletter/leave/{token}/")
    assert client.post(f"/newsletter/leave/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}/", **sent).status_code == 404
    assert Subscription.objects.get().ended_at is None
    answer = left_by(Client(enforce_csrf_checks=True), subscription, **sent)
    assert (answer.status_code, answer.cookies, answer.has_header("Location")) == (200, {}, False)
    assert Subscription.objects.get().ended_at is not None
