"""Asking somebody for a step, and their answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.articles.models import Article
from masthead.errors import ActionForbidden
from masthead.planning import actions, queries
from masthead.planning.models import Assignment, Kind, Notification, Piece, Step
from masthead.planning.queries import DueKind
from masthead.planning.troubles import AssignmentIsOver
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db

Scene = tuple[SmallMagazine, User, User, Article]


@pytest.fixture
def scene() -> Scene:
    """A magazine, an editor, a writer, and an article of the writer's."""
    magazine, editor, writer = a_small_magazine(), somebody("Edda", Role.EDITOR), somebody("Wanda", Role.WRITER)
    return magazine, editor, writer, magazine.draft(owner=writer)


def test_somebody_is_asked_and_told_and_says_yes(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    due = timezone.now() + timedelta(days=3)
    row = actions.assign(article, Step.WRITE, assignee=writer, due_at=due, note="900 words", acting_user=editor)
    told = Notification.objects.get(user=writer, kind=Kind.ASSIGNED)
    assert told.text.startswith("Writing of “A quiet winter” is assigned to you, due ")
    assert [one.pk for one in queries.waiting_for(writer).to_answer] == [row.pk]
    actions.accept(row, acting_user=writer)
    waiting = queries.waiting_for(writer)
    assert (waiting.to_answer, [one.pk for one in waiting.to_do]) == ([], [row.pk])
    actions.finish(row, acting_user=writer)
    assert queries.waiting_for(writer).count == 0


def test_a_no_goes_back_to_whoever_asked(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    row = actions.assign(article, Step.WRITE, assignee=writer, acting_user=editor)
    actions.decline(row, acting_user=writer, answer="On holiday.")
    told = Notification.objects.get(user=editor, kind=Kind.DECLINED)
    assert (told.text, told.note) == ("Wanda declines Writing of “A quiet winter”", "On holiday.")
    with pytest.raises(AssignmentIsOver):
        actions.accept(row, acting_user=writer)


def test_nobody_answers_for_another_and_a_writer_assigns_nothing(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    row = actions.assign(article, Step.PICTURES, assignee=editor, acting_user=editor)
    with pytest.raises(ActionForbidden):
        actions.accept(row, acting_user=writer)
    with pytest.raises(ActionForbidden):
        actions.assign(article, Step.WRITE, assignee=writer, acting_user=writer)


def test_what_is_for_anybody_is_taken_by_the_first(scene: Scene) -> None:
    _magazine, editor, _writer, article = scene
    sub = somebody("Sven", Role.SUB_EDITOR)
    row = actions.assign(article, Step.SUB_EDIT, assignee=None, acting_user=editor)
    assert [one.pk for one in queries.waiting_for(sub).to_answer] == [row.pk]
    assert actions.accept(row, acting_user=sub).assignee == sub
    with pytest.raises(ActionForbidden):
        actions.accept(row, acting_user=somebody("Sara", Role.SUB_EDITOR))


def test_another_person_takes_the_place_of_the_first(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    first = actions.assign(article, Step.WRITE, assignee=writer, acting_user=editor)
    second = actions.assign(article, Step.WRITE, assignee=editor, acting_user=editor)
    first.refresh_from_db()
    assert (first.state, second.state) == (Assignment.State.CANCELLED, Assignment.State.ASSIGNED)


def test_a_step_of_the_review_lies_with_whom_it_is_assigned_to_and_only_they_are_told(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    other = somebody("Erik", Role.EDITOR)
    row = actions.assign(article, Step.COPY, assignee=other, acting_user=editor)
    actions.submit(article, acting_user=writer)
    assert Notification.objects.filter(kind=Kind.SUBMITTED).values_list("user__first_name", flat=True).get() == "Erik"
    assert [step.is_mine for step in queries.waiting_for(other).to_pass] == [True]
    assert queries.waiting_for(editor).to_pass == []
    actions.pass_step(article, acting_user=other)
    row.refresh_from_db()
    assert row.state == Assignment.State.DONE


def test_an_open_assignment_warns_on_publishing_and_is_closed_by_it(scene: Scene) -> None:
    _magazine, editor, _writer, article = scene
    actions.assign(article, Step.PICTURES, assignee=editor, acting_user=editor)
    outcome = publishing.publish(article, acting_user=editor)
    assert [finding.message for finding in outcome.warnings] == ["Pictures is still assigned to Edda."]
    assert queries.open_assignments([article.pk]) == {}


def test_what_is_overdue_is_told_once_and_listed(scene: Scene) -> None:
    _magazine, editor, writer, article = scene
    due = timezone.now() - timedelta(hours=2)
    actions.assign(article, Step.WRITE, assignee=writer, due_at=due, acting_user=editor)
    assert (actions.tell_overdue(), actions.tell_overdue()) == (1, 1)
    assert Notification.objects.filter(user=writer, kind=Kind.OVERDUE).count() == 1
    assert [(row.kind, row.piece.pk) for row in queries.overdue(user=writer)] == [(DueKind.ASSIGNMENT, article.pk)]


def test_a_calendar_has_what_is_due_planned_scheduled_and_live(scene: Scene) -> None:
    magazine, editor, writer, article = scene
    today, now = timezone.localdate(), timezone.now()
    piece = Piece.objects.get(pk=article.pk)
    actions.plan(piece, acting_user=editor, due_at=now + timedelta(hours=1), planned_for=today)
    actions.assign(article, Step.WRITE, assignee=writer, due_at=now + timedelta(hours=2), acting_user=editor)
    scheduled = magazine.draft("Tomorrow", go_live_at=now + timedelta(days=1))
    publishing.publish(scheduled, acting_user=editor)
    live = magazine.article("Today", at=now)
    found = queries.due_between(today, today + timedelta(days=2))
    assert sorted((row.kind.value, row.piece.pk) for row in found) == sorted([
        ("assignment", article.pk), ("due", article.pk), ("planned", article.pk),
        ("scheduled", scheduled.pk), ("live", live.pk),
    ])  # fmt: skip
    assert [row.is_by_itself for row in found if row.kind == DueKind.SCHEDULED] == [True]
    assert queries.scheduled_for([scheduled.pk]).keys() == {scheduled.pk}
    assert {row.piece.pk for row in queries.due_between(today, today + timedelta(days=2), user=writer)} == {article.pk}
