"""People of one role each, with a mail address."""

from __future__ import annotations

from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_user


def somebody(name: str, role: Role) -> User:
    """A user of this role on all of the magazine, whom mail reaches."""
    user = a_user(name, role=role)
    user.email = f"{name.lower()}@example.org"
    user.save(update_fields=["email"])
    return User.objects.get(pk=user.pk)
