"""What is due when: assignments, pieces, schedules, plans. Each a row of a calendar, none of them a promise to publish but the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision

from masthead.planning.models import Assignment, Piece, Precision, Stage
from masthead.planning.queries.pieces import pieces_for
from masthead.staff.models import User

MOST = 500


class DueKind(StrEnum):
    """Why something stands in the calendar."""

    ASSIGNMENT = "assignment"
    DUE = "due"
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    LIVE = "live"


@dataclass(frozen=True)
class Due:
    """One thing on a day: what, when, and the piece. ``precision`` says how exact a plan is; everything else is to the minute."""

    kind: DueKind
    at: datetime
    piece: Piece
    precision: Precision | None = None
    assignment: Assignment | None = None

    @property
    def day(self) -> date:
        """The day in the magazine's time zone."""
        return timezone.localdate(self.at)

    @property
    def is_by_itself(self) -> bool:
        """Whether it happens without anybody doing anything."""
        return self.kind == DueKind.SCHEDULED


def due_between(begin: date, end: date, *, user: User | None = None) -> list[Due]:
    """All that is due, planned, scheduled or went live from one day to another, both counted, earliest first.

    ``user``: only what they have. At most 500 of each kind. Six queries. A plan for a month or a week stands at its first day.
    """
    opens, closes = _moment(begin), _moment(end + timedelta(days=1))
    assignments = Assignment.objects.filter(is_open=True, due_at__gte=opens, due_at__lt=closes)
    due = Piece.objects.filter(is_open=True, due_at__gte=opens, due_at__lt=closes)
    planned = Piece.objects.filter(planned_for__gte=begin, planned_for__lte=end).exclude(stage=Stage.KILLED)
    live = Piece.objects.filter(is_live=True, went_live_at__gte=opens, went_live_at__lt=closes)
    if user is not None:
        assignments = assignments.filter(assignee=user)
        due, planned, live = (some.filter(Q(assignee=user) | Q(owner_id=user.pk)) for some in (due, planned, live))
    found = [Due(DueKind.DUE, row.due_at, row) for row in _some(due, "due_at") if row.due_at]
    found += [
        Due(DueKind.PLANNED, _moment(row.planned_for), row, Precision(row.planned_precision))
        for row in _some(planned, "planned_for")
        if row.planned_for
    ]
    found += [Due(DueKind.LIVE, row.went_live_at, row) for row in _some(live, "-went_live_at") if row.went_live_at]
    found += _scheduled(opens, closes, user)
    found += _assigned(assignments)
    return sorted(found, key=lambda row: (row.at, row.kind, row.piece.pk))


def overdue(*, user: User | None = None, limit: int = 100) -> list[Due]:
    """What should be done by now and is not: assignments and pieces, the longest overdue first. Two to three queries."""
    now = timezone.now()
    assignments = Assignment.objects.filter(is_open=True, due_at__lt=now)
    due = Piece.objects.filter(is_open=True, due_at__lt=now).exclude(stage__in=[Stage.READY, Stage.HOLD])
    if user is not None:
        assignments, due = assignments.filter(assignee=user), due.filter(assignee=user)
    found = [Due(DueKind.DUE, row.due_at, row) for row in _some(due, "due_at", limit) if row.due_at]
    found += _assigned(assignments, limit)
    return sorted(found, key=lambda row: (row.at, row.piece.pk))[:limit]


def undated(*, stage: Stage | None = None) -> QuerySet[Piece]:
    """Open pieces without any date: neither planned nor due; the latest changed first. The tray beside a calendar."""
    found = Piece.objects.filter(is_open=True, is_live=False, planned_for=None, due_at=None).exclude(stage=Stage.HOLD)
    if stage is not None:
        found = found.filter(stage=stage)
    return found.select_related("assignee").order_by("-latest_revision_at", "-article_id")


def _some(pieces: QuerySet[Piece], order: str, limit: int = MOST) -> list[Piece]:
    return list(pieces.select_related("assignee").order_by(order, "article_id")[:limit])


def _assigned(assignments: QuerySet[Assignment], limit: int = MOST) -> list[Due]:
    rows = list(assignments.select_related("assignee").order_by("due_at", "pk")[:limit])
    pieces = pieces_for(row.page_id for row in rows)
    return [
        Due(DueKind.ASSIGNMENT, row.due_at, pieces[row.page_id], assignment=row)
        for row in rows
        if row.due_at and row.page_id in pieces
    ]


def _scheduled(opens: datetime, closes: datetime, user: User | None) -> list[Due]:
    due = Revision.page_revisions.filter(approved_go_live_at__gte=opens, approved_go_live_at__lt=closes)
    moments = dict(due.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[:MOST])
    pieces = pieces_for(int(number) for number in moments)
    return [
        Due(DueKind.SCHEDULED, moment, piece)
        for number, moment in moments.items()
        if (piece := pieces.get(int(number))) and (user is None or user.pk in (piece.assignee_id, piece.owner_id))
    ]


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
