"""The runner of launches that wait for their moment: each by itself, once, also after a pause however long."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import MastheadError
from masthead.issues.actions.launching import FAILED, launch_waiting
from masthead.issues.models import Launch
from masthead.jobs import outbox
from masthead.jobs.backoff import delay_seconds

logger = logging.getLogger(__name__)

RUNNER = "launch issues that are due"
"""The name under which the worker runs it by the clock."""
MOST_ATTEMPTS = 6
FIRST_RETRY_SECONDS = 60.0
"""With the delays of ``jobs.backoff`` the last attempt comes about half an hour after the first."""


@dataclass
class LaunchReport:
    """What one run did; ``troubles`` are sentences for the log."""

    launched_count: int = 0
    troubles: list[str] = field(default_factory=list)


def launch_due() -> LaunchReport:
    """Launch what is due. Safe to call at any time, and by several at once: whoever carries a launch out holds its row until the end.

    A launch that is refused has failed: it is told to people, and somebody must confirm it again. Any other trouble is tried again a few
    times.
    """
    report = LaunchReport()
    now = timezone.now()
    due = Launch.objects.filter(state=Launch.State.WAITING, launch_at__lte=now)
    due = due.filter(Q(next_try_at=None) | Q(next_try_at__lte=now)).order_by("launch_at", "pk")
    for launch_id in list(due.values_list("pk", flat=True)):
        try:
            if launch_waiting(launch_id) is not None:
                report.launched_count += 1
        except MastheadError as trouble:
            report.troubles.append(str(trouble))
            _note(launch_id, str(trouble), is_over=True)
        except Exception:
            logger.exception("Launch %s failed.", launch_id)
            message = _("Something went wrong with the machine; the log has the detail.")
            report.troubles.append(message)
            _note(launch_id, message, is_over=False)
    return report


def _note(launch_id: int, trouble: str, *, is_over: bool) -> None:
    """Write what a launch ended with. Nothing else of the attempt is left."""
    logger.warning("Launch %s: %s", launch_id, trouble)
    with transaction.atomic():
        waiting = Launch.objects.filter(pk=launch_id, state=Launch.State.WAITING)
        if not waiting.update(attempts=F("attempts") + 1, trouble=trouble):
            return
        launch = Launch.objects.select_related("issue").get(pk=launch_id)
        if not is_over and launch.attempts < MOST_ATTEMPTS:
            wait = delay_seconds(launch.attempts, first_seconds=FIRST_RETRY_SECONDS)
            waiting.update(next_try_at=timezone.now() + timedelta(seconds=wait))
            return
        waiting.update(state=Launch.State.FAILED)
        audit.record("launch-failed", launch.issue, acting_user=None, detail={"launch": launch.pk, "trouble": trouble})
        outbox.put(FAILED, {"launch_id": launch.pk, "issue_id": launch.issue_id}, key=f"issue:{launch.issue_id}")
