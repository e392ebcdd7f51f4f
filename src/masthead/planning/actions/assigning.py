"""Asking somebody for a step of a piece, and their answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.planning import rights
from masthead.planning.actions.telling import notify
from masthead.planning.models import Assignment, Kind, ReviewTaskState, Step
from masthead.planning.troubles import AssignmentIsOver
from masthead.staff.models import User

State = Assignment.State
OVERDUE_FOR = timedelta(days=7)
MOST_OVERDUE = 500


def assign(
    page: Page,
    step: Step,
    *,
    assignee: User | None,
    acting_user: User | None,
    due_at: datetime | None = None,
    note: str = "",
) -> Assignment:
    """Ask somebody for a step of a piece; whoever had it has it no more. With no assignee it is for whoever takes it.

    Raises:
        ActionForbidden: the user may not assign this piece.
    """
    _require_assigning(page, acting_user)
    with transaction.atomic():
        old = Assignment.objects.select_for_update().filter(page_id=page.pk, step=step, is_open=True).first()
        if old is not None and old.assignee_id == (assignee.pk if assignee else None):
            old.due_at, old.note = due_at, note
            return _kept(old, State(old.state), acting_user=acting_user, verb="assign")
        if old is not None:
            _kept(old, State.CANCELLED, acting_user=acting_user, verb="unassign")
        made = Assignment.objects.create(
            page_id=page.pk, step=step, assignee=assignee, due_at=due_at, note=note, made_by=acting_user
        )
        audit.record("assign", made, acting_user=acting_user, detail=_detail(made))
        _follow_in_review(made)
        words = {"step": made.get_step_display(), "title": page.title}
        notify(
            [assignee],
            Kind.ASSIGNED,
            page=page,
            text=_("%(step)s of “%(title)s” is assigned to you") % words + _until(due_at),
            note=note,
            by=acting_user,
            event=f"assigned:{made.pk}",
            address=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        )
        return made


def accept(assignment: Assignment, *, acting_user: User) -> Assignment:
    """The one who was asked, or the first to take what is for anybody, says yes."""
    return _answer(assignment, State.ACCEPTED, acting_user=acting_user, verb="accept")


def begin(assignment: Assignment, *, acting_user: User) -> Assignment:
    """They are at it."""
    return _answer(assignment, State.IN_PROGRESS, acting_user=acting_user, verb="begin")


def hand_in(assignment: Assignment, *, acting_user: User) -> Assignment:
    """They have done their part and wait for somebody's word."""
    return _answer(assignment, State.SUBMITTED, acting_user=acting_user, verb="hand-in")


def finish(assignment: Assignment, *, acting_user: User) -> Assignment:
    """It is done: said by the one who has it, or by whoever may assign."""
    return _answer(assignment, State.DONE, acting_user=acting_user, verb="finish")


def decline(assignment: Assignment, *, acting_user: User, answer: str = "") -> Assignment:
    """They say no, with a reason; whoever asked is told."""
    with transaction.atomic():
        declined = _answer(assignment, State.DECLINED, acting_user=acting_user, verb="decline", answer=answer)
        words = {"who": acting_user.label, "step": declined.get_step_display(), "title": declined.page.title}
        notify(
            [declined.made_by],
            Kind.DECLINED,
            page=declined.page,
            text=_("%(who)s declines %(step)s of “%(title)s”") % words,
            note=answer,
            by=acting_user,
            event=f"declined:{declined.pk}",
        )
        return declined


def cancel(assignment: Assignment, *, acting_user: User | None) -> Assignment:
    """Nobody is asked for it any more.

    Raises:
        ActionForbidden: the user may not assign this piece.
    """
    _require_assigning(assignment.page, acting_user)
    with transaction.atomic():
        return _kept(_fresh(assignment), State.CANCELLED, acting_user=acting_user, verb="unassign")


def tell_overdue() -> int:
    """Tell everybody of what they took on and let lie, once for each day and hour it was due. Run by the clock. How many it is.

    What has been overdue for more than a week is old news.
    """
    now = timezone.now()
    late = Assignment.objects.filter(is_open=True, due_at__lt=now, due_at__gt=now - OVERDUE_FOR, assignee__isnull=False)
    rows = list(late.select_related("page", "assignee").order_by("due_at", "pk")[:MOST_OVERDUE])
    for row in rows:
        words = {"step": row.get_step_display(), "title": row.page.title}
        notify(
            [row.assignee],
            Kind.OVERDUE,
            page=row.page,
            text=_("%(step)s of “%(title)s” is overdue") % words + _until(row.due_at),
            event=f"overdue:{row.pk}:{row.due_at:%Y%m%d%H%M}",
        )
    return len(rows)


def _answer(assignment: Assignment, state: State, *, acting_user: User, verb: str, answer: str = "") -> Assignment:
    """Write somebody's answer down.

    Raises:
        ActionForbidden: it is somebody else's.
        AssignmentIsOver: there is nothing to answer any more.
    """
    with transaction.atomic():
        fresh = _fresh(assignment)
        is_theirs = fresh.assignee_id == acting_user.pk
        is_free = fresh.assignee_id is None and fresh.page.permissions_for_user(acting_user).can_edit()
        may_end = state == State.DONE and rights.may_assign(acting_user, fresh.page)
        if not (is_theirs or is_free or may_end):
            raise ActionForbidden(_("This is assigned to somebody else."), hint=_("Ask an editor."))
        if is_free:
            fresh.assignee = acting_user
        fresh.answer = answer[:500]
        return _kept(fresh, state, acting_user=acting_user, verb=verb)


def _fresh(assignment: Assignment) -> Assignment:
    """The assignment as it is now.

    Raises:
        AssignmentIsOver: it is over.
    """
    fresh = Assignment.objects.select_for_update(of=("self",)).select_related("page", "made_by").get(pk=assignment.pk)
    if not fresh.is_open:
        message = _("This assignment is over: %(state)s.") % {"state": fresh.get_state_display()}
        raise AssignmentIsOver(message, permanent=True)
    return fresh


def _kept(assignment: Assignment, state: State, *, acting_user: User | None, verb: str) -> Assignment:
    assignment.state, assignment.is_open = state, state in Assignment.OPEN_STATES
    assignment.changed_at = timezone.now()
    assignment.version += 1
    assignment.save(update_fields=["state", "is_open", "assignee", "due_at", "note", "answer", "changed_at", "version"])
    audit.record(verb, assignment, acting_user=acting_user, detail=_detail(assignment))
    _follow_in_review(assignment)
    return assignment


def _follow_in_review(assignment: Assignment) -> None:
    """A step that is being reviewed lies with whom it is assigned to."""
    states = ReviewTaskState.objects.filter(
        workflow_state__object_id=str(assignment.page_id),
        status=TaskState.STATUS_IN_PROGRESS,
        task__reviewtask__step=assignment.step,
    )
    kept = {"assignee": assignment.assignee, "due_at": assignment.due_at}
    states.update(**(kept if assignment.is_open else {"assignee": None, "due_at": None}))


def _require_assigning(page: Page, acting_user: User | None) -> None:
    if not rights.may_assign(acting_user, page):
        raise ActionForbidden(_("You may not assign “%(title)s”.") % {"title": page.title}, hint=_("Ask an editor."))


def _detail(assignment: Assignment) -> dict[str, str]:
    return {
        "page": str(assignment.page_id),
        "step": assignment.step,
        "assignee": assignment.assignee.label if assignment.assignee else "",
        "due": assignment.due_at.isoformat() if assignment.due_at else "",
        "state": assignment.state,
    }


def _until(due_at: datetime | None) -> str:
    """“, due Tuesday 3 March, 18:00”, or nothing."""
    return _(", due %(moment)s") % {"moment": date_format(timezone.localtime(due_at), "l j F, H:i")} if due_at else ""
