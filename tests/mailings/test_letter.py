"""A letter as it is drawn, checked and frozen."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.deliveries import identity, schedule
from masthead.deliveries.messages import _copy_of
from masthead.deliveries.splicing import Personal, serialise
from masthead.mailings import actions
from masthead.mailings.models import Mailing
from masthead.mailings.rendering import render
from masthead.newsletters import actions as newsletters
from masthead.newsletters.models import Newsletter
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.deliveries.letters import give_readers
from tests.mailings.letters import a_letter, before, every_piece, piece

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"
LEAVE = "https://example.org/newsletter/leave/1-1.token/"
NUMBERS_OF_PICTURES = re.compile(r"/images/\d+-")


@pytest.fixture
def magazine() -> SmallMagazine:
    """The small magazine."""
    return a_small_magazine()


@pytest.fixture
def newsletter(magazine: SmallMagazine) -> Newsletter:
    """One that may be sent."""
    words = {"name": "The Letter", "slug": "letter", "heading": "A letter", "promise": "On Sundays."}
    sender = {
        "postal_address": "1 Quay\nHarbour Town",
        "sender_address": "letter@example.org",
        "reply_to": "desk@example.org",
    }
    return newsletters.begin_newsletter({**words, **sender}, acting_user=None)


@pytest.mark.parametrize("face", ["html", "text"])
def test_every_piece_is_drawn_as_it_always_was(face: str, newsletter: Newsletter, magazine: SmallMagazine) -> None:
    before(newsletter)
    drawn = getattr(render(a_letter(newsletter, every_piece(magazine), preheader="Ice, fire and a lamp")), face)
    drawn = NUMBERS_OF_PICTURES.sub("/images/", drawn)
    assert drawn == (GOLDEN / f"letter.{face}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("of_the_newsletter", "pieces", "code"),
    [
        ({"postal_address": " "}, None, "no-postal-address"),
        ({}, [], "no-pieces"),
        ({}, "unpublished", "article-not-published"),
        ({}, "no credit", "picture-without-credit"),
        ({}, [piece("paragraph", x=1) | {"value": f"<p>{'word ' * 25_000}</p>"}], "too-long"),
    ],
)
def test_what_is_wrong_keeps_a_letter_back(
    of_the_newsletter: dict[str, Any], pieces: Any, code: str, newsletter: Newsletter, magazine: SmallMagazine
) -> None:
    newsletters.change_newsletter(newsletter, of_the_newsletter, acting_user=None)
    made = {
        "unpublished": lambda: [piece("article", article=magazine.draft().pk, blurb="", has_picture=False)],
        "no credit": lambda: [piece("picture", picture=a_picture(creator="", agency="").pk)],
    }
    stored = made[pieces]() if isinstance(pieces, str) else pieces
    letter = a_letter(Newsletter.objects.get(pk=newsletter.pk))
    if stored is not None:
        letter = actions.change_mailing(letter, {"pieces": stored}, acting_user=None)
    with pytest.raises(actions.NotReady) as refused:
        actions.make_ready(letter, acting_user=None)
    assert code in {finding.code for finding in refused.value.findings}


def test_the_message_that_goes_is_what_the_rules_for_bulk_mail_ask_for(
    newsletter: Newsletter, magazine: SmallMagazine
) -> None:
    letter = a_letter(newsletter, every_piece(magazine), subject="The lamp – ‘Ice’ \r\n Bcc: all@example.org")
    actions.make_ready(letter, acting_user=None)
    mailing = Mailing.objects.get(pk=letter.pk)
    spliced = serialise(_copy_of(mailing)).for_person(Personal("ann@example.org", "1@example.org", LEAVE))
    message = message_from_bytes(spliced.replace(b"\r\n..", b"\r\n."), policy=policy.default)
    assert not message.defects
    assert message["Bcc"] is None
    assert message["List-Id"] == "The Letter <letter.testserver>"
    assert message["List-Unsubscribe"] == f"<{LEAVE}>"
    assert message["Reply-To"] == "desk@example.org"
    assert message["Precedence"] == "bulk"
    feedback = message["Feedback-ID"].split(":")
    assert len(feedback) == 4
    assert 5 <= len(feedback[-1]) <= 15
    for field in ("List-Help", "List-Owner", "List-Subscribe", "List-Archive", "Message-ID", "From", "Date"):
        assert len(message.get_all(field, [])) == 1, field
    text, html = (part.get_content() for part in message.iter_parts())
    assert LEAVE in text
    assert f'href="{LEAVE}"' in html
    assert "1 Quay" in text
    assert "[[masthead" not in text + html
    assert max(map(len, spliced.split(b"\r\n"))) <= 998
    assert identity.boundary(mailing.pk).encode() in spliced


def test_a_test_goes_to_whoever_asks_and_says_that_it_is_one(newsletter: Newsletter) -> None:
    petra = a_user("Petra")
    petra.email = "petra@example.org"
    actions.send_test(a_letter(newsletter), acting_user=petra)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["petra@example.org"], "[Test] The lamp")
    assert "[[masthead" not in sent.body


def test_what_is_scheduled_begins_once_when_its_moment_has_come_and_comes_back_when_it_cannot(
    newsletter: Newsletter,
) -> None:
    give_readers(newsletter, 2)
    good, bad = a_letter(newsletter), a_letter(newsletter)
    for letter in (good, bad):
        actions.schedule_mailing(letter, timezone.now() + timedelta(days=1), acting_user=None)
    assert schedule.begin_due() == 0
    Mailing.objects.update(scheduled_at=datetime(2026, 1, 1, tzinfo=UTC))
    Mailing.objects.filter(pk=bad.pk).update(subject=" ")
    assert (schedule.begin_due(), schedule.begin_due()) == (1, 0)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, good.audience_count) == (Mailing.State.SENDING, 2)
    assert (bad.state, bad.stopped_because) == (Mailing.State.DRAFT, "The letter has no subject.")


def test_a_letter_is_filled_with_what_is_published_and_with_nothing_twice(
    newsletter: Newsletter, magazine: SmallMagazine
) -> None:
    letter, article = a_letter(newsletter), magazine.article()
    magazine.issue("12", [article])
    letter = actions.fill_from_issue(letter, acting_user=None)
    letter = actions.fill_with_new(letter, acting_user=None)
    assert [each["type"] for each in letter.pieces.get_prep_value()] == ["paragraph", "issue", "article"]


def test_an_editor_finds_writes_and_sees_a_letter_at_the_desk(newsletter: Newsletter, client: Client) -> None:
    client.force_login(a_user("Petra"))
    letter = a_letter(newsletter)
    assert b"The lamp" in client.get(reverse("desk_mailings", args=(newsletter.pk,))).content
    page = client.get(reverse("desk_mailing", args=(letter.pk,)))
    assert b"The lamp was lit at four." in page.content
    given = {"subject": "Two lamps", "uncertain": "never-twice", "pieces-count": "0"}
    client.post(reverse("desk_mailing", args=(letter.pk,)), given)
    letter.refresh_from_db()
    assert (letter.subject, len(letter.pieces)) == ("Two lamps", 0)
    assert b"Two lamps" in client.get(reverse("desk_mailing_face", args=(letter.pk, "mail"))).content
    client.post(reverse("desk_do_with_mailing", args=(letter.pk,)), {"do": "send"})
    letter.refresh_from_db()
    assert letter.state == Mailing.State.DRAFT
