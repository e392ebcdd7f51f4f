"""What did not go live, and how the runner is doing: the red bar of the home, and the runner's own screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from masthead.desk.pieces.rows import publishable_by
from masthead.issues import queries as issues
from masthead.issues import schedule as launches
from masthead.jobs import queries as jobs
from masthead.planning.queries import pieces_for
from masthead.publishing import queries as publishing
from masthead.publishing import schedule as publications
from masthead.publishing.models import ScheduleTrouble
from masthead.staff.models import User

MOST = 10
PATIENCE = timedelta(minutes=5)
"""How late the runner may be before people hear of it."""
RUNNERS = {
    publications.RUNNER: gettext_lazy("Publications and ends of publication"),
    launches.RUNNER: gettext_lazy("Launches of issues"),
}


@dataclass(frozen=True)
class Trouble:
    """One thing that should have gone before readers, or away from them, and did not."""

    title: str
    what: str
    why: str
    since: datetime
    who: str = field(metadata={"help": "who can mend it"})
    address: str = field(metadata={"help": "where it is mended"})
    retry: int | None = field(default=None, metadata={"help": "what a second attempt is asked for by"})


@dataclass(frozen=True)
class Runner:
    """How one half of the runner is doing."""

    label: str | Promise
    last_at: datetime | None
    next_at: datetime | None
    failures: int
    late_by: timedelta

    @property
    def is_late(self) -> bool:
        """Whether people should hear of it."""
        return self.late_by > PATIENCE

    @property
    def late_minutes(self) -> int:
        """How late, in whole minutes."""
        return int(self.late_by.total_seconds() // 60)


def may_see_runner(user: User) -> bool:
    """Whether the runner is somebody's business: those who may publish something somewhere."""
    return bool(page_permission_policy.user_has_permission(user, "publish"))


def troubles_for(user: User) -> list[Trouble]:
    """What did not go live and is somebody's to know, the longest first. At most ten queries; one for those whom nothing concerns."""
    return sorted([*_of_pages(user), *_of_launches(user)], key=lambda trouble: trouble.since)[:MOST]


def runners() -> list[Runner]:
    """Both halves of the runner. One query."""
    now, runs = timezone.now(), jobs.runs_of(list(RUNNERS))
    found = []
    for name, label in RUNNERS.items():
        run = runs.get(name)
        late = max(now - run.next_run_at, timedelta()) if run else timedelta()
        found.append(
            Runner(
                label=label,
                last_at=run.last_run_at if run else None,
                next_at=run.next_run_at if run else None,
                failures=run.failures if run else 0,
                late_by=late,
            )
        )
    return found


def _of_pages(user: User) -> list[Trouble]:
    rows = publishing.schedule_troubles(MOST)
    if not rows:
        return []
    numbers = [row.page_id for row in rows]
    may = publishable_by(user, numbers)
    pieces = pieces_for(numbers)
    found = []
    for row in rows:
        piece = pieces.get(row.page_id)
        is_theirs = row.page.owner_id == user.pk or bool(piece and piece.assignee_id == user.pk)
        if row.page_id not in may and not is_theirs:
            continue
        is_live = row.act == ScheduleTrouble.Act.PUBLISH
        who = piece.assignee.label if piece and piece.assignee else ""
        found.append(
            Trouble(
                title=row.page.draft_title or row.page.title,
                what=_("was to go live and did not") if is_live else _("has expired and is still public"),
                why=row.message,
                since=row.due_at,
                who=who or _("whoever may publish it"),
                address=_form_of(row.page),
                retry=row.pk if row.page_id in may else None,
            )
        )
    return found


def _of_launches(user: User) -> list[Trouble]:
    if not user.has_perm("issues.launch_issue"):
        return []
    return [
        Trouble(
            title=launch.issue.label,
            what=_("was to be launched and was not"),
            why=launch.trouble,
            since=launch.launch_at or launch.confirmed_at,
            who=launch.confirmed_by.label if launch.confirmed_by else _("whoever launches issues"),
            address=reverse("desk_launch", args=(launch.issue_id,)),
        )
        for launch in issues.failed_launches()[:MOST]
    ]


def _form_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))
