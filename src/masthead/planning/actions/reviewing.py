"""The review: which steps there are, submitting, passing, sending back; and what follows from each (the switchboard connects it)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState, Workflow, WorkflowState, WorkflowTask

from masthead.articles.models import Article, Section
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.planning import queries, rights, rows
from masthead.planning.actions.drafts import change_stage, close_assignments, settle
from masthead.planning.actions.telling import notify
from masthead.planning.models import (
    REVIEW_STEPS,
    Assignment,
    Kind,
    Piece,
    ReviewTask,
    ReviewTaskState,
    SectionSteps,
    Stage,
    Step,
)
from masthead.planning.troubles import NoReview, NotSubmitted
from masthead.publishing import queries as publishing
from masthead.publishing.findings import Finding, Severity
from masthead.publishing.pages import MagazinePage
from masthead.staff.models import User

NAME_BEGINS = "Review: "
"""How the names of our workflows begin; what follows is the steps."""
STAGE_OF = {Step.SUB_EDIT: Stage.SUB_EDIT, Step.PICTURES: Stage.PICTURES}
"""A piece at one of these steps stands at this stage; at the others it stays where it is."""


def review_of(page: MagazinePage) -> Workflow | None:
    """The workflow that an article goes through when it is submitted: the steps of its section; None when there are none.

    Copy that was approved, changed by somebody who may not approve, and never public, only asks for the last step again.
    The list of articles answers for an article that does not exist yet.
    """
    steps = queries.steps_for(page)
    if steps and isinstance(page, Article) and page.pk and not page.live:
        again = Piece.objects.filter(pk=page.pk, approved_at=None).exclude(approved_content="").exists()
        steps = steps[-1:] if again else steps
    return workflow_for(steps) if steps else None


def workflow_for(steps: Sequence[Step]) -> Workflow:
    """The workflow of exactly these steps; made when there is none yet. One query when there is."""
    name = NAME_BEGINS + ", ".join(steps)
    found = Workflow.objects.filter(name=name, active=True).first()
    if found is not None:
        return found
    with transaction.atomic():
        workflow = Workflow.objects.create(name=name, active=True)
        for place, step in enumerate(steps):
            task, _made = ReviewTask.objects.get_or_create(step=step, defaults={"name": str(step.label)})
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
        return workflow


def set_steps(section: Section | None, steps: Iterable[Step] | None, *, acting_user: User | None) -> None:
    """Choose the steps that a section's pieces go through (without a section: all others); None takes the section's own choice away.

    Reviews that run go on as they began.

    Raises:
        ActionForbidden: the user may not.
    """
    if acting_user is not None and not acting_user.has_perm("planning.change_sectionsteps"):
        raise ActionForbidden(_("You may not change the steps of a review."), hint=_("Ask a publisher."))
    wanted = set(steps) if steps is not None else None
    with transaction.atomic():
        if wanted is None:
            SectionSteps.objects.filter(section=section).delete()
        else:
            chosen = [step for step in REVIEW_STEPS if step in wanted]
            row, _made = SectionSteps.objects.update_or_create(section=section, defaults={"steps": chosen})
            audit.record("set-steps", row, acting_user=acting_user, detail={"steps": chosen})


def submit(page: Article, *, acting_user: User) -> WorkflowState:
    """Begin the review of an article's latest draft, or take up the one that was sent back.

    Raises:
        ActionForbidden: the user may not edit it.
        NoReview: its section has no steps, or it is in review already.
        NotSubmitted: a picture in it has no credit.
    """
    if not page.permissions_for_user(acting_user).can_edit():
        raise ActionForbidden(_("You may not submit “%(title)s”.") % {"title": page.title})
    draft = page.get_latest_revision_as_object()
    if uncredited := keeps_from_review(draft):
        raise NotSubmitted(draft.title, uncredited)
    with transaction.atomic():
        state = page.workflow_states.active().select_for_update().first()
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user=acting_user)
            return state
        workflow = page.get_workflow() if state is None else None
        if workflow is None:
            raise NoReview(_("“%(title)s” cannot be submitted.") % {"title": page.title}, permanent=True)
        return workflow.start(page, acting_user)


def keeps_from_review(draft: Article) -> list[Finding]:
    """The pictures of a draft that have no credit.

    Whoever brought them knows who made them, and nobody further on does. What else is missing is the work of the review's steps.
    """
    findings = publishing.findings_on(draft)
    return [each for each in findings if each.code == "picture-without-credit" and each.severity == Severity.BLOCKS]


def pass_step(page: Page, *, acting_user: User, note: str = "") -> None:
    """Pass the step that a piece is at.

    Raises:
        ActionForbidden: the user may not pass this step.
        NoReview: no review runs.
    """
    _act(page, "approve", acting_user=acting_user, note=note)


def send_back(page: Page, *, acting_user: User, note: str) -> None:
    """Send a piece back to whoever submitted it, with the reason.

    Raises:
        ActionForbidden: the user may not pass this step.
        NoReview: no review runs.
    """
    _act(page, "reject", acting_user=acting_user, note=note)


def follow_step_begun(state: ReviewTaskState, user: User | None) -> None:
    """A piece has come to a step: its stage follows, the assignment is in progress, and those who may pass it are told."""
    page, step = state.workflow_state.content_object, Step(state.task.specific.step)
    piece = _piece_of(page)
    piece.step, piece.is_sent_back = step, False
    if piece.stage not in (Stage.HOLD, Stage.KILLED):
        change_stage(piece, STAGE_OF.get(step, Stage(piece.stage) if piece.stage != Stage.PITCH else Stage.WRITING))
    _keep(piece)
    Assignment.objects.filter(page_id=page.pk, step=step, is_open=True, assignee__isnull=False).update(
        state=Assignment.State.IN_PROGRESS, changed_at=timezone.now()
    )
    close_assignments([page.pk], step=Step.WRITE)
    people = [state.assignee] if state.assignee else list(rights.who_may_pass(step, page))
    notify(
        people,
        Kind.SUBMITTED,
        page=page,
        text=_("“%(title)s” waits for you: %(step)s") % {"title": piece.title, "step": step.label},
        by=user,
        event=f"begun:{state.pk}",
    )


def follow_step_passed(state: ReviewTaskState, user: User | None) -> None:
    """A step is passed: its assignment is done, and whoever submitted the piece is told."""
    page, step = state.workflow_state.content_object, Step(state.task.specific.step)
    close_assignments([page.pk], step=step)
    audit.record("pass", page, acting_user=user, detail={"step": step, "note": state.comment})
    if state.workflow_state.status == WorkflowState.STATUS_APPROVED and not state.comment:
        return  # the end of the review is told, and says more
    words = {"title": _title_of(page), "step": step.label}
    notify(
        _submitters(state.workflow_state),
        Kind.APPROVED,
        page=page,
        text=_("“%(title)s” has passed: %(step)s") % words,
        note=state.comment,
        by=user,
        event=f"passed:{state.pk}",
    )


def follow_sent_back(review: WorkflowState, user: User | None) -> None:
    """A piece is sent back: it is in writing again, and whoever submitted it is told why."""
    page, state = review.content_object, review.current_task_state
    piece = _piece_of(page)
    piece.is_sent_back = True
    if piece.stage not in (Stage.HOLD, Stage.KILLED):
        change_stage(piece, Stage.WRITING)
    _keep(piece)
    step = Step(piece.step or Step.APPROVE)
    audit.record("send-back", page, acting_user=user, detail={"step": step, "note": state.comment})
    notify(
        _submitters(review),
        Kind.SENT_BACK,
        page=page,
        text=_("“%(title)s” is sent back: %(step)s") % {"title": piece.title, "step": step.label},
        note=state.comment,
        by=user,
        event=f"back:{state.pk}",
    )


def follow_cancelled(review: WorkflowState, user: User | None) -> None:  # noqa: ARG001 - what the signal tells
    """A review is ended before its time: the piece is in writing."""
    piece = _piece_of(review.content_object)
    piece.step, piece.is_sent_back = "", False
    if piece.stage in (Stage.SUB_EDIT, Stage.PICTURES):
        change_stage(piece, Stage.WRITING)
    _keep(piece)


def follow_finished(review: WorkflowState, user: User | None) -> None:
    """The last step is passed: the copy is approved, and ready if nothing blocks it. Nothing is published."""
    page = review.content_object
    revision = page.get_latest_revision()
    piece = _piece_of(page)
    piece.step, piece.is_sent_back = "", False
    piece.approved_at = timezone.now()
    piece.approved_content = rows.content_hash(revision.content) if revision else ""
    settle(piece)
    _keep(piece)
    audit.record("approve", page, acting_user=user, detail={"revision": revision.pk if revision else None})
    notify(
        _submitters(review),
        Kind.APPROVED,
        page=page,
        text=_end_of(piece),
        by=user,
        event=f"ready:{review.pk}",
    )


def _end_of(piece: Piece) -> str:
    if not piece.blocks_count:
        return _("“%(title)s” is ready") % {"title": piece.title}
    words = {"title": piece.title, "count": piece.blocks_count}
    return (
        ngettext(
            "“%(title)s” is approved; %(count)d thing still stands in the way",
            "“%(title)s” is approved; %(count)d things still stand in the way",
            piece.blocks_count,
        )
        % words
    )


def _act(page: Page, verb: str, *, acting_user: User, note: str) -> None:
    with transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk).specific
        state: Any = locked.current_workflow_task_state
        if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
            message = _("“%(title)s” is not in review: somebody may have been faster.") % {"title": page.title}
            raise NoReview(message, permanent=True)
        task = state.task.specific
        if verb not in {name for name, _label, _asks in task.get_actions(locked, acting_user)}:
            words = {"step": task.name, "title": page.title}
            raise ActionForbidden(_("You may not pass the step “%(step)s” of “%(title)s”.") % words)
        task.on_action(state, acting_user, verb, comment=note)


def _piece_of(page: Page) -> Piece:
    piece = Piece.objects.select_for_update().filter(pk=page.pk).first()
    return piece or Piece(article_id=page.pk, title=page.title)


def _keep(piece: Piece) -> None:
    settle(piece)
    piece.version += 1
    piece.save()


def _title_of(page: Page) -> str:
    return str(page.draft_title or page.title)


def _submitters(review: WorkflowState) -> list[User | None]:
    """Who wants to know how it goes: who submitted it, whose page it is, and who has it."""
    piece = Piece.objects.select_related("assignee").filter(pk=review.object_id).first()
    return [review.requested_by, review.content_object.owner, piece.assignee if piece else None]
