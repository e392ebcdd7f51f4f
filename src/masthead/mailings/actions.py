"""What the desk does with a letter before it is sent: begin it, change it, fill it, try it, and make it ready."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.magazine.queries import this_magazine
from masthead.mailings import checks, filling
from masthead.mailings.marks import Mark
from masthead.mailings.models import Mailing, SentCopy
from masthead.mailings.rendering import render
from masthead.newsletters.mail import one_line
from masthead.newsletters.models import Newsletter
from masthead.publishing.findings import Finding, Severity
from masthead.staff.models import User

COMPOSE, SEND = "newsletters.change_newsletter", "mailings.send_mailing"
WORDS = ("subject", "preheader", "pieces", "uncertain")
"""What the desk may give a mailing."""
PLACE = "{token}"
State = Mailing.State


class NotADraft(MastheadError):
    """The letter has been scheduled or sent, so it is not written any more."""


class NotReady(MastheadError):
    """Something keeps the letter from being sent; ``findings`` says what."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(finding.message for finding in self.findings), permanent=True)


def begin_mailing(newsletter: Newsletter, words: Mapping[str, Any], *, acting_user: User | None) -> Mailing:
    """A new letter of a newsletter.

    Raises:
        ActionForbidden: ``acting_user`` may not write newsletters.
    """
    _require(acting_user, COMPOSE)
    with transaction.atomic():
        mailing = Mailing(newsletter=newsletter, **_known(words))
        mailing.save()
        audit.record("begin-mailing", mailing, acting_user=acting_user)
    return mailing


def change_mailing(mailing: Mailing, words: Mapping[str, Any], *, acting_user: User | None) -> Mailing:
    """Give a draft other words or pieces.

    Raises:
        ActionForbidden: as above.
        NotADraft: it is scheduled or has been sent.
    """
    _require(acting_user, COMPOSE)
    with transaction.atomic():
        fresh, given = _draft(mailing), _known(words)
        for name, value in given.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=list(given))
        audit.record("change-mailing", fresh, acting_user=acting_user, detail={"fields": sorted(given)})
    return fresh


def fill_from_issue(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Put the current issue and what it leads with behind the pieces that are there. Raises as ``change_mailing``."""
    return _fill(mailing, filling.from_current_issue(), acting_user)


def fill_with_new(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Put what was published since the last letter behind the pieces that are there. Raises as ``change_mailing``."""
    return _fill(mailing, filling.with_what_is_new(mailing.newsletter), acting_user)


def _fill(mailing: Mailing, made: list[dict[str, Any]], acting_user: User | None) -> Mailing:
    stored = list(mailing.pieces.get_prep_value())
    return change_mailing(mailing, {"pieces": filling.without_doubles(stored, made)}, acting_user=acting_user)


def schedule_mailing(mailing: Mailing, at: datetime, *, acting_user: User | None) -> Mailing:
    """Have a draft sent at a moment. It is checked now and drawn then.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotADraft: as above.
        NotReady: something keeps it from being sent, or the moment is past.
    """
    _require(acting_user, SEND)
    with transaction.atomic():
        fresh = _draft(mailing)
        if at <= timezone.now():
            raise NotReady([Finding("past", _("The moment is past."), field="scheduled_at")])
        _refuse_what_is_wrong(fresh, may_be_long=False)
        fresh.state, fresh.scheduled_at, fresh.stopped_because = State.SCHEDULED, at, ""
        fresh.save(update_fields=["state", "scheduled_at", "stopped_because"])
        audit.record("schedule-mailing", fresh, acting_user=acting_user, detail={"at": at.isoformat()})
    return fresh


def unschedule_mailing(mailing: Mailing, *, acting_user: User | None, because: str = "") -> Mailing:
    """Make what is scheduled a draft again, with the reason if it could not be sent.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotADraft: it is not scheduled.
    """
    _require(acting_user, SEND)
    with transaction.atomic():
        fresh = _locked(mailing, State.SCHEDULED)
        fresh.state, fresh.scheduled_at, fresh.stopped_because = State.DRAFT, None, because
        fresh.save(update_fields=["state", "scheduled_at", "stopped_because"])
        audit.record("unschedule-mailing", fresh, acting_user=acting_user, detail={"because": because})
    return fresh


def make_ready(mailing: Mailing, *, acting_user: User | None, may_be_long: bool = False) -> SentCopy:
    """Draw a letter as everybody will get it. Again before the sending begins draws it anew; after that never.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotADraft: its sending has begun.
        NotReady: something keeps it from being sent.
    """
    _require(acting_user, SEND)
    with transaction.atomic():
        fresh = _locked(mailing, State.DRAFT, State.SCHEDULED)
        html, text = _refuse_what_is_wrong(fresh, may_be_long=may_be_long)
        newsletter, answers = fresh.newsletter, _reply_to(fresh.newsletter)
        SentCopy.objects.filter(mailing=fresh).delete()
        copy = SentCopy.objects.create(
            mailing=fresh,
            subject=one_line(fresh.subject),
            sender_name=one_line(newsletter.sender_name or newsletter.name),
            sender_address=sender_address(newsletter),
            reply_to=answers,
            leave_address=settings.CONFIG.site.base_url + _leave_path(),
            headers=headers_of(fresh),
            html=html,
            text=text,
        )
        audit.record("make-mailing-ready", fresh, acting_user=acting_user, detail={"bytes": len(html.encode())})
    return copy


def send_test(mailing: Mailing, *, acting_user: User) -> str:
    """Send one copy, marked as a test, to the address of whoever asks; that address. It does not leave anybody's list.

    Raises:
        ActionForbidden: ``acting_user`` may not write newsletters.
        NotADraft: they have no address.
    """
    _require(acting_user, COMPOSE)
    if not acting_user.email:
        raise NotADraft(_("Your account has no mail address, so there is nowhere to send a test to."), permanent=True)
    drawn, newsletter = render(mailing), mailing.newsletter
    page = settings.CONFIG.site.base_url + reverse("front:newsletter")
    mail = EmailMultiAlternatives(
        subject=one_line(_("[Test] %(subject)s") % {"subject": mailing.subject}),
        body=drawn.text.replace(Mark.LEAVE.value, page),
        from_email=formataddr((one_line(newsletter.sender_name or newsletter.name), sender_address(newsletter))),
        to=[acting_user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(drawn.html.replace(Mark.LEAVE.value, page), "text/html")
    mail.send()
    audit.record("test-mailing", mailing, acting_user=acting_user)
    return acting_user.email


def headers_of(mailing: Mailing) -> dict[str, str]:
    """The header fields that are the same for everybody (RFC 2369, RFC 2919, RFC 3834, and the Feedback-ID that Gmail reads)."""
    newsletter, base = mailing.newsletter, settings.CONFIG.site.base_url
    domain, page = urlsplit(base).hostname or "localhost", base + reverse("front:newsletter")
    name = one_line(newsletter.name)
    identifier = f"<{newsletter.slug}.{domain}>"
    answers = _reply_to(newsletter)
    fields = {
        "List-Id": f"{name} {identifier}" if name.isascii() and not set(name) & set('<>"\\') else identifier,
        "List-Help": f"<{page}>",
        "List-Owner": f"<mailto:{answers or sender_address(newsletter)}>",
        "List-Subscribe": f"<{page}>",
        "List-Archive": f"<{page}>",
        "Precedence": "bulk",
        "Feedback-ID": f"{mailing.pk}:{newsletter.slug}:newsletter:{_sender_id(domain)}",
    }
    return {**({"Reply-To": answers} if answers else {}), **fields}


def sender_address(newsletter: Newsletter) -> str:
    """The address that a newsletter comes from; empty when there is none."""
    return newsletter.sender_address or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _reply_to(newsletter: Newsletter) -> str:
    return newsletter.reply_to or this_magazine().contact_email


def _sender_id(domain: str) -> str:
    """12 characters that stay the same for ever (5 to 15 are asked for)."""
    return "mh" + hashlib.sha256(domain.encode()).hexdigest()[:10]


def _leave_path() -> str:
    return reverse("front:leave_newsletter", args=("token",)).replace("/token/", f"/{PLACE}/")


def findings(mailing: Mailing, *, may_be_long: bool = False) -> list[Finding]:
    """All that is wrong with a letter now."""
    about = sender_address(mailing.newsletter)
    return checks.findings_of(mailing, render(mailing), sender_address=about, may_be_long=may_be_long)


def _refuse_what_is_wrong(mailing: Mailing, *, may_be_long: bool) -> tuple[str, str]:
    """The HTML and the text of a letter that may be sent."""
    drawn, about = render(mailing), sender_address(mailing.newsletter)
    found = checks.findings_of(mailing, drawn, sender_address=about, may_be_long=may_be_long)
    refusing = [one for one in found if one.severity == Severity.BLOCKS]
    if refusing:
        raise NotReady(refusing)
    return drawn.html, drawn.text


def _known(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: words[name] for name in WORDS if name in words}


def _draft(mailing: Mailing) -> Mailing:
    return _locked(mailing, State.DRAFT)


def _locked(mailing: Mailing, *states: Mailing.State) -> Mailing:
    fresh = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if fresh.state not in states:
        message = _("This letter is %(state)s, so that cannot be done.") % {"state": fresh.get_state_display()}
        raise NotADraft(message, permanent=True)
    return fresh


def _require(acting_user: User | None, permission: str) -> None:
    if acting_user is not None and not acting_user.has_perm(permission):
        raise ActionForbidden(_("You may not do that with newsletters."), hint=_("Ask an editor."))
