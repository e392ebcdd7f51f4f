"""Another moment for what is scheduled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from masthead.errors import MastheadError
from masthead.publishing import door
from masthead.publishing.actions import singly, steps
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage


class NotScheduled(MastheadError):
    """What was to be rescheduled waits for no moment."""


class MomentIsPast(MastheadError):
    """Something was to be scheduled for a moment that is over."""


def reschedule(page: MagazinePage, at: datetime, *, acting_user: User | None) -> steps.Outcome:
    """Let the version of ``page`` that waits for its moment go live at another one, which lies ahead. It is checked like any publication.

    A later draft that was to go live at the same moment says the new one too.

    Raises:
        ActionForbidden: the user may not publish this page.
        PublishingRefused: a check blocks; the old moment stays.
        NotScheduled: no version of it waits.
        MomentIsPast: ``at`` is over.
    """
    steps.require(page, acting_user, "can_publish")
    if at <= timezone.now():
        raise MomentIsPast(_("That moment is over."), _("Choose a later one, or publish it now."), permanent=True)
    with door.one_at_a_time():
        revisions = Revision.page_revisions.select_for_update().filter(object_id=str(page.pk))
        waiting = revisions.filter(approved_go_live_at__isnull=False).order_by("-pk").first()
        if waiting is None:
            message = _("“%(title)s” is not scheduled.") % {"title": page.title}
            raise NotScheduled(message, _("Schedule it from its form."), permanent=True)
        was = waiting.content.get("go_live_at")
        latest = revisions.order_by("-created_at", "-pk").first()
        for revision in [waiting, latest]:
            if revision is not None and revision.content.get("go_live_at") == was:
                revision.content["go_live_at"] = at.isoformat()
                revision.save(update_fields=["content"])
        return singly.publish(page, acting_user=acting_user, revision=waiting)
