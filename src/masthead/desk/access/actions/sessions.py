"""Ending sessions, one's own and others', and changing the password, which ends all others."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from masthead.audit.actions import record
from masthead.staff.models import StaffSession, User


def end_session(session: StaffSession, *, acting_user: User) -> None:
    """End one session; the browser that has it is out at its next request."""
    with transaction.atomic():
        _remove([session.pk])
        detail = {"device": session.device, "network": session.network}
        record("end-session", session.user, acting_user=acting_user, detail=detail)


def end_other_sessions(user: User, *, keep: str | None, acting_user: User | None) -> int:
    """End all of somebody's sessions but one (``keep`` is its key; None ends all). How many were ended."""
    with transaction.atomic():
        keys = list(user.staff_sessions.exclude(pk=keep or "").values_list("pk", flat=True))
        if keys:
            _remove(keys)
            record("end-sessions", user, acting_user=acting_user, detail={"count": len(keys)})
    return len(keys)


def change_password(request: HttpRequest, user: User, new_password: str) -> int:
    """Give the visitor a new password; their other sessions end, this one goes on. How many ended."""
    old_key = request.session.session_key
    with transaction.atomic():
        user.set_password(new_password)
        user.save(update_fields=["password"])
        record("change-password", user, acting_user=user)
        ended = end_other_sessions(user, keep=old_key, acting_user=user)
        update_session_auth_hash(request, user)
        StaffSession.objects.filter(pk=old_key or "").update(session_key=request.session.session_key)
    return ended


def set_password(user: User, new_password: str, *, acting_user: User | None) -> None:
    """Give somebody a new password; all their sessions end. Raises Django's ``ValidationError`` for one that will not do."""
    validate_password(new_password, user)
    with transaction.atomic():
        user.set_password(new_password)
        user.save(update_fields=["password"])
        record("change-password", user, acting_user=acting_user)
        end_other_sessions(user, keep=None, acting_user=acting_user)


def _remove(keys: Iterable[str]) -> None:
    keys = list(keys)
    Session.objects.filter(pk__in=keys).delete()
    StaffSession.objects.filter(pk__in=keys).delete()
