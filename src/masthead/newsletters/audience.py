"""Who may be written to, as one condition that every statement asks in the same words."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from masthead.newsletters.models import Subscription, Suppression


def reachable(newsletter_id: int) -> QuerySet[Subscription]:
    """The subscriptions to a newsletter that are confirmed, not ended, and whose address is not suppressed."""
    suppressed = Suppression.objects.filter(
        Q(newsletter_id=newsletter_id) | Q(newsletter=None), address_digest=OuterRef("subscriber__address_digest")
    )
    return Subscription.objects.filter(
        ~Exists(suppressed), newsletter_id=newsletter_id, confirmed_at__isnull=False, ended_at=None
    )
