"""The runner of schedule and expiry: one transaction for each page, and one bad page never stops the rest.

What could not be done stands in ``ScheduleTrouble`` until it is, and people are told of it once, from the outbox.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.errors import MastheadError, PublishingRefused
from masthead.jobs import outbox
from masthead.publishing import actions, queries
from masthead.publishing.actions import steps
from masthead.publishing.models import ScheduleTrouble
from masthead.publishing.pages import MagazinePage
from masthead.staff.models import User

logger = logging.getLogger(__name__)

RUNNER = "publish and take down what is due"
"""The name under which the worker runs it by the clock."""
FAILED = "schedule-failed"
"""The outbox topic of what was due and did not happen, with ``{page_id, act, message}``."""
Act = ScheduleTrouble.Act


@dataclass
class RunReport:
    """What one run did; ``troubles`` are sentences for the log and the desk."""

    published_count: int = 0
    expired_count: int = 0
    troubles: list[str] = field(default_factory=list)


def publish_due() -> RunReport:
    """Publish what is due and take down what has expired. Safe to call at any time; catches up after downtime.

    A page that is refused keeps its schedule and is tried again next time; the reason is in the report, the log, and ``ScheduleTrouble``.
    One whose end passed while it waited is not published any more, and waits no longer.
    """
    now, report = timezone.now(), RunReport()
    troubled: dict[Act, list[int]] = {Act.PUBLISH: [], Act.TAKE_DOWN: []}
    for revision in queries.due_to_publish(now):
        page, due_at = revision.content_object, revision.approved_go_live_at
        try:
            actions.publish(page, acting_user=None, revision=revision, log_action="wagtail.publish.scheduled")
            report.published_count += 1
        except MastheadError as trouble:
            _note(report, f"“{page}” was due but was not published: {trouble}")
            troubled[Act.PUBLISH].append(page.pk)
            _keep(page, Act.PUBLISH, due_at, str(trouble))
            if _is_over(trouble):
                page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
        except Exception:
            logger.exception("publishing page %s on schedule failed", page.pk)
            _note(report, f"“{page}” was due but publishing it failed; the log has the detail.")
            troubled[Act.PUBLISH].append(page.pk)
            _keep(page, Act.PUBLISH, due_at, _("Something went wrong with the machine; the log has the detail."))
    for due in queries.due_to_expire(now):
        page = due.specific
        try:
            actions.unpublish(page, acting_user=None, is_expiry=True, log_action="wagtail.unpublish.scheduled")
            report.expired_count += 1
        except Exception as trouble:
            logger.exception("taking down page %s on schedule failed", page.pk)
            _note(report, f"“{page}” has expired but could not be taken down; the log has the detail.")
            troubled[Act.TAKE_DOWN].append(page.pk)
            _keep(page, Act.TAKE_DOWN, due.expire_at, _why(trouble))
    _forget_what_is_over(troubled)
    return report


def retry(trouble: ScheduleTrouble, *, acting_user: User | None) -> MagazinePage:
    """Do now what the schedule could not, as somebody who may; the page as it is afterwards. Nothing happens if it was done meanwhile.

    Raises:
        ActionForbidden: they may not publish it, or take it down.
        PublishingRefused: something still stands in the way.
    """
    page: MagazinePage = trouble.page.specific
    is_end = trouble.act == Act.TAKE_DOWN
    steps.require(page, acting_user, "can_unpublish" if is_end else "can_publish")  # also where nothing is left to do
    now = timezone.now()
    if is_end:
        if page.live:
            actions.unpublish(page, acting_user=acting_user, is_expiry=True)
    elif (revision := queries.due_to_publish(now).filter(object_id=str(page.pk)).last()) is not None:
        page = actions.publish(page, acting_user=acting_user, revision=revision).page
    ScheduleTrouble.objects.filter(pk=trouble.pk).delete()
    return page


def _is_over(trouble: MastheadError) -> bool:
    findings = trouble.findings if isinstance(trouble, PublishingRefused) else []
    return any(getattr(finding, "code", "") == queries.PAST_ITS_END for finding in findings)


def _note(report: RunReport, trouble: str) -> None:
    logger.warning("%s", trouble)
    report.troubles.append(trouble)


def _why(trouble: Exception) -> str:
    """What is said of a page that could not be taken down."""
    return (
        str(trouble)
        if isinstance(trouble, MastheadError)
        else _("Something went wrong with the machine; the log has the detail.")
    )


def _keep(page: Page, act: Act, due_at: datetime, message: str) -> None:
    """Write down that it was not done; people are told the first time."""
    with transaction.atomic():
        known = ScheduleTrouble.objects.filter(page=page.pk, act=act, due_at=due_at)
        if known.update(attempts=F("attempts") + 1, last_at=timezone.now(), message=message):
            return
        ScheduleTrouble.objects.filter(page=page.pk, act=act).delete()
        ScheduleTrouble.objects.create(page_id=page.pk, act=act, due_at=due_at, message=message)
        payload = {"page_id": page.pk, "act": act.value, "message": message, "due_at": due_at.isoformat()}
        outbox.put(FAILED, payload, key=f"page:{page.pk}")


def _forget_what_is_over(troubled: dict[Act, list[int]]) -> None:
    """Troubles of pages that were done, by whichever way, or are not due any more."""
    for act, pages in troubled.items():
        ScheduleTrouble.objects.filter(act=act).exclude(page__in=pages).delete()
