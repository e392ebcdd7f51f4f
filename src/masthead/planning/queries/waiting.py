"""What waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field

from wagtail.models import TaskState

from masthead.planning import rights
from masthead.planning.models import (
    REVIEW_STEPS,
    Assignment,
    Piece,
    ReviewTask,
    ReviewTaskState,
    Stage,
    Step,
)
from masthead.planning.queries.pieces import pieces_for
from masthead.staff.models import User

MOST = 50


@dataclass(frozen=True)
class WaitingStep:
    """A step of a review that somebody may pass."""

    piece: Piece
    step: Step
    state: ReviewTaskState
    is_mine: bool
    """Assigned to them; otherwise it is for whoever comes first."""


@dataclass(frozen=True)
class Waiting:
    """Everything that asks somebody for something."""

    to_answer: list[Assignment] = field(default_factory=list)
    """Assignments they have not said yes to, and those for whoever takes them."""
    to_do: list[Assignment] = field(default_factory=list)
    """What they took on, the first due first."""
    to_pass: list[WaitingStep] = field(default_factory=list)
    """Reviews they may pass: their own first, then the longest waiting."""
    sent_back: list[Piece] = field(default_factory=list)
    """Pieces of theirs that were sent back."""

    @property
    def count(self) -> int:
        """How many things in all, of those shown."""
        return len(self.to_answer) + len(self.to_do) + len(self.to_pass) + len(self.sent_back)


def waiting_for(user: User, *, limit: int = MOST) -> Waiting:
    """What waits for ``user``: at most ``limit`` of each. The number of queries does not grow with it: six and the user's rights."""
    mine = list(
        Assignment.objects.filter(assignee=user, is_open=True)
        .select_related("page", "made_by")
        .order_by("due_at", "pk")[:limit]
    )
    mine.sort(key=lambda row: (row.due_at is None, row.due_at or row.made_at))
    is_new = [row for row in mine if row.state == Assignment.State.ASSIGNED]
    return Waiting(
        to_answer=is_new + _for_anybody(user, limit),
        to_do=[row for row in mine if row.state in (Assignment.State.ACCEPTED, Assignment.State.IN_PROGRESS)],
        to_pass=_steps_for(user, limit),
        sent_back=list(
            Piece.objects.filter(owner_id=user.pk, is_open=True, is_sent_back=True)
            .exclude(stage__in=[Stage.HOLD, Stage.KILLED])
            .order_by("-latest_revision_at")[:limit]
        ),
    )


def _for_anybody(user: User, limit: int) -> list[Assignment]:
    """What is for whoever takes it, and a step that they may pass. Nobody who may pass no step is asked for more than the rights."""
    steps = [
        step
        for step in REVIEW_STEPS
        if user.has_perm(f"planning.{step.permission}") or rights.sections_held(user, step.permission)
    ]
    if not steps:
        return []
    free = Assignment.objects.filter(assignee=None, is_open=True, step__in=steps)
    rows = list(free.select_related("page", "made_by").order_by("due_at", "pk")[: 4 * limit])
    passable = rights.pages_passable(user, {row.page_id for row in rows}, steps)
    return [row for row in rows if row.page_id in passable[Step(row.step)]][:limit]


def _steps_for(user: User, limit: int) -> list[WaitingStep]:
    passable: list[int] = []
    steps = dict(ReviewTask.objects.filter(active=True).values_list("pk", "step"))
    for task_id, step in steps.items():
        waiting = TaskState.objects.filter(task_id=task_id, status=TaskState.STATUS_IN_PROGRESS)
        states = rights.those_passable(waiting, user, Step(step)).order_by("started_at")
        passable += states.values_list("pk", flat=True)[: 4 * limit]
    states = ReviewTaskState.objects.filter(pk__in=passable).select_related("workflow_state", "assignee")
    found = pieces_for(int(state.workflow_state.object_id) for state in states)
    waiting_steps = [
        WaitingStep(piece, Step(steps[state.task_id]), state, is_mine=state.assignee_id == user.pk)
        for state in states
        if (piece := found.get(int(state.workflow_state.object_id))) and piece.stage != Stage.HOLD
        if state.assignee_id in (None, user.pk)
    ]
    waiting_steps.sort(key=lambda row: (not row.is_mine, row.state.started_at))
    return waiting_steps[:limit]
