"""Who tries every door: nobody, the six who have the whole magazine, and three whose role holds in Culture only."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_user

NOBODY = ""
ANYBODY = "anonymous writer sub pictures editor publisher owner bound-writer bound-sub bound-editor"
"""Also who is not logged in."""
DESK = "writer sub pictures editor publisher owner bound-writer bound-sub bound-editor"
"""Everybody who may enter the desk."""
WHOLE_DESK = "writer sub pictures editor publisher owner"
"""Everybody whose role is not bound to a section."""
COPY = "sub pictures editor publisher owner"
"""Who may change every article."""
SUBS = "sub editor publisher owner"
PICTURES = "pictures editor publisher owner"
EDITORS = "editor publisher owner"
PUBLISHERS = "publisher owner"
OWNER = "owner"

BOUND_TO_CULTURE = "bound-writer bound-sub bound-editor"
"""Their roles hold in Culture, where what is not called “elsewhere” is."""
WRITE = f"writer {SUBS} {BOUND_TO_CULTURE}"
"""Who may make articles, and change their own."""
COPY_HERE = f"{COPY} bound-sub bound-editor"
SUBS_HERE = f"{SUBS} bound-sub bound-editor"
EDITORS_HERE = f"{EDITORS} bound-editor"

PEOPLE = tuple(ANYBODY.split())
GUEST = "guest"
"""May enter the desk, and nothing more: what is refused to nobody who has a role is tried by this one. Is not in the words above."""
KEEPER = "keeper"
"""Likewise, but for a right to change pictures, and not to add any."""
ROLES = {
    "writer": Role.WRITER,
    "sub": Role.SUB_EDITOR,
    "pictures": Role.PICTURE_EDITOR,
    "editor": Role.EDITOR,
    "publisher": Role.PUBLISHER,
}
BOUND = {"bound-writer": Role.WRITER, "bound-sub": Role.SUB_EDITOR, "bound-editor": Role.EDITOR}


def accounts() -> dict[str, User | None]:
    """An account for everybody of ``PEOPLE``; None for nobody. Those bound to a section get their role from the world."""
    made: dict[str, User | None] = {"anonymous": None}
    made.update({name: a_user(name, role=role) for name, role in ROLES.items()})
    made["owner"] = User.objects.create_superuser("owner", "owner@example.org", "correct horse battery")
    made.update({name: User.objects.create_user(name, f"{name}@example.org") for name in (*BOUND, GUEST, KEEPER)})
    for name, rights in ((GUEST, ["access_admin"]), (KEEPER, ["access_admin", "change_picture"])):
        made[name].user_permissions.set(Permission.objects.filter(codename__in=rights))  # type: ignore[union-attr]
    return made
