"""The runner of schedule and expiry: one transaction for each page, and one bad page never stops the rest."""

import logging
from dataclasses import dataclass, field

from django.utils import timezone

from masthead.errors import MastheadError, PublishingRefused
from masthead.publishing import actions, queries

logger = logging.getLogger(__name__)


@dataclass
class RunReport:
    """What one run did; ``troubles`` are sentences for the log and the desk."""

    published_count: int = 0
    expired_count: int = 0
    troubles: list[str] = field(default_factory=list)


def publish_due() -> RunReport:
    """Publish what is due and take down what has expired. Safe to call at any time; catches up after downtime.

    A page that is refused keeps its schedule and is tried again next time; the reason is in the report and the log. One whose end
    passed while it waited is not published any more, and waits no longer.
    """
    now, report = timezone.now(), RunReport()
    for revision in queries.due_to_publish(now):
        page = revision.content_object
        try:
            actions.publish(page, acting_user=None, revision=revision, log_action="wagtail.publish.scheduled")
            report.published_count += 1
        except MastheadError as trouble:
            _note(report, f"“{page}” was due but was not published: {trouble}")
            if _is_over(trouble):
                page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
        except Exception:
            logger.exception("publishing page %s on schedule failed", page.pk)
            _note(report, f"“{page}” was due but publishing it failed; the log has the detail.")
    for due in queries.due_to_expire(now):
        page = due.specific
        try:
            actions.unpublish(page, acting_user=None, is_expiry=True, log_action="wagtail.unpublish.scheduled")
            report.expired_count += 1
        except Exception:
            logger.exception("taking down page %s on schedule failed", page.pk)
            _note(report, f"“{page}” has expired but could not be taken down; the log has the detail.")
    return report


def _is_over(trouble: MastheadError) -> bool:
    findings = trouble.findings if isinstance(trouble, PublishingRefused) else []
    return any(getattr(finding, "code", "") == queries.PAST_ITS_END for finding in findings)


def _note(report: RunReport, trouble: str) -> None:
    logger.warning("%s", trouble)
    report.troubles.append(trouble)
