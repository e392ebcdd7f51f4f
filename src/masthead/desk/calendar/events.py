"""Everything that stands on a day: pieces, assignments, issues, arrangements of the front page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.desk.pieces.rows import editable_by, is_late, publishable_by
from masthead.issues.models import Launch, Production
from masthead.planning import rights
from masthead.planning.models import Piece, Precision
from masthead.planning.queries import Due, DueKind, due_between
from masthead.slots.models import Arrangement
from masthead.staff.models import User

MOST = 60
"""Issues, launches and arrangements in one span; of pieces ``due_between`` has its own bound."""


class Certainty(StrEnum):
    """Whether something happens by itself (solid), is only meant to (outline), or has happened (tick)."""

    BY_ITSELF = "itself"
    PLANNED = "planned"
    DONE = "done"


KINDS: dict[str, tuple[Certainty, str | Promise]] = {
    DueKind.DUE: (Certainty.PLANNED, _("due")),
    DueKind.ASSIGNMENT: (Certainty.PLANNED, _("due")),
    DueKind.PLANNED: (Certainty.PLANNED, _("planned")),
    DueKind.SCHEDULED: (Certainty.BY_ITSELF, _("goes live")),
    DueKind.LIVE: (Certainty.DONE, _("live")),
    "launch": (Certainty.BY_ITSELF, _("launches")),
    "launched": (Certainty.DONE, _("launched")),
    "launch-planned": (Certainty.PLANNED, _("launch planned")),
    "deadline": (Certainty.PLANNED, _("deadline for copy")),
    "front": (Certainty.BY_ITSELF, _("front page changes")),
}


CHANGE_ISSUE = "issues.change_issue"
NEEDS = {"front": "slots.arrange_front"}
"""The right that an event leads somewhere for, where it is not of a piece; of issues it is ``CHANGE_ISSUE``."""


@dataclass(frozen=True)
class Event:
    """One thing on a day."""

    kind: str
    at: datetime
    title: str
    address: str = field(metadata={"help": "where it leads; empty when whoever looks may not go there"})
    piece: Piece | None = None
    precision: Precision | None = None
    who: str = ""
    what: str = field(default="", metadata={"help": "the step that is due, for an assignment"})
    is_late: bool = False
    may_move: bool = field(default=False, metadata={"help": "whether whoever looks may put it on another day"})

    @property
    def day(self) -> date:
        """The day in the magazine's time zone."""
        return timezone.localdate(self.at)

    @property
    def certainty(self) -> str:
        """Solid, outline or tick."""
        return KINDS[self.kind][0].value

    @property
    def word(self) -> str | Promise:
        """What happens, in a word or two."""
        return KINDS[self.kind][1]

    @property
    def has_time(self) -> bool:
        """Whether an hour belongs to it."""
        return self.kind not in (DueKind.PLANNED, "launch-planned", "deadline")

    @property
    def is_vague(self) -> bool:
        """Planned for a week or a month, and no day of it."""
        return self.precision in (Precision.WEEK, Precision.MONTH)


def events_between(begin: date, end: date, *, user: User | None = None, has_issues: bool = True) -> list[Event]:
    """All that stands on the days from ``begin`` to ``end``, both counted, earliest first.

    ``user``: of pieces only what they have. Ten queries however much there is.
    """
    found = [_of_piece(due) for due in due_between(begin, end, user=user)]
    if has_issues:
        found += [*_launches(begin, end), *_issues(begin, end), *_arrangements(begin, end)]
    return sorted(found, key=lambda event: (event.at, event.kind, event.title))


def seen_by(user: User, events: Sequence[Event]) -> list[Event]:
    """The events as ``user`` sees them: leading only to where they may go, each knowing whether they may move it.

    A plan is moved by whoever may plan, a schedule by whoever may publish, and nothing that is live by anybody. Four queries at most.
    """
    pieces = [each.piece for each in events if each.piece]
    may_edit = editable_by(user, {piece.pk for piece in pieces})
    planned = [each.piece for each in events if each.piece and each.kind in (DueKind.DUE, DueKind.PLANNED)]
    waiting = [each.piece.pk for each in events if each.piece and each.kind == DueKind.SCHEDULED]
    may_plan, may_publish = rights.assignable(user, planned), publishable_by(user, waiting)
    allowed: dict[str, set[int]] = {DueKind.DUE: may_plan, DueKind.PLANNED: may_plan, DueKind.SCHEDULED: may_publish}
    found = []
    for each in events:
        may_go = each.piece.pk in may_edit if each.piece else user.has_perm(NEEDS.get(each.kind, CHANGE_ISSUE))
        may_move = bool(each.piece and each.piece.pk in allowed.get(each.kind, ()))
        found.append(replace(each, address=each.address if may_go else "", may_move=may_move))
    return found


def by_day(events: Iterable[Event]) -> dict[date, list[Event]]:
    """The events of each day that has any, in order; vague ones stand at no day."""
    days: dict[date, list[Event]] = {}
    for event in events:
        if not event.is_vague:
            days.setdefault(event.day, []).append(event)
    return days


def _of_piece(due: Due) -> Event:
    person = due.assignment.assignee if due.assignment else due.piece.assignee
    return Event(
        kind=due.kind,
        at=due.at,
        title=due.piece.title,
        address=reverse("desk_planning_piece", args=(due.piece.pk,)),
        piece=due.piece,
        precision=due.precision,
        who=person.label if person else "",
        what=due.assignment.get_step_display() if due.assignment else "",
        is_late=_is_late(due),
    )


def _is_late(due: Due) -> bool:
    """Whether it should have happened by now: an assignment or a piece that is overdue, a publication that failed."""
    now = timezone.now()
    if due.kind in (DueKind.ASSIGNMENT, DueKind.SCHEDULED):
        return due.at < now
    return due.kind == DueKind.DUE and is_late(due.piece, now)


def _launches(begin: date, end: date) -> Iterator[Event]:
    opens, closes = _span(begin, end)
    waiting = Launch.objects.filter(state=Launch.State.WAITING, launch_at__gte=opens, launch_at__lt=closes)
    done = Launch.objects.filter(state=Launch.State.LAUNCHED, launched_at__gte=opens, launched_at__lt=closes)
    for kind, name, rows in (("launch", "launch_at", waiting), ("launched", "launched_at", done)):
        for row in rows.select_related("issue").order_by(name)[:MOST]:
            yield Event(kind, getattr(row, name), row.issue.label, reverse("desk_launch", args=(row.issue_id,)))


def _issues(begin: date, end: date) -> Iterator[Event]:
    """Days that are meant for open issues. One that waits for its launch has its own event."""
    open_ones = Production.objects.filter(state__in=[Production.State.PLANNED, Production.State.PRODUCTION])
    for kind, name in (("launch-planned", "planned_launch_on"), ("deadline", "deadline_on")):
        rows = open_ones.filter(**{f"{name}__gte": begin, f"{name}__lte": end}).select_related("issue")
        if kind == "launch-planned":
            rows = rows.exclude(issue__launches__state=Launch.State.WAITING)
        for row in rows.order_by(name)[:MOST]:
            yield Event(kind, moment_of(getattr(row, name)), row.issue.label, reverse("desk_board", args=(row.pk,)))


def _arrangements(begin: date, end: date) -> Iterator[Event]:
    opens, closes = _span(begin, end)
    rows = Arrangement.objects.filter(starts_at__gte=opens, starts_at__lt=closes).order_by("starts_at")
    for row in rows[:MOST]:
        if row.starts_at:
            yield Event("front", row.starts_at, str(row), reverse("desk_arrangement", args=(row.pk,)))


def _span(begin: date, end: date) -> tuple[datetime, datetime]:
    return moment_of(begin), moment_of(end + timedelta(days=1))


def moment_of(day: date) -> datetime:
    """The beginning of a day in the magazine's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
