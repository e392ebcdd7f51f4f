"""What goes to whom: the mailing's copy serialised once, and each person's own addresses put in."""

from __future__ import annotations

from collections.abc import Callable

from masthead.deliveries import identity
from masthead.deliveries.hands import Errand
from masthead.deliveries.ledger import Claimed
from masthead.deliveries.pace import domain_of
from masthead.deliveries.splicing import Copy, Personal, serialise
from masthead.mailings.models import Mailing
from masthead.newsletters import links

PLACE = "{token}"


def writer(mailing: Mailing) -> Callable[[Claimed], Errand]:
    """Writes the errand of each claimed delivery of a mailing. No query."""
    copy = mailing.sent_copy
    serialised = serialise(_copy_of(mailing))
    before, _token, after = copy.leave_address.partition(PLACE)
    domain = domain_of(copy.sender_address)

    def errand_for(claimed: Claimed) -> Errand:
        token = links.sign_person(claimed.subscriber, mailing.newsletter_id)
        recipient = in_ascii(claimed.address)
        personal = Personal(
            address=recipient,
            message_id=identity.message_id(mailing.pk, claimed.subscriber, domain),
            leave=f"{before}{token}{after}",
        )
        return Errand(claimed, copy.sender_address, recipient, serialised.for_person(personal))

    return errand_for


def in_ascii(address: str) -> str:
    """An address as every mail server takes it: its domain in IDNA."""
    name, _at, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode('ascii')}"


def _copy_of(mailing: Mailing) -> Copy:
    copy = mailing.sent_copy
    return Copy(
        subject=copy.subject,
        sender_name=copy.sender_name,
        sender_address=in_ascii(copy.sender_address),
        headers=copy.headers,
        text=copy.text,
        html=copy.html,
        boundary=identity.boundary(mailing.pk),
        sent_at=mailing.begun_at or copy.frozen_at,
    )
