"""Keeping a secret in the database so that the database alone does not give it away."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str) -> str:
    """Encrypt with a key made of ``[site] secret_key``."""
    return _cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """What was sealed; None when ``secret_key`` is another one by now."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _cipher() -> Fernet:
    material = hashlib.sha256(f"masthead.staff.sealing:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(material))
