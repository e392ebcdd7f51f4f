"""Where a piece stands: moving it, putting it aside, giving it up, and planning it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from masthead.articles.models import Article, ArticleIndex, Section
from masthead.audit import actions as audit
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.planning import rights, rows
from masthead.planning.actions.drafts import change_stage, close_assignments, settle
from masthead.planning.models import Assignment, Piece, Precision, Stage, Step, Trashed
from masthead.planning.troubles import ChangedMeanwhile, InTheTrash, NotReady, PieceIsPublic, ReviewRuns
from masthead.staff.models import User

BEGINNINGS = (Stage.PITCH, Stage.WRITING)
ASIDE = (Stage.HOLD, Stage.KILLED)


class Plan(TypedDict, total=False):
    """What may be decided of a piece."""

    assignee: User | None
    due_at: datetime | None
    planned_for: date | None
    planned_precision: Precision
    commissioned_words: int | None
    plan_note: str


def move_to(piece: Piece, stage: Stage, *, acting_user: User | None, expected_version: int | None = None) -> Piece:
    """Put a piece at a stage by hand.

    Whoever may edit the article may move it; *ready* is earned: nothing blocks, and it is approved, or is by this act of somebody who may
    approve. Putting it back to pitch or writing ends a running review; any other stage is for the review to decide while it runs.

    Raises:
        ActionForbidden: the user may not.
        NotReady: something blocks, or nobody has approved it.
        ReviewRuns: a review decides this.
        ChangedMeanwhile: the piece is no longer at ``expected_version``.
    """
    if stage == Stage.HOLD:
        return hold(piece, acting_user=acting_user, expected_version=expected_version)
    if stage == Stage.KILLED:
        return kill(piece, acting_user=acting_user, expected_version=expected_version)
    with transaction.atomic():
        fresh = _locked(piece, acting_user, expected_version)
        review = _running_review(fresh)
        if stage == Stage.READY:
            _approve_by_hand(fresh, acting_user)
        elif review is not None and stage not in BEGINNINGS:
            raise ReviewRuns(
                _("“%(title)s” is in review.") % {"title": fresh.title},
                hint=_("Pass the step, send it back, or put the piece back to writing, which ends the review."),
                permanent=True,
            )
        else:
            fresh.approved_at = None
        if review is not None:
            review.cancel(user=acting_user)
            fresh.refresh_from_db(fields=["step", "is_sent_back"])
        return _put(fresh, stage, acting_user=acting_user)


def hold(piece: Piece, *, acting_user: User | None, expected_version: int | None = None) -> Piece:
    """Put a piece aside; a review and assignments wait with it. ``revive`` brings it back to where it stood.

    Raises:
        ActionForbidden: the user may not assign pieces.
        ChangedMeanwhile: see ``move_to``.
    """
    with transaction.atomic():
        fresh = _locked(piece, acting_user, expected_version, is_planning=True)
        return _put(fresh, Stage.HOLD, acting_user=acting_user)


def kill(piece: Piece, *, acting_user: User | None, expected_version: int | None = None) -> Piece:
    """Give a piece up without deleting it: its review ends and its open assignments are cancelled. ``revive`` brings it back.

    Raises:
        ActionForbidden: the user may not assign pieces.
        PieceIsPublic: readers see it.
        ChangedMeanwhile: see ``move_to``.
    """
    with transaction.atomic():
        fresh = _locked(piece, acting_user, expected_version, is_planning=True)
        if fresh.is_live:
            message = _("“%(title)s” is public and cannot be killed.") % {"title": fresh.title}
            raise PieceIsPublic(message, hint=_("Take it down first."), permanent=True)
        return give_up(fresh, acting_user=acting_user)


def give_up(piece: Piece, *, acting_user: User | None) -> Piece:
    """What killing and deleting have in common, without asking who may: the review ends, assignments are cancelled. In a transaction."""
    review = _running_review(piece)
    before = piece.stage
    if review is not None:
        review.cancel(user=acting_user)
        piece.refresh_from_db()
        piece.stage = before
    close_assignments([piece.pk], state=Assignment.State.CANCELLED)
    return _put(piece, Stage.KILLED, acting_user=acting_user)


def stand_again(piece: Piece, stage: str, *, acting_user: User | None) -> Piece:
    """Put a piece that comes out of the trash where it stood. A review that it was in is over: it is written on. In a transaction."""
    is_in_review = stage in (Stage.SUB_EDIT, Stage.PICTURES)
    return _put(piece, Stage.WRITING if is_in_review else Stage(stage), acting_user=acting_user)


def revive(piece: Piece, *, acting_user: User | None, expected_version: int | None = None) -> Piece:
    """Bring a piece that was held or killed back to where it stood; one that is neither stays as it is.

    Raises:
        ActionForbidden: the user may not assign pieces.
        ChangedMeanwhile: see ``move_to``.
    """
    with transaction.atomic():
        fresh = _locked(piece, acting_user, expected_version, is_planning=True)
        if fresh.stage not in ASIDE:
            return fresh
        return _put(fresh, Stage(fresh.stage_before or Stage.WRITING), acting_user=acting_user)


def plan(
    piece: Piece, *, acting_user: User | None, expected_version: int | None = None, **changes: Unpack[Plan]
) -> Piece:
    """Decide who has a piece, when it is due, for when it is planned, how long it shall be. Nothing of it ever publishes.

    Raises:
        ActionForbidden: the user may not assign pieces.
        ChangedMeanwhile: see ``move_to``.
    """
    with transaction.atomic():
        fresh = _locked(piece, acting_user, expected_version, is_planning=True)
        told: dict[str, Any] = {}
        for name, value in changes.items():
            before = getattr(fresh, name)
            if before != value:
                told[name] = [str(before or ""), str(value or "")]
                setattr(fresh, name, value)
        if not told:
            return fresh
        fresh.version += 1
        fresh.save(update_fields=[*told, "version"])
        audit.record("plan", fresh, acting_user=acting_user, detail=told)
        return fresh


def pitch(title: str, *, acting_user: User, section: Section | None = None, **changes: Unpack[Plan]) -> Piece:
    """Propose a piece: an empty draft with a working title. Whoever may write articles may; the plan is for those who may assign.

    Raises:
        ActionForbidden: the user may not write articles, or not plan them.
    """
    index = ArticleIndex.objects.get()
    if not index.permissions_for_user(acting_user).can_add_subpage():
        raise ActionForbidden(_("You may not begin an article."), hint=_("Ask an editor."))
    with transaction.atomic():
        article = Article(title=title, section=section, owner=acting_user, live=False)
        index.add_child(instance=article)
        article.save_revision(user=acting_user, log_action=True)
        piece = _put(Piece.objects.get(pk=article.pk), Stage.PITCH, acting_user=acting_user)
        return plan(piece, acting_user=acting_user, **changes) if changes else piece


def _put(piece: Piece, stage: Stage, *, acting_user: User | None) -> Piece:
    before = piece.stage
    change_stage(piece, stage)
    piece.stage_before = (
        before if stage in ASIDE and before not in ASIDE else ("" if stage not in ASIDE else piece.stage_before)
    )
    settle(piece)
    if piece.stage != before:
        piece.version += 1
    piece.save(
        update_fields=[
            "stage",
            "stage_changed_at",
            "stage_before",
            "approved_at",
            "approved_content",
            "is_open",
            "version",
        ]
    )
    if piece.stage != before:
        audit.record("move", piece, acting_user=acting_user, detail={"from": before, "to": piece.stage})
    return piece


def _approve_by_hand(piece: Piece, acting_user: User | None) -> None:
    """Make sure that a piece may be ready.

    Raises:
        NotReady: it may not be.
    """
    if piece.blocks_count:
        message = _("“%(title)s” is not ready: something stands in the way of its publication.") % {
            "title": piece.title
        }
        raise NotReady(message, hint=_("Its checklist says what."), permanent=True)
    if piece.approved_at is not None:
        return
    if not rights.may_pass(acting_user, Step.APPROVE, piece.article):
        message = _("“%(title)s” is not ready: nobody has approved it.") % {"title": piece.title}
        raise NotReady(message, hint=_("Submit it for review."), permanent=True)
    piece.approved_at = timezone.now()
    revision = piece.article.get_latest_revision()
    piece.approved_content = rows.content_hash(revision.content) if revision else ""


def _running_review(piece: Piece) -> WorkflowState | None:
    return piece.article.workflow_states.active().first() if piece.step or piece.is_sent_back else None


def _locked(
    piece: Piece, acting_user: User | None, expected_version: int | None, *, is_planning: bool = False
) -> Piece:
    """The piece as it is now, for change, if the user may.

    Raises:
        ActionForbidden: they may not.
        ChangedMeanwhile: it is no longer at the version they saw.
    """
    fresh = Piece.objects.select_for_update().get(pk=piece.pk)
    if Trashed.objects.filter(pk=piece.pk).exists():
        message = _("“%(title)s” is in the trash.") % {"title": fresh.title}
        raise InTheTrash(message, hint=_("Restore it first."), permanent=True)
    if acting_user is not None:
        article = fresh.article
        may = (
            rights.may_assign(acting_user, article)
            if is_planning
            else article.permissions_for_user(acting_user).can_edit()
        )
        if not may:
            raise ActionForbidden(
                _("You may not do this with “%(title)s”.") % {"title": fresh.title}, hint=_("Ask an editor.")
            )
    if expected_version is not None and fresh.version != expected_version:
        raise ChangedMeanwhile(_whose_change(fresh), hint=_("Look at it again, then decide."), permanent=True)
    return fresh


def _whose_change(piece: Piece) -> str:
    last = AuditEntry.objects.filter(target_type=piece._meta.label_lower, target_id=str(piece.pk)).first()
    words = {"title": piece.title, "who": last.user_label if last else _("Somebody")}
    return _("%(who)s has changed the plan of “%(title)s” in the meantime.") % words
