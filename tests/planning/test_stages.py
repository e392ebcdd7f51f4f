"""Moving, holding, killing and planning a piece by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.planning import actions
from masthead.planning.models import Assignment, Piece, Precision, SectionSteps, Stage, Step
from masthead.planning.troubles import ChangedMeanwhile, NotReady, PieceIsPublic, ReviewRuns
from masthead.publishing import actions as publishing
from masthead.staff.roles import Role
from tests.cast import a_picture, a_small_magazine
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db


def test_a_piece_is_moved_by_whoever_may_edit_it_and_the_trail_says_so() -> None:
    writer, other = somebody("Wanda", Role.WRITER), somebody("Otto", Role.WRITER)
    piece = Piece.objects.get(pk=a_small_magazine().draft(owner=writer).pk)
    assert actions.move_to(piece, Stage.PITCH, acting_user=writer).stage == Stage.PITCH
    with pytest.raises(ActionForbidden):
        actions.move_to(piece, Stage.WRITING, acting_user=other)
    entry = AuditEntry.objects.get(verb="move")
    assert (entry.user_label, entry.detail) == ("Wanda", {"from": "writing", "to": "pitch"})


def test_ready_is_earned() -> None:
    magazine = a_small_magazine()
    writer, editor = somebody("Wanda", Role.WRITER), somebody("Edda", Role.EDITOR)
    piece = Piece.objects.get(pk=magazine.draft(owner=writer).pk)
    with pytest.raises(NotReady, match="nobody has approved"):
        actions.move_to(piece, Stage.READY, acting_user=writer)
    assert actions.move_to(piece, Stage.READY, acting_user=editor).stage == Stage.READY
    blocked = Piece.objects.get(pk=magazine.draft("Blocked", hero_picture=a_picture(alt="")).pk)
    with pytest.raises(NotReady, match="stands in the way"):
        actions.move_to(blocked, Stage.READY, acting_user=editor)


def test_while_a_review_runs_it_decides_and_going_back_to_writing_ends_it() -> None:
    magazine = a_small_magazine()
    editor = somebody("Edda", Role.EDITOR)
    article = magazine.draft()
    actions.submit(article, acting_user=editor)
    piece = Piece.objects.get(pk=article.pk)
    with pytest.raises(ReviewRuns):
        actions.move_to(piece, Stage.PICTURES, acting_user=editor)
    moved = actions.move_to(piece, Stage.WRITING, acting_user=editor)
    assert (moved.stage, moved.step) == (Stage.WRITING, "")
    assert not article.workflow_in_progress


def test_an_editor_makes_ready_what_is_in_review() -> None:
    magazine = a_small_magazine()
    editor = somebody("Edda", Role.EDITOR)
    article = magazine.draft()
    actions.submit(article, acting_user=editor)
    moved = actions.move_to(Piece.objects.get(pk=article.pk), Stage.READY, acting_user=editor)
    assert (moved.stage, moved.step, article.workflow_in_progress) == (Stage.READY, "", False)


def test_a_held_piece_comes_back_to_where_it_stood() -> None:
    editor, writer = somebody("Edda", Role.EDITOR), somebody("Wanda", Role.WRITER)
    piece = Piece.objects.get(pk=a_small_magazine().draft(owner=writer).pk)
    actions.move_to(piece, Stage.READY, acting_user=editor)
    with pytest.raises(ActionForbidden):
        actions.hold(piece, acting_user=writer)
    assert actions.hold(piece, acting_user=editor).stage == Stage.HOLD
    assert actions.revive(piece, acting_user=editor).stage == Stage.READY


def test_a_held_piece_keeps_its_review() -> None:
    editor = somebody("Edda", Role.EDITOR)
    SectionSteps.objects.create(steps=[Step.SUB_EDIT, Step.APPROVE])
    article = a_small_magazine().draft()
    actions.submit(article, acting_user=editor)
    actions.hold(Piece.objects.get(pk=article.pk), acting_user=editor)
    article.save_revision(user=editor)
    assert Piece.objects.get(pk=article.pk).stage == Stage.HOLD
    piece = actions.revive(Piece.objects.get(pk=article.pk), acting_user=editor)
    assert (piece.stage, piece.step) == (Stage.SUB_EDIT, Step.SUB_EDIT)


def test_a_killed_piece_is_no_open_work_and_can_be_revived() -> None:
    editor = somebody("Edda", Role.EDITOR)
    article = a_small_magazine().draft()
    actions.submit(article, acting_user=editor)
    asked = actions.assign(article, Step.PICTURES, assignee=editor, acting_user=editor)
    piece = actions.kill(Piece.objects.get(pk=article.pk), acting_user=editor)
    assert (piece.stage, piece.is_open, article.workflow_in_progress) == (Stage.KILLED, False, False)
    asked.refresh_from_db()
    assert asked.state == Assignment.State.CANCELLED
    revived = actions.revive(piece, acting_user=editor)
    assert (revived.stage, revived.is_open) == (Stage.WRITING, True)


def test_what_readers_see_is_not_killed() -> None:
    article = a_small_magazine().article()
    with pytest.raises(PieceIsPublic):
        actions.kill(Piece.objects.get(pk=article.pk), acting_user=None)


def test_a_plan_publishes_nothing_and_a_clash_names_who_was_faster() -> None:
    edda, erik = somebody("Edda", Role.EDITOR), somebody("Erik", Role.EDITOR)
    article = a_small_magazine().draft()
    seen = Piece.objects.get(pk=article.pk)
    due = datetime(2020, 1, 1, 12, tzinfo=UTC)
    planned = actions.plan(
        seen,
        acting_user=edda,
        expected_version=seen.version,
        assignee=erik,
        due_at=due,
        planned_for=date(2020, 3, 1),
        planned_precision=Precision.MONTH,
        commissioned_words=900,
    )
    assert (planned.assignee, planned.due_at, planned.version) == (erik, due, seen.version + 1)
    with pytest.raises(ChangedMeanwhile, match="Edda has changed"):
        actions.plan(seen, acting_user=erik, expected_version=seen.version, commissioned_words=400)
    publishing_schedule = article.revisions.filter(approved_go_live_at__isnull=False)
    assert not publishing_schedule.exists()
    article.refresh_from_db()
    assert not article.live


def test_a_writer_plans_nothing() -> None:
    writer = somebody("Wanda", Role.WRITER)
    piece = Piece.objects.get(pk=a_small_magazine().draft(owner=writer).pk)
    with pytest.raises(ActionForbidden):
        actions.plan(piece, acting_user=writer, commissioned_words=400)


def test_a_pitch_is_an_empty_draft_with_a_plan() -> None:
    magazine = a_small_magazine()
    edda, wanda = somebody("Edda", Role.EDITOR), somebody("Wanda", Role.WRITER)
    piece = actions.pitch("Ice roads", acting_user=edda, section=magazine.culture, planned_for=date(2027, 1, 1))
    assert (piece.stage, piece.title, piece.section_title, piece.planned_for) == (
        Stage.PITCH,
        "Ice roads",
        "Culture",
        date(2027, 1, 1),
    )
    assert actions.pitch("My own", acting_user=wanda).stage == Stage.PITCH


def test_publishing_leaves_nothing_of_a_hold() -> None:
    article = a_small_magazine().draft()
    actions.hold(Piece.objects.get(pk=article.pk), acting_user=None)
    publishing.publish(article, acting_user=None)
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.stage, piece.stage_before) == (Stage.READY, "")
