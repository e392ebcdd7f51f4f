"""How a reader leaves: by one click in the mail, without account, question or wait (RFC 8058)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from masthead.newsletters import links
from masthead.newsletters.links import LinkUnknown
from masthead.newsletters.models import Consent, Subscription
from masthead.newsletters.suppressing import Reason, suppress


def subscription_of(token: str) -> Subscription:
    """The subscription that the link in a letter is about, with its newsletter and subscriber. One query; changes nothing.

    Raises:
        LinkUnknown: it is none of ours, or the person's data has been erased.
    """
    subscriber, newsletter = links.read_person(token)
    rows = Subscription.objects.select_related("newsletter", "subscriber")
    found = rows.filter(subscriber=subscriber, newsletter=newsletter).first()
    if found is None:
        raise LinkUnknown("The address has been forgotten.", permanent=True)
    return found


def leave(token: str, *, path: str) -> Subscription:
    """End a subscription at once, also for a mailing that is being sent. Again changes nothing.

    Raises:
        LinkUnknown: as above.
    """
    with transaction.atomic():
        subscription = subscription_of(token)
        if subscription.ended_at is None:
            now = timezone.now()
            Subscription.objects.filter(pk=subscription.pk).update(ended_at=now)
            subscription.ended_at = now
            suppress(subscription.subscriber, subscription.newsletter, Reason.LEFT)
            Consent.objects.create(subscription=subscription, act=Consent.Act.LEFT, at=now, wording="", path=path)
    return subscription
