"""Addresses that must not be written to: kept as keyed hashes, so that they outlive the person's data."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from masthead.newsletters.models import Newsletter, Subscriber, Subscription, Suppression
from masthead.newsletters.normal import key_of

Reason = Suppression.Reason
LIFTED_BY_CONFIRMING = (Reason.LEFT, Reason.BOUNCED, Reason.ERASED)
"""A complaint and a block by the desk stay."""


def address_digest(address: str) -> str:
    """The keyed hash of a normal address, the same for every way of writing it in capitals."""
    said = f"newsletters:suppressed:{key_of(address)}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def suppress(subscriber: Subscriber, newsletter: Newsletter | None, reason: Suppression.Reason) -> None:
    """Write to an address no more: in one newsletter's name, or in none's. Again changes nothing."""
    Suppression.objects.get_or_create(
        address_digest=subscriber.address_digest, newsletter=newsletter, defaults={"reason": reason}
    )


def lift(subscription: Subscription) -> None:
    """The person confirmed a subscription: what stood against it is lifted, as far as that is the person's to lift."""
    digest = subscription.subscriber.address_digest
    standing = Suppression.objects.filter(address_digest=digest, reason__in=LIFTED_BY_CONFIRMING)
    standing.filter(newsletter=subscription.newsletter).delete()
    standing.filter(newsletter=None).delete()
