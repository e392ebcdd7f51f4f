"""What became of those whose delivery was cut off: asked of the mail server, else decided by what was chosen before the sending."""

from __future__ import annotations

from datetime import datetime

from masthead.deliveries import identity
from masthead.deliveries.ledger import Ledger
from masthead.deliveries.models import Delivery
from masthead.deliveries.pace import domain_of
from masthead.deliveries.relays import Relay, Word
from masthead.mailings.models import Mailing

AT_ONCE = 500
State, Settled = Delivery.State, Delivery.Settled


def settle(mailing: Mailing, ledger: Ledger, relay: Relay, before: datetime) -> int:
    """Settle the uncertain deliveries that were cut off before a moment; how many were settled.

    Where the mail server cannot say, “rather never lost” sends again, and “rather never twice” leaves them uncertain, by name.

    Raises:
        NoLongerLeader: somebody else sends this mailing now.
    """
    rows = Delivery.objects.filter(mailing=mailing, state=State.UNCERTAIN, at__lte=before).exclude(subscriber=None)
    left = list(rows.order_by("pk").values_list("pk", "subscriber"))
    number = 0
    for first in range(0, len(left), AT_ONCE):
        by_id = {identity_of(mailing, person): row for row, person in left[first : first + AT_ONCE]}
        for message_id, word in relay.ask(by_id).items():
            number += _decide(mailing, ledger, by_id[message_id], word)
    return number


def is_anybody_unasked(mailing: Mailing, after: datetime, until: datetime) -> bool:
    """Whether a delivery became uncertain after a moment and until another."""
    rows = Delivery.objects.filter(mailing=mailing, state=State.UNCERTAIN, at__gt=after, at__lte=until)
    return rows.exclude(subscriber=None).exists()


def identity_of(mailing: Mailing, subscriber: int) -> str:
    """The Message-ID of a delivery of a mailing."""
    return identity.message_id(mailing.pk, subscriber, domain_of(mailing.sent_copy.sender_address))


def _decide(mailing: Mailing, ledger: Ledger, delivery: int, word: Word) -> bool:
    if word is Word.HAS_IT:
        return ledger.settle(delivery, State.HANDED, by=Settled.RELAY, words="The mail server has it, by its log.")
    if word is Word.NEVER_GOT_IT:
        return ledger.settle(delivery, State.PLANNED, by=Settled.RELAY, words="The mail server never got it.")
    if mailing.uncertain == Mailing.Uncertain.NEVER_LOST:
        return ledger.settle(delivery, State.PLANNED, by=Settled.POLICY, words="Sent again: rather never lost.")
    return False
