"""Whose account it is that the single sign-on provider speaks of, and which roles it brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit.actions import record
from masthead.config import LoginOidc
from masthead.desk.access.actions.accounts import note_creation
from masthead.desk.access.actions.signing_in import LoginRefused, note_failure, require_entry
from masthead.desk.access.visitor import Visitor
from masthead.staff.models import OutsideIdentity, User, Way

LONGEST_NAME = 150


def account_of(claims: Mapping[str, Any], oidc: LoginOidc, *, visitor: Visitor) -> User:
    """The account of an identity; a failure is written down.

    It is found by the provider's ``sub``; the first time by the verified e-mail address; and made when a role of
    ``[login.oidc] roles`` is due. Raises ``LoginRefused``.
    """
    try:
        with transaction.atomic():
            user = _found(claims, oidc)
            _follow_roles(user, claims, oidc)
            require_entry(user)
            return user
    except LoginRefused:
        email = str(claims.get("email", ""))
        nobody = User(username=email[:LONGEST_NAME])
        note_failure(nobody, Way.OUTSIDE, visitor=visitor, detail={"subject": str(claims.get("sub"))[:100]})
        raise


def _found(claims: Mapping[str, Any], oidc: LoginOidc) -> User:
    email = _verified_address(claims)
    domains = {domain.lower() for domain in oidc.allowed_domains}
    if domains and email.rpartition("@")[2] not in domains:
        raise LoginRefused(_("Your e-mail address is not one of those that may sign in here."))
    subject = str(claims["sub"])
    known = OutsideIdentity.objects.select_related("user").filter(issuer=oidc.issuer, subject=subject).first()
    if known:
        return known.user
    owners = list(User.objects.filter(email__iexact=email)[:2]) if email else []
    if len(owners) == 1:
        user = owners[0]
    elif not owners and email and _roles_due(claims, oidc):
        user = _make(email, claims)
    else:
        raise LoginRefused(_("No account here belongs to you."), _("Ask a publisher for one with your e-mail address."))
    OutsideIdentity.objects.create(user=user, issuer=oidc.issuer, subject=subject)
    record("link-identity", user, acting_user=user, detail={"issuer": oidc.issuer, "subject": subject})
    return user


def _make(email: str, claims: Mapping[str, Any]) -> User:
    if User.objects.filter(username__iexact=email).exists():
        raise LoginRefused(_("Another account has your e-mail address as its name."), _("Ask a publisher."))
    names = {"first_name": str(claims.get("given_name", "")), "last_name": str(claims.get("family_name", ""))}
    user = User(username=email[:LONGEST_NAME], email=email, **{key: name[:LONGEST_NAME] for key, name in names.items()})
    user.set_unusable_password()
    user.save(force_insert=True)
    note_creation(user, acting_user=user)
    return user


def _follow_roles(user: User, claims: Mapping[str, Any], oidc: LoginOidc) -> None:
    """Give the mapped roles that are due and take those that are not; roles that no mapping names are left alone."""
    if not oidc.roles:
        return
    due, mapped = _roles_due(claims, oidc), {role for _value, role in _pairs(oidc)}
    present = set(user.groups.filter(name__in=mapped).values_list("name", flat=True))
    added, removed = due - present, present - due
    if added or removed:
        user.groups.add(*Group.objects.filter(name__in=added))
        user.groups.remove(*Group.objects.filter(name__in=removed))
        record("change-roles", user, acting_user=None, detail={"added": sorted(added), "removed": sorted(removed)})


def _roles_due(claims: Mapping[str, Any], oidc: LoginOidc) -> set[str]:
    said = claims.get(oidc.roles_claim) if oidc.roles_claim else None
    values = {str(value) for value in said} if isinstance(said, list) else {str(said)}
    return {role for value, role in _pairs(oidc) if value in values}


def _pairs(oidc: LoginOidc) -> list[tuple[str, str]]:
    split = (pair.rpartition("=") for pair in oidc.roles)
    return [(value.strip(), role.strip()) for value, _sign, role in split]


def _verified_address(claims: Mapping[str, Any]) -> str:
    """The e-mail address in small letters; empty unless the provider has verified it (some write ``"true"``)."""
    is_verified = claims.get("email_verified") in {True, "true"}
    return str(claims.get("email", "")).strip().lower() if is_verified else ""
