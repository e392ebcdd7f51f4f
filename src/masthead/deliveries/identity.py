"""What tells a message from every other: so that sending it again is sending the same one, and the mail server can be asked about it."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

DIGITS = 32


def message_id(mailing: int, subscriber: int, domain: str) -> str:
    """The Message-ID of a mailing to a person, without the angle brackets: a keyed hash of both (RFC 5322, 3.6.4)."""
    return f"{_digest(f'message:{mailing}:{subscriber}')}@{domain}"


def boundary(mailing: int) -> str:
    """What divides the parts of a mailing (RFC 2046, 5.1.1): "=_" can stand in no quoted-printable text."""
    return f"=_{_digest(f'boundary:{mailing}')}"


def _digest(what: str) -> str:
    said = f"deliveries:{what}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()[:DIGITS]
