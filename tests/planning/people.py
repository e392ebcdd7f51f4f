"""People with rights of this room."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from masthead.staff.models import User
from tests.cast import a_user


def somebody(name: str, *rights: str, may_publish: bool = False) -> User:
    """A user with these rights of the room (``pass_copy``), who may edit every page; with ``may_publish`` all rights on pages."""
    user = a_user(name, may_publish=may_publish)
    user.email = f"{name.lower()}@example.org"
    user.save(update_fields=["email"])
    found = Permission.objects.filter(content_type__app_label="planning", codename__in=rights)
    user.user_permissions.add(*found)
    return User.objects.get(pk=user.pk)
