"""A launch that somebody confirmed happens at its moment: once, not before, and not lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.utils import timezone

from masthead.articles.models import Article
from masthead.issues import actions, queries, schedule
from masthead.issues.actions import LaunchedAlready, LaunchOver, LaunchRefused, MomentPassed
from masthead.issues.models import Issue, Launch, Production
from masthead.issues.readiness import readiness_of_proof
from masthead.jobs.models import OutboxEntry
from masthead.planning import actions as planning
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, ready, three_pieces
from tests.jobs.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def waiting(magazine: SmallMagazine, **span: Any) -> Launch:
    """The launch of three pieces, confirmed by Egon for a moment ahead."""
    issue, editor = an_issue_on_its_way(magazine, three_pieces(magazine)), a_user("Egon")
    actions.make_proof(issue, acting_user=editor)
    return actions.schedule_launch(issue, at=timezone.now() + timedelta(**(span or {"hours": 1})), acting_user=editor)


def live_count() -> int:
    return Article.objects.filter(live=True).count()


def test_it_happens_at_its_moment_and_once(magazine: SmallMagazine, clock: Clock) -> None:
    launch = waiting(magazine)
    assert schedule.launch_due().launched_count == 0
    assert live_count() == 0

    clock.forward(hours=1, seconds=1)
    assert schedule.launch_due().launched_count == 1
    assert schedule.launch_due().launched_count == 0

    launch.refresh_from_db()
    assert (launch.state, live_count()) == (Launch.State.LAUNCHED, 3)
    assert Article.objects.filter(live=True).first().live_revision is not None
    assert OutboxEntry.objects.filter(topic=actions.LAUNCHED).count() == 1


def test_it_is_caught_up_with_after_days_of_silence(magazine: SmallMagazine, clock: Clock) -> None:
    waiting(magazine)
    clock.forward(days=3)

    assert schedule.launch_due().launched_count == 1


def test_a_clock_that_goes_back_an_hour_neither_launches_twice_nor_loses_it(
    magazine: SmallMagazine, clock: Clock
) -> None:
    launch = waiting(magazine)
    clock.forward(hours=1, seconds=1)
    assert schedule.launch_due().launched_count == 1
    clock.forward(hours=-1)
    assert schedule.launch_due().launched_count == 0
    clock.forward(hours=1)
    assert schedule.launch_due().launched_count == 0
    assert Launch.objects.filter(state=Launch.State.LAUNCHED).get() == launch

    clock.forward(hours=-2)
    actions.undo_launch(launch, acting_user=None)
    actions.schedule_launch(
        Issue.objects.get(pk=launch.issue_id), at=timezone.now() + timedelta(hours=1), acting_user=None
    )
    clock.forward(hours=1)
    assert schedule.launch_due().launched_count == 1


def test_a_date_alone_launches_nothing(magazine: SmallMagazine, clock: Clock) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    actions.make_proof(issue, acting_user=None)
    Production.objects.filter(pk=issue.pk).update(planned_launch_on=timezone.localdate())
    clock.forward(days=2)

    assert schedule.launch_due().launched_count == 0
    assert live_count() == 0


def test_one_that_is_refused_has_failed_and_says_why(magazine: SmallMagazine, clock: Clock) -> None:
    launch = waiting(magazine)
    publishing.delete(Article.objects.get(title="The quarrel"), acting_user=None)
    clock.forward(hours=2)

    report = schedule.launch_due()

    launch.refresh_from_db()
    assert (launch.state, report.launched_count, live_count()) == (Launch.State.FAILED, 0, 0)
    assert "“The quarrel”: The article is deleted." in launch.trouble
    assert queries.last_launch(launch.issue) == launch
    told = OutboxEntry.objects.get(topic=actions.FAILED)
    assert told.payload == {"launch_id": launch.pk, "issue_id": launch.issue_id}


def test_a_piece_in_the_trash_is_named_and_its_launch_happens_when_it_is_restored(
    magazine: SmallMagazine, clock: Clock
) -> None:
    launch, trashed = waiting(magazine), Article.objects.get(title="The quarrel")
    planning.put_in_trash(trashed, acting_user=None)
    said = {note.message for entry in readiness_of_proof(launch.proof).entries for note in entry.blocks}
    assert said == {"It is in the trash. Restore it first."}

    planning.restore_from_trash(trashed, acting_user=None)
    clock.forward(hours=2)
    assert schedule.launch_due().launched_count == 1
    assert Article.objects.get(pk=trashed.pk).live


def test_a_launch_whose_piece_is_in_the_trash_is_refused_whole_and_says_so(
    magazine: SmallMagazine, clock: Clock
) -> None:
    launch = waiting(magazine)
    planning.put_in_trash(Article.objects.get(title="The quarrel"), acting_user=None)
    clock.forward(hours=2)

    assert schedule.launch_due().launched_count == 0

    launch.refresh_from_db()
    assert (launch.state, live_count()) == (Launch.State.FAILED, 0)
    assert "“The quarrel”: It is in the trash." in launch.trouble
    assert OutboxEntry.objects.filter(topic=actions.FAILED).count() == 1


def test_trouble_of_the_machine_is_tried_again_and_stops_none_of_the_others(
    magazine: SmallMagazine, clock: Clock
) -> None:
    launch = waiting(magazine)
    other = magazine.draft("In another issue")
    ready(other)
    issue = an_issue_on_its_way(magazine, [other], "13")
    actions.make_proof(issue, acting_user=None)
    actions.schedule_launch(issue, at=timezone.now() + timedelta(hours=1), acting_user=None)
    clock.forward(hours=2)
    troubles = iter(["The disk is full."])

    def fail_once(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if 'INTO "published_publishedissue"' in sql and (trouble := next(troubles, "")):
            raise OperationalError(trouble)
        return execute(sql, *arguments)

    with connection.execute_wrapper(fail_once):
        assert schedule.launch_due().launched_count == 1

    launch.refresh_from_db()
    assert (launch.state, launch.attempts) == (Launch.State.WAITING, 1)
    assert "log" in launch.trouble
    assert schedule.launch_due().launched_count == 0
    clock.forward(minutes=10)
    assert schedule.launch_due().launched_count == 1
    launch.refresh_from_db()
    assert launch.trouble == ""


def test_whoever_lost_the_right_meanwhile_launches_nothing(magazine: SmallMagazine, clock: Clock) -> None:
    launch = waiting(magazine)
    User.objects.get(first_name="Egon").groups.set(Group.objects.filter(name="Writers"))
    clock.forward(hours=2)

    schedule.launch_due()

    launch.refresh_from_db()
    assert (launch.state, live_count()) == (Launch.State.FAILED, 0)


def test_a_cancelled_launch_does_not_happen(magazine: SmallMagazine, clock: Clock) -> None:
    launch = waiting(magazine)
    actions.cancel_launch(launch, acting_user=None)
    clock.forward(hours=2)

    assert schedule.launch_due().launched_count == 0
    with pytest.raises(LaunchOver):
        actions.cancel_launch(launch, acting_user=None)


def test_launching_now_takes_the_place_of_the_launch_that_waits(magazine: SmallMagazine, clock: Clock) -> None:
    launch = waiting(magazine)

    assert actions.launch_issue(launch.issue, acting_user=None).pk == launch.pk
    clock.forward(hours=2)

    assert schedule.launch_due().launched_count == 0
    with pytest.raises(LaunchedAlready):
        actions.schedule_launch(
            Issue.objects.get(pk=launch.issue_id), at=timezone.now() + timedelta(hours=1), acting_user=None
        )


def test_what_blocks_now_cannot_be_set_for_later(magazine: SmallMagazine) -> None:
    piece = magazine.draft("Uncredited", hero_picture=a_picture("Quay", creator="", agency=""))
    ready(piece)
    issue = an_issue_on_its_way(magazine, [piece])
    actions.make_proof(issue, acting_user=None)

    with pytest.raises(LaunchRefused):
        actions.schedule_launch(issue, at=timezone.now() + timedelta(hours=1), acting_user=None)


def test_a_moment_that_is_over_is_refused(magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    actions.make_proof(issue, acting_user=None)

    with pytest.raises(MomentPassed):
        actions.schedule_launch(issue, at=timezone.now(), acting_user=None)
