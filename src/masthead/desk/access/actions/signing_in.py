"""Letting somebody in at the one door, and out again."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masthead.audit.actions import record
from masthead.desk.access.visitor import Visitor
from masthead.errors import MastheadError
from masthead.staff import throttling
from masthead.staff.backends import account_called
from masthead.staff.models import StaffSession, User, Way

BACKEND = "masthead.staff.backends.UsernameOrEmail"
ENTRY = "wagtailadmin.access_admin"
CONFIRMED_AT, SECOND_FACTOR = "access.confirmed_at", "access.second_factor"
"""Keys of the session: when its person last proved who they are (seconds since 1970), and by what second factor."""
LONGEST_NAME = 40
SECONDS_IN_A_MINUTE = 60


class LoginRefused(MastheadError):
    """Whoever tries to log in may not, or is not who they say."""


def check_password(name: str, password: str, *, visitor: Visitor) -> User:
    """The account that a username or e-mail address and a password open. Each failure is counted and written down.

    Raises ``TooManyAttempts``, ``LoginRefused``.
    """
    known = account_called(name)
    attempt = throttling.admit(f"#{known.pk}" if known else name, visitor.address)
    user = authenticate(None, username=name, password=password)
    if not isinstance(user, User):
        note_failure(known or User(username=name[:LONGEST_NAME]), Way.PASSWORD, visitor=visitor, attempt=attempt)
        raise LoginRefused(_("The name and the password do not match."), _("Both tell capitals from small letters."))
    throttling.forgive(attempt)
    require_entry(user)
    return user


def require_entry(user: User) -> None:
    """Raise ``LoginRefused`` for an account that is closed or may not enter the desk."""
    if not user.is_active or not user.has_perm(ENTRY):
        raise LoginRefused(_("This account may not enter the desk."), _("A publisher can give it a role."))


def note_failure(
    user: User, way: str, *, visitor: Visitor, attempt: Any = None, detail: dict[str, Any] | None = None
) -> None:
    """Write a failed log-in down: the name that was tried, never what was typed as a password."""
    said = {"way": str(way), "network": visitor.network, **(detail or {})}
    if user.pk is None:
        said["is_known"] = False
    if attempt is not None and throttling.is_last_allowed(attempt):
        said["has_to_wait"] = True
    record("login-failed", user, acting_user=AnonymousUser(), detail=said)


def let_in(
    request: HttpRequest, user: User, *, way: str, is_remembered: bool = False, second_factor: str = ""
) -> StaffSession:
    """Begin a session for somebody who has shown who they are. A session that is not remembered ends with the browser."""
    visitor = Visitor.of(request)
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if is_remembered else 0)
        request.session[CONFIRMED_AT] = int(time.time())
        request.session[SECOND_FACTOR] = second_factor
        facts = {"user": user, "way": way, "device": visitor.device, "network": visitor.network}
        session, _created = StaffSession.objects.update_or_create(
            session_key=request.session.session_key, defaults=facts
        )
        detail = {"way": str(way), "device": visitor.device, "network": visitor.network}
        record("login", user, acting_user=user, detail=detail | ({"factor": second_factor} if second_factor else {}))
    return session


def let_out(request: HttpRequest) -> None:
    """End the visitor's own session; harmless for somebody who is not in."""
    user = request.user
    key = request.session.session_key
    with transaction.atomic():
        logout(request)
        StaffSession.objects.filter(pk=key or "").delete()
        if isinstance(user, User):
            record("logout", user, acting_user=user)


def waiting_words(trouble: throttling.TooManyAttempts) -> str:
    """What to tell somebody who has to wait: how long, truthfully, and what else they can do."""
    seconds = trouble.wait_seconds
    if seconds < SECONDS_IN_A_MINUTE:
        wait = ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    else:
        minutes = -(-seconds // SECONDS_IN_A_MINUTE)
        wait = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return _("Too many attempts have failed. You can try again in %(wait)s.") % {"wait": wait}
