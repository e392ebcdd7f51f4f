"""What people have been told, and how they want to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from masthead.planning.models import Kind, Notification, NotificationChoice
from masthead.staff.models import User


@dataclass(frozen=True)
class Ways:
    """Whether somebody is told of a kind of thing at the desk, and whether by mail."""

    at_desk: bool = True
    by_mail: bool = True


USUAL = Ways()
"""How everybody is told who has not chosen."""


def ways_to_tell(user_ids: Iterable[int], kind: Kind) -> dict[int, Ways]:
    """How each of these people wants to be told of ``kind``. One query."""
    ids = list(user_ids)
    chosen = NotificationChoice.objects.filter(user__in=ids, kind=kind)
    return dict.fromkeys(ids, USUAL) | {row.user_id: Ways(row.at_desk, row.by_mail) for row in chosen}


def choices_of(user: User) -> dict[Kind, Ways]:
    """How somebody wants to be told of each kind, in the order of the kinds. One query."""
    chosen = {row.kind: Ways(row.at_desk, row.by_mail) for row in NotificationChoice.objects.filter(user=user)}
    return {kind: chosen.get(kind, USUAL) for kind in Kind}


def notifications_of(user: User, *, only_unread: bool = False) -> QuerySet[Notification]:
    """What somebody was told at the desk, the latest first."""
    rows = Notification.objects.filter(user=user, is_at_desk=True).order_by("-at", "-pk")
    return rows.filter(read_at=None) if only_unread else rows


def unread_count(user: User) -> int:
    """How much of it they have not read. One query."""
    return Notification.objects.filter(user=user, is_at_desk=True, read_at=None).count()
