"""Addresses that must not be written to: kept as keyed hashes, so that they outlive the person's data."""

from __future__ import annotations

import hashlib
import hmac
import logging

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from masthead.newsletters import journal
from masthead.newsletters.models import Newsletter, Subscriber, Subscription, Suppression
from masthead.newsletters.normal import key_of

Reason = Suppression.Reason
LIFTED_BY_CONFIRMING = (Reason.LEFT, Reason.BOUNCED, Reason.ERASED)
"""A complaint and a block by the desk stay."""
LASTING = (Reason.COMPLAINED, Reason.BLOCKED)
logger = logging.getLogger(__name__)


def address_digest(address: str) -> str:
    """The keyed hash of a normal address, the same for every way of writing it in capitals."""
    said = f"newsletters:suppressed:{key_of(address)}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def suppress(subscriber: Subscriber, newsletter: Newsletter | None, reason: Suppression.Reason) -> None:
    """Write to an address no more: in one newsletter's name, or in none's. A lasting reason takes a lesser one's place."""
    put_down(subscriber.address_digest, newsletter.pk if newsletter else None, reason)
    _journal(journal.SUPPRESSED, subscriber.address_digest, newsletter.pk if newsletter else None, reason)


def put_down(digest: str, newsletter_id: int | None, reason: str) -> None:
    """As :func:`suppress`, of a hash and without a line in the journal: for its replay."""
    row, is_new = Suppression.objects.get_or_create(
        address_digest=digest,
        newsletter_id=newsletter_id,  # type: ignore[misc]  # the stubs do not know that none is looked up as NULL
        defaults={"reason": reason},
    )
    if not is_new and reason in LASTING and row.reason not in LASTING:
        row.reason = reason
        row.save(update_fields=["reason"])


def lift(subscription: Subscription) -> None:
    """The person confirmed a subscription: what stood against it is lifted, as far as that is the person's to lift."""
    digest = subscription.subscriber.address_digest
    lift_digest(digest, subscription.newsletter_id)
    lift_digest(digest, None)
    _journal(journal.CONFIRMED, digest, subscription.newsletter_id)


def lift_digest(digest: str, newsletter_id: int | None) -> None:
    """Lift what its owner may lift against a hash, in one newsletter's name or in all's; without a line in the journal."""
    Suppression.objects.filter(
        address_digest=digest, newsletter=newsletter_id, reason__in=LIFTED_BY_CONFIRMING
    ).delete()


def is_barred(address: str, newsletter: Newsletter) -> bool:
    """Whether not even a confirmation may go to a normal address: it complained, or the desk blocked it. One query."""
    standing = Suppression.objects.filter(address_digest=address_digest(address), reason__in=LASTING)
    return standing.filter(Q(newsletter=newsletter) | Q(newsletter=None)).exists()


def _journal(act: str, who: str, newsletter_id: int | None, reason: str = "") -> None:
    """Write it beside the database before the transaction commits.

    When that fails, leaving still holds, and the log and the doctor say so.
    """
    entry = journal.Entry(act, who, newsletter_id, timezone.now().isoformat(), reason)
    try:
        journal.write(settings.CONFIG.data_dir, entry)
    except OSError:
        logger.exception("The journal of newsletters could not be written; masthead doctor says why.")
