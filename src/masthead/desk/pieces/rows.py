"""One row for one piece, wherever pieces are listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.permissions import page_permission_policy

from masthead.desk.board.context import Row
from masthead.desk.board.queries import row_of_piece
from masthead.planning.models import Piece, Precision, Stage, Step
from masthead.planning.queries import scheduled_for
from masthead.staff.models import User

PATIENCE = timedelta(minutes=2)
"""How long a scheduled publication may take before it counts as failed."""


@dataclass(frozen=True)
class PieceLine:
    """A piece on a list, as one person sees it."""

    piece: Piece
    row: Row
    may_edit: bool
    step: str = field(default="", metadata={"help": "the step its review has come to, in words"})
    scheduled_at: datetime | None = field(default=None, metadata={"help": "when it goes live by itself"})
    is_late: bool = field(default=False, metadata={"help": "due by now, and not done"})

    @property
    def is_overdue_schedule(self) -> bool:
        """Whether its moment has passed and it is not live: the schedule could not do it."""
        return self.scheduled_at is not None and self.scheduled_at < timezone.now() - PATIENCE

    @property
    def is_month(self) -> bool:
        """Planned for a month, and no day of it."""
        return self.piece.planned_precision == Precision.MONTH

    @property
    def is_week(self) -> bool:
        """Planned for a week, and no day of it."""
        return self.piece.planned_precision == Precision.WEEK


def lines_of(pieces: Sequence[Piece], user: User) -> list[PieceLine]:
    """The rows of these pieces, in their order. Two queries and the user's rights, however many there are."""
    numbers = [piece.pk for piece in pieces]
    editable, schedules, now = editable_by(user, numbers), scheduled_for(numbers), timezone.now()
    return [
        PieceLine(
            piece=piece,
            row=row_of_piece(piece),
            may_edit=piece.pk in editable,
            step=str(Step(piece.step).label) if piece.step and not piece.is_sent_back else "",
            scheduled_at=schedules.get(piece.pk),
            is_late=is_late(piece, now),
        )
        for piece in pieces
    ]


def is_late(piece: Piece, now: datetime) -> bool:
    """Whether it should be done by now and is not."""
    is_done = not piece.is_open or piece.stage in (Stage.READY, Stage.HOLD, Stage.KILLED)
    return bool(piece.due_at and piece.due_at < now and not is_done)


def editable_by(user: User, page_ids: Iterable[int]) -> set[int]:
    """Of these pages those that ``user`` may edit. One query and their rights; none for no pages."""
    return _those(user, page_ids, "change")


def publishable_by(user: User, page_ids: Iterable[int]) -> set[int]:
    """Of these pages those that ``user`` may publish; as ``editable_by``."""
    return _those(user, page_ids, "publish")


def _those(user: User, page_ids: Iterable[int], verb: str) -> set[int]:
    wanted = list(page_ids)
    if not wanted:
        return set()
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {verb})
    return set(pages.filter(pk__in=wanted).order_by().values_list("pk", flat=True))
