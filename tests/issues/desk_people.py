"""Who arranges issues in these tests."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from masthead.staff.models import User
from tests.cast import a_user


def an_editor(name: str = "Edda") -> User:
    """Somebody who may arrange issues."""
    user = a_user(name)
    user.user_permissions.add(Permission.objects.get(content_type__app_label="issues", codename="change_issue"))
    return User.objects.get(pk=user.pk)
