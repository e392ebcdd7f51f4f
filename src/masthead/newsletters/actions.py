"""What readers ask, and what the desk does with newsletters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.magazine.models import Magazine
from masthead.magazine.queries import this_magazine
from masthead.newsletters import limits, links, queries, tasks
from masthead.newsletters.answering import tally
from masthead.newsletters.links import FormOutdated, LinkExpired, LinkUnknown
from masthead.newsletters.models import Consent, Newsletter, SignUpRequest, Subscriber, Subscription
from masthead.newsletters.normal import AddressUnusable, normal
from masthead.newsletters.suppressing import lift
from masthead.staff.models import User

__all__ = ["AddressUnusable", "FormOutdated", "LinkExpired", "LinkUnknown", "NothingOffered"]

OF_THE_SENDER = ("sender_name", "sender_address", "reply_to", "postal_address", "language")
WORDS = ("name", "slug", "heading", "promise", "button", "about", "is_offered", "order", *OF_THE_SENDER)
"""What the desk may give a newsletter."""
FORGET_UNCONFIRMED = timedelta(days=30)
LONGEST_PATH = 700
UNANSWERED_FOR = timedelta(days=7)


class NothingOffered(MastheadError):
    """The newsletter that a form names is not offered to readers (any more)."""


@dataclass(frozen=True)
class Sent:
    """What came with a form. ``network_address`` is the visitor's IP address, of which a keyed hash is kept for a day."""

    address: str
    moment: str
    path: str = ""
    network_address: str = ""


def ask_to_subscribe(sent: Sent) -> None:
    """A reader asks for the newsletter that a page offered: written down, and answered by the worker.

    It does the same and takes the same time whoever the address belongs to. Two limits' worth of counting and two rows.

    Raises:
        AddressUnusable: no mail can be sent there.
        FormOutdated: the form is not ours or too old, or its words have been changed since, so that it is not known what was consented to.
        NothingOffered: the newsletter is not offered.
        TooManySignUps: from this network, or in all.
    """
    moment, magazine = links.read_moment(sent.moment), this_magazine()
    words: dict[str, Any] = magazine.sign_up
    if words.get("newsletter") != moment.newsletter or queries.obstacles():
        raise NothingOffered(_("This newsletter is not offered at the moment."), permanent=True)
    wording = queries.wording_of(words)
    if links.digest_of(wording) != moment.words:
        raise FormOutdated("The words of this form have been changed.", permanent=True)
    address, now = normal(sent.address), timezone.now()
    network = limits.network_digest(sent.network_address)
    with transaction.atomic():
        limits.admit(network, now)
        request = SignUpRequest.objects.create(
            newsletter_id=moment.newsletter,
            address=address,
            language=magazine.language,
            wording=wording,
            path=sent.path[:LONGEST_PATH],
            asked_at=now,
            network=network,
            mailbox=limits.mailbox_digest(address),
        )
        tasks.answer_sign_up.later(request.pk)


def confirm_subscription(token: str) -> Subscription:
    """The reader who got the mail confirms. Once is enough; again changes nothing.

    Raises:
        LinkExpired: the link has had its time.
        LinkUnknown: there is no such link, or the address has been forgotten.
    """
    with transaction.atomic():
        asked = asked_for_by(token)
        subscription = Subscription.objects.select_for_update().get(pk=asked.subscription_id)
        if subscription.confirmed_at is None or subscription.ended_at is not None:
            now = timezone.now()
            subscription.confirmed_at, subscription.ended_at = now, None
            subscription.save(update_fields=["confirmed_at", "ended_at"])
            lift(subscription)
            Subscriber.objects.filter(pk=subscription.subscriber_id, confirmed_at=None).update(
                state=Subscriber.State.CONFIRMED, confirmed_at=now
            )
            Consent.objects.create(
                subscription=subscription, act=Consent.Act.CONFIRMED, at=now, wording=asked.wording, path=asked.path
            )
            tally(subscription.newsletter, now, confirmed=1)
    return subscription


def asked_for_by(token: str) -> Consent:
    """The consent that a confirmation's link is about, with its subscription and newsletter. One query; changes nothing.

    Raises:
        LinkExpired: the link has had its time.
        LinkUnknown: there is no such link, or the address has been forgotten.
    """
    number = links.read_confirmation(token)
    found = Consent.objects.select_related("subscription__newsletter").filter(pk=number, act=Consent.Act.ASKED).first()
    if found is None:
        raise LinkUnknown("The address has been forgotten.", permanent=True)
    return found


def begin_newsletter(words: Mapping[str, Any], *, acting_user: User | None) -> Newsletter:
    """A new newsletter in these ``WORDS``."""
    _require("newsletters.add_newsletter", acting_user)
    with transaction.atomic():
        newsletter = Newsletter.objects.create(**_known(words))
        audit.record("begin-newsletter", newsletter, acting_user=acting_user, detail=_said(words))
        _put_on_pages()
    return newsletter


def change_newsletter(newsletter: Newsletter, words: Mapping[str, Any], *, acting_user: User | None) -> Newsletter:
    """Give a newsletter other ``WORDS``, offer it or take it off the pages; what is not given stays.

    Whoever has a form with the former words open is asked to read the new ones first.
    """
    _require("newsletters.change_newsletter", acting_user)
    with transaction.atomic():
        fresh = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
        changed = {name: value for name, value in _known(words).items() if getattr(fresh, name) != value}
        for name, value in changed.items():
            setattr(fresh, name, value)
        if changed:
            fresh.save(update_fields=list(changed))
            audit.record("change-newsletter", fresh, acting_user=acting_user, detail=_said(changed))
        _put_on_pages()
    return fresh


def take_out_subscribers(newsletter: Newsletter, *, acting_user: User | None) -> Iterator[Subscription]:
    """All subscribers with what they consented to, to be carried elsewhere; that it was done is written down first."""
    _require("newsletters.export_subscribers", acting_user)
    counts = queries.counts_of(newsletter)
    detail = {"confirmed": counts.confirmed, "pending": counts.pending}
    audit.record("export-subscribers", newsletter, acting_user=acting_user, detail=detail)
    return queries.rows_to_take_out(newsletter)


def prune_sign_ups() -> int:
    """Remove requests that no limit counts any more; those not answered in a week, too. How many."""
    now = timezone.now()
    answered, _models = SignUpRequest.objects.filter(answered_at__lt=now - limits.KEEP).delete()
    waiting, _models = SignUpRequest.objects.filter(asked_at__lt=now - UNANSWERED_FOR).delete()
    return answered + waiting


def forget_unconfirmed() -> int:
    """Remove who asked a month ago and never confirmed, with what they asked for. How many addresses."""
    before = timezone.now() - FORGET_UNCONFIRMED
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=before).delete()
    gone = Subscriber.objects.filter(state=Subscriber.State.PENDING, subscriptions=None, asked_at__lt=before)
    _count, by_model = gone.delete()
    return by_model.get("newsletters.Subscriber", 0)


def _put_on_pages() -> None:
    """Copy the words of the newsletter that is offered to the magazine's row, where every page finds them."""
    Magazine.objects.update(sign_up=queries.words_of(queries.offered()))


def _known(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: words[name] for name in WORDS if name in words}


def _said(words: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in _known(words).items() if name != "about"}


def _require(permission: str, acting_user: User | None) -> None:
    if acting_user is not None and not acting_user.has_perm(permission):
        raise ActionForbidden(_("You may not do this with newsletters."), hint=_("Ask a publisher."))
