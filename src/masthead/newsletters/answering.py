"""What a sign-up request is answered with: decided once, in one transaction, and then mailed.

Between the mail server's word that it has the mail and our note of it lies a moment in which a worker may die: then the mail goes a second
time, with the same Message-ID. Nothing is ever lost: the request waits in the database until it is answered.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from masthead.newsletters import limits, mail
from masthead.newsletters.models import (
    Consent,
    Newsletter,
    SignUpRequest,
    SignUpTally,
    Subscriber,
    Subscription,
)
from masthead.newsletters.normal import key_of
from masthead.newsletters.suppressing import address_digest, is_barred

Answer = SignUpRequest.Answer


def answer(request_id: int) -> bool:
    """Decide and send; whether a mail went. The mail server's errors are raised, for another try."""
    request = decide(request_id)
    if request is None:
        return False
    mail.message_for(request).send()
    SignUpRequest.objects.filter(pk=request.pk).update(mailed_at=timezone.now())
    return True


def decide(request_id: int) -> SignUpRequest | None:
    """The request with its answer, made the subscriber's if need be; None when no mail is to go, or it has gone."""
    with transaction.atomic():
        rows = SignUpRequest.objects.select_for_update(of=("self",)).select_related("newsletter", "consent")
        request = rows.filter(pk=request_id, mailed_at=None).first()
        if request is None or request.answer == Answer.NONE:
            return None
        if request.answer == Answer.WAITING:
            _decide(request, timezone.now())
    return None if request.answer == Answer.NONE else request


def tally(newsletter: Newsletter, day_of: datetime, *, asked: int = 0, confirmed: int = 0) -> None:
    """Count for the day (the magazine's) on which ``day_of`` lies."""
    day = timezone.localtime(day_of).date()
    SignUpTally.objects.get_or_create(newsletter=newsletter, day=day)
    SignUpTally.objects.filter(newsletter=newsletter, day=day).update(
        asked_count=F("asked_count") + asked, confirmed_count=F("confirmed_count") + confirmed
    )


def _decide(request: SignUpRequest, now: datetime) -> None:
    request.answered_at = now
    if limits.may_write_to(request.mailbox, now) and not is_barred(request.address, request.newsletter):
        _answer(request)
    else:
        request.answer = Answer.NONE
    request.save(update_fields=["answer", "answered_at", "consent"])


def _answer(request: SignUpRequest) -> None:
    subscriber = _subscriber(request)
    subscription, _is_new = Subscription.objects.get_or_create(
        subscriber=subscriber, newsletter=request.newsletter, defaults={"asked_at": request.asked_at}
    )
    if subscription.confirmed_at is not None and subscription.ended_at is None:
        request.answer = Answer.ALREADY
    else:
        request.answer = Answer.CONFIRM
        request.consent = _asked(request, subscriber, subscription)


def _subscriber(request: SignUpRequest) -> Subscriber:
    """Whose address it is, locked until the decision stands."""
    given = {
        "address": request.address,
        "address_digest": address_digest(request.address),
        "language": request.language,
        "asked_at": request.asked_at,
    }
    subscriber, _is_new = Subscriber.objects.get_or_create(address_key=key_of(request.address), defaults=given)
    return Subscriber.objects.select_for_update().get(pk=subscriber.pk)


def _asked(request: SignUpRequest, subscriber: Subscriber, subscription: Subscription) -> Consent:
    subscription.asked_at = request.asked_at
    subscription.save(update_fields=["asked_at"])
    if subscriber.state == Subscriber.State.PENDING:
        subscriber.asked_at, subscriber.language = request.asked_at, request.language
        subscriber.save(update_fields=["asked_at", "language"])
    tally(request.newsletter, request.asked_at, asked=1)
    return Consent.objects.create(
        subscription=subscription,
        act=Consent.Act.ASKED,
        at=request.asked_at,
        wording=request.wording,
        path=request.path,
    )
