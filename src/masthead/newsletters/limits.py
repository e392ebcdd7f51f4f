"""How often a sign-up may be asked for, so that nobody's mailbox is filled by somebody else.

Counted in the database, so that all processes count together. Requests at the very same moment may pass a ceiling by as many as there
are processes. What is counted is a keyed hash, which is removed with the request after a day.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from masthead.errors import MastheadError
from masthead.newsletters.models import SignUpRequest
from masthead.newsletters.normal import mailbox_of
from masthead.staff.throttling import Limit, network_of

TO_ONE_MAILBOX = (Limit(1, timedelta(hours=1)), Limit(3, timedelta(days=1)))
"""Mails that one mailbox gets because somebody typed its address."""
FROM_ONE_NETWORK = (Limit(20, timedelta(hours=1)), Limit(60, timedelta(days=1)))
"""Requests from one /24 (IPv4) or /48 (IPv6): an office or a school, but no list of a thousand strangers."""
IN_ALL = Limit(300, timedelta(hours=1))
"""Requests from everywhere."""
KEEP = timedelta(days=1)
"""How long requests are counted, at the longest."""


class TooManySignUps(MastheadError):
    """Too many sign-ups were asked for from there, or from everywhere. ``wait_seconds`` says when to come back."""

    def __init__(self, message: str, *, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


def network_digest(address: str) -> str:
    """A keyed hash of the network that an IP address is in; empty for what is no address."""
    network = network_of(address)
    return _digest("network", network) if network else ""


def mailbox_digest(address: str) -> str:
    """A keyed hash of the mailbox behind a normal address."""
    return _digest("mailbox", mailbox_of(address))


def admit(network: str, now: datetime) -> None:
    """Let a request in.

    Raises:
        TooManySignUps: there were too many from this network, or in all. It says nothing about any address.
    """
    if _is_full(Q(), IN_ALL, now):
        message = _("More people than usual are signing up. Please try again in an hour.")
        raise TooManySignUps(message, wait_seconds=_seconds(IN_ALL))
    for limit in FROM_ONE_NETWORK:
        if network and _is_full(Q(network=network), limit, now):
            message = _("Too many sign-ups came from your network. Please try again in an hour.")
            raise TooManySignUps(message, wait_seconds=3600)


def may_write_to(mailbox: str, now: datetime) -> bool:
    """Whether another mail may go to a mailbox. Mails that were decided on count before they are sent."""
    written = SignUpRequest.objects.filter(
        mailbox=mailbox, answer__in=[SignUpRequest.Answer.CONFIRM, SignUpRequest.Answer.ALREADY]
    )
    return all(written.filter(answered_at__gt=now - limit.window).count() < limit.count for limit in TO_ONE_MAILBOX)


def _is_full(which: Q, limit: Limit, now: datetime) -> bool:
    return SignUpRequest.objects.filter(which, asked_at__gt=now - limit.window).count() >= limit.count


def _seconds(limit: Limit) -> int:
    return int(limit.window.total_seconds())


def _digest(kind: str, value: str) -> str:
    said = f"newsletters:{kind}:{value}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
