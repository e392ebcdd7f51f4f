"""How often somebody may try to log in: counted in the database, so that all processes and nodes count together."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from masthead.errors import MastheadError
from masthead.staff.models import LoginAttempt

COUNTING_LOCK = 7_165_324
"""PostgreSQL's number for “log-in attempts are being counted”."""
KEEP = timedelta(days=1)
V6_SITE, V6_HOME, V4_HOME = 64, 48, 24


@dataclass(frozen=True)
class Limit:
    """How many attempts within how long."""

    count: int
    window: timedelta


SAME_ACCOUNT_SAME_ADDRESS = Limit(5, timedelta(minutes=5))
SAME_ACCOUNT = Limit(20, timedelta(minutes=15))
SAME_ADDRESS = Limit(50, timedelta(minutes=15))


class TooManyAttempts(MastheadError):
    """Somebody has to wait before the next try. ``wait_seconds`` says how long."""

    def __init__(self, message: str, *, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


def admit(account: str, address: str, *, now: datetime | None = None) -> LoginAttempt:
    """Count an attempt before it is made, or refuse it; attempts at the same moment are counted one after the other.

    ``account`` is what was typed, ``address`` the visitor's IP address. The row stands until the attempt succeeds (:func:`forgive`).
    Raises ``TooManyAttempts``.
    """
    now = now or timezone.now()
    account_key, address_key = _digest("account", account.strip().casefold()), _digest("address", _site_of(address))
    with transaction.atomic():
        _one_at_a_time()
        wait = max(
            _seconds_to_wait(Q(account=account_key, address=address_key), SAME_ACCOUNT_SAME_ADDRESS, now),
            _seconds_to_wait(Q(account=account_key), SAME_ACCOUNT, now),
            _seconds_to_wait(Q(address=address_key), SAME_ADDRESS, now),
        )
        if not wait:
            return LoginAttempt.objects.create(at=now, account=account_key, address=address_key)
    raise TooManyAttempts("Too many failed attempts.", wait_seconds=wait)


def forgive(attempt: LoginAttempt) -> None:
    """After success: forget what was tried for this account from this address."""
    LoginAttempt.objects.filter(account=attempt.account, address=attempt.address).delete()


def is_last_allowed(attempt: LoginAttempt) -> bool:
    """Whether the next failure from there must wait: the moment to write it down."""
    limit = SAME_ACCOUNT_SAME_ADDRESS
    since = attempt.at - limit.window
    rows = LoginAttempt.objects.filter(account=attempt.account, address=attempt.address, at__gt=since)
    return rows.count() >= limit.count


def prune_attempts() -> int:
    """Remove attempts of more than a day ago. How many."""
    removed, _by_model = LoginAttempt.objects.filter(at__lt=timezone.now() - KEEP).delete()
    return removed


def network_of(address: str) -> str:
    """The network to show for an address: 192.0.2.0/24, 2001:db8:1::/48; empty for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(ipaddress.IPv4Network((int(parsed), V4_HOME), strict=False))
    return str(ipaddress.IPv6Network((int(parsed), V6_HOME), strict=False))


def _site_of(address: str) -> str:
    """What is counted as one address: in IPv6 a whole /64, which one customer has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.IPv6Network((int(parsed), V6_SITE), strict=False))


def _seconds_to_wait(rows: Q, limit: Limit, now: datetime) -> int:
    """Seconds until fewer than ``limit.count`` attempts lie within the window; 0 when that is so already."""
    since = now - limit.window
    counted = LoginAttempt.objects.filter(rows, at__gt=since).order_by("-at").values_list("at", flat=True)
    decisive = counted[limit.count - 1 : limit.count].first()
    return max(1, math.ceil((decisive - since).total_seconds())) if decisive else 0


def _digest(kind: str, value: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _one_at_a_time() -> None:
    """SQLite's transactions exclude one another by themselves (IMMEDIATE); PostgreSQL's do not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING_LOCK])
