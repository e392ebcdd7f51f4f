"""What the screens of a piece show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from masthead.articles.models import Article
from masthead.planning import queries, rights
from masthead.planning.models import Assignment, Piece, ReviewTaskState, Stage, Step
from masthead.staff.models import User

ANSWERS: dict[str, tuple[str, ...]] = {
    Assignment.State.ASSIGNED: ("accept", "decline"),
    Assignment.State.ACCEPTED: ("begin", "finish", "decline"),
    Assignment.State.IN_PROGRESS: ("hand_in", "finish"),
    Assignment.State.SUBMITTED: ("finish",),
}


@dataclass(frozen=True)
class StepLine:
    """One step of the review: its name, how it stands, and with whom it lies."""

    step: Step
    name: str | Promise
    state: str
    who: str
    note: str


@dataclass(frozen=True)
class AssignmentLine:
    """One open assignment, and what the person looking at it may say."""

    row: Assignment
    is_mine: bool
    answers: tuple[str, ...]
    may_cancel: bool


@dataclass(frozen=True)
class PieceScreen:
    """A piece as one person sees it."""

    article: Article
    piece: Piece
    steps: list[StepLine]
    assignments: list[AssignmentLine]
    stages: list[tuple[str, str | Promise]]
    may_assign: bool
    may_pass: bool
    may_submit: bool
    submit_words: str


def screen_of(article: Article, piece: Piece, user: User) -> PieceScreen:
    """Everything for the screen. Some ten queries, whatever the review and the assignments hold."""
    may_assign = rights.may_assign(user, article)
    at = Step(piece.step) if piece.step else None
    may_submit = at is None or piece.is_sent_back
    has_review = may_submit and piece.stage not in (Stage.READY, Stage.KILLED) and article.has_workflow
    rows = queries.open_assignments([article.pk]).get(article.pk, [])
    return PieceScreen(
        article=article,
        piece=piece,
        steps=step_lines(article, piece),
        assignments=[assignment_line(row, user, may_assign=may_assign) for row in rows],
        stages=_stages(piece, may_assign=may_assign),
        may_assign=may_assign,
        may_pass=at is not None and not piece.is_sent_back and rights.may_pass(user, at, article),
        may_submit=has_review,
        submit_words=_("Submit again") if piece.is_sent_back else _("Submit for review"),
    )


def assignment_line(row: Assignment, user: User, *, may_assign: bool) -> AssignmentLine:
    """An assignment as ``user`` sees it."""
    is_mine = row.assignee_id == user.pk
    may_answer = is_mine or row.assignee_id is None
    answers = ANSWERS.get(row.state, ()) if may_answer else (("finish",) if may_assign else ())
    if row.assignee_id is None:
        answers = tuple(answer for answer in answers if answer != "decline")
    return AssignmentLine(row, is_mine, answers, may_cancel=may_assign)


def step_lines(article: Article, piece: Piece) -> list[StepLine]:
    """The steps of the review that runs, or of the one that would. Four queries at most."""
    states: dict[str, ReviewTaskState] = {}
    steps = queries.steps_for(article)
    review = article.current_workflow_state if piece.step or piece.is_sent_back else None
    if review is not None:
        steps = [Step(step) for step in review.workflow.tasks.values_list("reviewtask__step", flat=True) if step]
        found = ReviewTaskState.objects.filter(workflow_state=review)
        for state in found.select_related("assignee", "finished_by", "task__reviewtask").order_by("started_at", "pk"):
            states[state.task.reviewtask.step] = state
    return [_line(step, states.get(step), piece) for step in steps]


def _line(step: Step, state: ReviewTaskState | None, piece: Piece) -> StepLine:
    if state is None:
        return StepLine(step, step.label, _("Passed") if piece.is_ready else _("To come"), "", "")
    words: dict[str, Any] = {
        TaskState.STATUS_APPROVED: (_("Passed"), state.finished_by),
        TaskState.STATUS_REJECTED: (_("Sent back"), state.finished_by),
        TaskState.STATUS_IN_PROGRESS: (_("Waits"), state.assignee),
    }
    said, who = words.get(state.status, (_("To come"), None))
    return StepLine(step, step.label, said, who.label if who else "", state.comment)


def _stages(piece: Piece, *, may_assign: bool) -> list[tuple[str, str | Promise]]:
    aside = (Stage.HOLD, Stage.KILLED)
    return [
        (stage.value, stage.label)
        for stage in Stage
        if stage != piece.stage and (may_assign or stage not in aside) and not (piece.is_live and stage == Stage.KILLED)
    ]
