"""Roles that are bound to sections, as rights: what somebody may do with pages of which section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from wagtail.models import GroupPagePermission

from masthead.staff.models import SectionRole, User

KEPT = "_bound_rights"
VERBS = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})


@dataclass(frozen=True)
class BoundRight:
    """One verb (``change``), on the pages below ``branch`` that belong to ``section`` or to one below it. Both are paths of the tree."""

    verb: str
    branch: str
    section: str


def bound_rights(user: User | AnonymousUser) -> tuple[BoundRight, ...]:
    """What the roles of ``user`` that are bound to sections bring. Two queries at most, once for each object of a user.

    An owner needs none, and somebody whose account is closed has none.
    """
    if not isinstance(user, User) or not user.is_active or user.is_superuser:
        return ()
    kept: tuple[BoundRight, ...] | None = getattr(user, KEPT, None)
    if kept is None:
        kept = tuple(_read(user))
        setattr(user, KEPT, kept)
    return kept


def verbs_held(rights: Iterable[BoundRight], page_path: str, section_paths: Iterable[str]) -> set[str]:
    """The verbs that hold for a page in all of these sections: where it is, and where its draft would have it."""
    paths = list(section_paths)
    here = [right for right in rights if page_path.startswith(right.branch)]
    held = ({right.verb for right in here if path.startswith(right.section)} for path in paths)
    return set.intersection(*held) if paths else set()


def _read(user: User) -> Iterable[BoundRight]:
    roles = list(SectionRole.objects.filter(user=user).values_list("group_id", "section__path"))
    if not roles:
        return
    groups = {group for group, _section in roles}
    rights = list(
        GroupPagePermission.objects.filter(group__in=groups).values_list(
            "group_id", "permission__codename", "page__path"
        )
    )
    for group, section in roles:
        for holder, codename, branch in rights:
            if holder == group:
                yield BoundRight(codename.rsplit("_", 1)[0], branch, section)
