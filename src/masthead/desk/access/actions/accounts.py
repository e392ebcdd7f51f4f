"""Writing down what becomes of accounts, in the transaction in which it does, and ending the sessions that it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit.actions import entry_for, record, record_many
from masthead.desk.access.actions.sessions import end_other_sessions
from masthead.errors import ActionForbidden
from masthead.staff.models import User

WATCHED = ("username", "email", "first_name", "last_name", "is_active", "is_superuser")


@dataclass(frozen=True)
class AccountFacts:
    """What an account was before somebody changed it."""

    fields: dict[str, object]
    roles: frozenset[str]
    password: str

    @classmethod
    def of(cls, user_id: int) -> AccountFacts:
        """As the database has it."""
        user = User.objects.get(pk=user_id)
        roles = frozenset(user.groups.values_list("name", flat=True))
        return cls({name: getattr(user, name) for name in WATCHED}, roles, user.password)


def note_creation(user: User, *, acting_user: User) -> None:
    """Somebody made an account."""
    roles = sorted(user.groups.values_list("name", flat=True))
    record("create-user", user, acting_user=acting_user, detail={"roles": roles, "is_owner": user.is_superuser})


def note_change(user: User, before: AccountFacts, *, acting_user: User) -> None:
    """Somebody changed an account: what differs is written down, a new password or a closed account ends its sessions.

    Roles are an entry of their own. Nothing is written when nothing differs.
    """
    after = AccountFacts.of(user.pk)
    changed = {
        name: [before.fields[name], value] for name, value in after.fields.items() if value != before.fields[name]
    }
    if changed:
        record("change-user", user, acting_user=acting_user, detail=changed)
    if after.roles != before.roles:
        roles = {"added": sorted(after.roles - before.roles), "removed": sorted(before.roles - after.roles)}
        record("change-roles", user, acting_user=acting_user, detail=roles)
    if after.password != before.password:
        record("change-password", user, acting_user=acting_user)
    is_closed = before.fields["is_active"] and not user.is_active
    if user != acting_user and (is_closed or after.password != before.password):
        end_other_sessions(user, keep=None, acting_user=acting_user)


def note_deletion(user: User, *, acting_user: User) -> None:
    """Somebody is about to delete an account."""
    roles = sorted(user.groups.values_list("name", flat=True))
    record("delete-user", user, acting_user=acting_user, detail={"username": user.get_username(), "roles": roles})


def note_many(action_type: str, users: Iterable[User], *, acting_user: User, detail: dict[str, object]) -> None:
    """Somebody did the same to many accounts (Wagtail's bulk actions); closed ones are logged out.

    Raises ``ActionForbidden`` when an owner is among them and ``acting_user`` is none: the whole is rolled back then.
    """
    users = list(users)
    if not acting_user.is_superuser and any(user.is_superuser for user in users):
        raise ActionForbidden(_("Only an owner may change an owner's account."))
    verbs = {"delete": "delete-user", "assign_role": "change-roles", "set_active_state": "change-user"}
    verb = verbs.get(action_type, action_type)
    with transaction.atomic():
        record_many(entry_for(verb, user, acting_user=acting_user, detail=detail) for user in users)
        if detail.get("is_active") is False:
            for user in users:
                end_other_sessions(user, keep=None, acting_user=acting_user)
