"""Who has which factor, and of whom one is asked."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from masthead.staff.models import AuthenticatorApp, Passkey, SecondFactorRule, User


def has_second_factor(user: User) -> bool:
    """Whether somebody has a passkey or an authenticator app. Two queries at most."""
    return user.passkeys.exists() or AuthenticatorApp.objects.filter(user=user).exists()


def lacking_factor(user: User) -> Combinable:
    """A condition on rows with this ``user``: a rule asks a second factor of them, and there is none."""
    mine = Q(group__user=OuterRef("user"))
    if user.is_superuser:
        mine |= Q(group=None)
    return (
        Exists(SecondFactorRule.objects.filter(mine))
        & ~Exists(Passkey.objects.filter(user=OuterRef("user")))
        & ~Exists(AuthenticatorApp.objects.filter(user=OuterRef("user")))
    )


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
