"""Who has which factor, and of whom one is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from masthead.staff.models import AuthenticatorApp, SecondFactorRule, User


def has_second_factor(user: User) -> bool:
    """Whether somebody has a passkey or an authenticator app. Two queries at most."""
    return user.passkeys.exists() or AuthenticatorApp.objects.filter(user=user).exists()


@dataclass(frozen=True)
class SessionState:
    """How a session stands: whether its ``seen_at`` is out of date, and whether a second factor is asked of its user in vain."""

    is_stale: bool
    lacks_factor: bool


STATE_OF_SESSION = """
    SELECT session.seen_at < %s,
           EXISTS (
               SELECT 1 FROM staff_secondfactorrule rule
               WHERE rule.group_id IN (SELECT held.group_id FROM staff_user_groups held WHERE held.user_id = session.user_id)
                  OR (rule.group_id IS NULL AND %s)
           )
           AND NOT EXISTS (SELECT 1 FROM staff_passkey passkey WHERE passkey.user_id = session.user_id)
           AND NOT EXISTS (SELECT 1 FROM staff_authenticatorapp app WHERE app.user_id = session.user_id)
    FROM staff_staffsession session
    WHERE session.session_key = %s AND session.user_id = %s
"""
"""Asked in every request of the desk, and so written out: putting it together anew took Django longer than all the rest of it."""


def state_of_session(key: str, user: User, *, stale_before: datetime) -> SessionState | None:
    """How somebody's session stands; None when it is not known, or not theirs. One query."""
    before = connection.ops.adapt_datetimefield_value(stale_before)
    with connection.cursor() as cursor:
        cursor.execute(STATE_OF_SESSION, [before, user.is_superuser, key, user.pk])
        row = cursor.fetchone()
    return SessionState(*map(bool, row)) if row else None


def people() -> QuerySet[User]:
    """All accounts by name, each with ``passkey_count``, ``has_app`` and ``seen_at``, and its groups at hand."""
    return (
        User.objects.annotate(
            passkey_count=Count("passkeys", distinct=True),
            has_app=Exists(AuthenticatorApp.objects.filter(user=OuterRef("pk"))),
            seen_at=Max("staff_sessions__seen_at"),
        )
        .prefetch_related("groups")
        .order_by("last_name", "first_name", "username")
    )


def groups_with_rules() -> QuerySet[Group]:
    """The groups, each with ``asks_factor``."""
    rules = SecondFactorRule.objects.filter(group=OuterRef("pk"))
    return Group.objects.annotate(asks_factor=Exists(rules)).order_by("name")


def owners_have_rule() -> bool:
    """Whether owners must have a second factor."""
    return SecondFactorRule.objects.filter(group=None).exists()
