"""The account that owns the demo magazine."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import choice
from string import ascii_lowercase, digits

from masthead.audit import actions as audit
from masthead.staff.models import User

USERNAME = "editor"
_PASSWORD_GROUPS = 4
_GROUP_LENGTH = 4


@dataclass(frozen=True)
class Login:
    """How to get in. ``password`` is empty when the account was there before: nobody can read it then."""

    username: str
    password: str


def owner(*, password: str = "") -> tuple[User, Login]:
    """Return the owner's account; a new one gets *password*, or a random one of sixteen letters and figures in four groups."""
    known = User.objects.filter(username=USERNAME).first()
    if known is not None:
        return known, Login(USERNAME, "")
    password = password or random_password()
    user = User.objects.create_superuser(USERNAME, password=password, first_name="Orla", last_name="Quist")
    audit.record("create", user, acting_user=None, detail={"by": "demo"})
    return user, Login(USERNAME, password)


def random_password() -> str:
    """A password that can be read out: about 80 bits."""
    signs = "".join(sorted(set(ascii_lowercase + digits) - set("0o1l")))
    return "-".join("".join(choice(signs) for _ in range(_GROUP_LENGTH)) for _ in range(_PASSWORD_GROUPS))
