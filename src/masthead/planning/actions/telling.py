"""Telling people: at the desk and by mail, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from masthead.planning import queries, tasks
from masthead.planning.mail import is_mail_on
from masthead.planning.models import Kind, Notification, NotificationChoice
from masthead.staff.models import User

OLDEST_DAYS = 90


def notify(
    users: Iterable[User | None],
    kind: Kind | str,
    *,
    text: str,
    page: Page | None = None,
    note: str = "",
    by: User | None = None,
    address: str = "",
    event: str = "",
) -> None:
    """Tell people of something, each as they chose, in the caller's transaction; the mail goes by a job.

    Nobody is told of their own act (``by``). ``event`` names what happened (``ready:17``): who was told of it is not told again, however
    often this is called. Without one every call is an event. ``address`` is where at the desk it leads, if not to the page's form.
    Three queries, and one for each mail.
    """
    people = {user.pk: user for user in users if user is not None and user.is_active and user != by}
    if not people:
        return
    ways = queries.ways_to_tell(people, Kind(kind))
    event = event or f"{kind}:{uuid4().hex}"
    rows = [
        Notification(
            user=user,
            kind=kind,
            page=page,
            text=text[:500],
            note=note,
            by_label=by.label if by else "",
            address=address,
            event=event,
            is_at_desk=ways[number].at_desk,
            by_mail=ways[number].by_mail and is_mail_on() and bool(user.email),
        )
        for number, user in people.items()
    ]
    with transaction.atomic():
        wanted = [row for row in rows if row.is_at_desk or row.by_mail]
        Notification.objects.bulk_create(wanted, ignore_conflicts=True)
        if any(row.by_mail for row in wanted):
            unsent = Notification.objects.filter(event=event, user__in=people, by_mail=True, mailed_at=None)
            for number in unsent.values_list("pk", flat=True):
                tasks.send_mail.later(number)


def mark_read(ids: Iterable[int] | None = None, *, acting_user: User) -> int:
    """Somebody has read these notifications of theirs, or all. How many were unread."""
    unread = Notification.objects.filter(user=acting_user, read_at=None)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    return unread.update(read_at=timezone.now())


def mark_unread(ids: Iterable[int], *, acting_user: User) -> int:
    """Take that back. How many."""
    return Notification.objects.filter(user=acting_user, pk__in=list(ids)).update(read_at=None)


def choose(ways: Mapping[Kind, queries.Ways], *, acting_user: User) -> None:
    """Keep how somebody wants to be told of each kind."""
    NotificationChoice.objects.bulk_create(
        [
            NotificationChoice(user=acting_user, kind=kind, at_desk=way.at_desk, by_mail=way.by_mail)
            for kind, way in ways.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["at_desk", "by_mail"],
    )


def prune_notifications() -> int:
    """Remove what is older than three months. How many."""
    old = timezone.now() - timedelta(days=OLDEST_DAYS)
    count, _by_model = Notification.objects.filter(at__lt=old).delete()
    return count
