"""Knowing an account by its name or its e-mail address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from masthead.staff.models import User


def account_called(name: str) -> User | None:
    """The account that somebody means by a username or an e-mail address; none when the address is that of several.

    A username comes first, so that nobody takes another's place by writing it into their own address. Two queries at most.
    """
    name = name.strip()
    if not name:
        return None
    found = User.objects.filter(username__iexact=name)[:2]
    if len(found) == 1:
        return found[0]
    exact = next((user for user in found if user.username == name), None)
    if exact is not None or "@" not in name:
        return exact
    owners = User.objects.filter(email__iexact=name)[:2]
    return owners[0] if len(owners) == 1 else None


class UsernameOrEmail(ModelBackend):
    """Django's own backend, which also hears an e-mail address. A name that nobody has takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - the signature is Django's
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        user = account_called(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
