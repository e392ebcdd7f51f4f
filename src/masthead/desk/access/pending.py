"""Somebody who has shown the first half of who they are, kept in the session until they show the second."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.http import HttpRequest

from masthead.desk.access.actions.signing_in import require_entry
from masthead.errors import MastheadError
from masthead.staff.models import User

KEY = "access.pending"
GOOD_FOR_SECONDS = 600


@dataclass(frozen=True)
class Pending:
    """Who waits before the second question, how they came, and where they want to go."""

    user: User
    way: str
    is_remembered: bool
    way_on: str


def keep(request: HttpRequest, pending: Pending) -> None:
    """Keep it for ten minutes."""
    request.session[KEY] = {
        "user": pending.user.pk,
        "hash": pending.user.get_session_auth_hash(),
        "at": int(time.time()),
        "way": str(pending.way),
        "is_remembered": pending.is_remembered,
        "way_on": pending.way_on,
    }


def kept(request: HttpRequest) -> Pending | None:
    """What was kept; none when it is too old, or the account has changed since."""
    said = request.session.get(KEY)
    if not said or time.time() - said["at"] > GOOD_FOR_SECONDS:
        return None
    user = User.objects.filter(pk=said["user"]).first()
    if user is None or user.get_session_auth_hash() != said["hash"]:
        return None
    try:
        require_entry(user)
    except MastheadError:
        return None
    return Pending(user, said["way"], said["is_remembered"], said["way_on"])


def forget(request: HttpRequest) -> None:
    """Let nobody wait any more."""
    request.session.pop(KEY, None)
