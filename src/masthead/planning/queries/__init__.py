"""The room's reads: pieces, what waits and what is due, the steps of a review, notifications."""

from masthead.planning.queries.due import Due, DueKind, due_between, overdue, undated
from masthead.planning.queries.notifications import (
    Ways,
    choices_of,
    notifications_of,
    unread_count,
    ways_to_tell,
)
from masthead.planning.queries.pieces import (
    open_assignments,
    pieces,
    pieces_for,
    scheduled_for,
    stage_counts,
    went_live_between,
)
from masthead.planning.queries.steps import all_steps, steps_for
from masthead.planning.queries.trash import goes_at, is_in_trash, trash, without_trash
from masthead.planning.queries.waiting import Waiting, WaitingStep, waiting_for

__all__ = [
    "Due",
    "DueKind",
    "Waiting",
    "WaitingStep",
    "Ways",
    "all_steps",
    "choices_of",
    "due_between",
    "goes_at",
    "is_in_trash",
    "notifications_of",
    "open_assignments",
    "overdue",
    "pieces",
    "pieces_for",
    "scheduled_for",
    "stage_counts",
    "steps_for",
    "trash",
    "undated",
    "unread_count",
    "waiting_for",
    "ways_to_tell",
    "went_live_between",
    "without_trash",
]
