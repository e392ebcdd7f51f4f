"""What stands on the desk's home, for whom, and what can be done right there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from masthead.articles.models import Article, Correction
from masthead.desk.home.buttons import buttons_for
from masthead.issues import arranging, beginning
from masthead.issues.models import Issue, Launch, Production
from masthead.jobs import outbox
from masthead.jobs.models import PeriodicRun
from masthead.planning import actions
from masthead.planning.models import Assignment, Kind, Notification, Piece, Stage, Step
from masthead.publishing import actions as publishing
from masthead.publishing import schedule
from masthead.publishing.models import ScheduleTrouble
from masthead.staff.models import User
from masthead.staff.roles import Role
from masthead.switchboard import AFTER_COMMIT
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def edda(magazine: SmallMagazine) -> User:
    return somebody("Edda", Role.EDITOR)


@pytest.fixture
def wanda(magazine: SmallMagazine) -> User:
    return somebody("Wanda", Role.WRITER)


@pytest.fixture
def desk(client: Client, edda: User) -> Client:
    client.force_login(edda)
    return client


def home(client: Client) -> str:
    return client.get("/desk/").content.decode()


def overdue(article: Article, **changes: object) -> None:
    """Let the moment of a scheduled article have come, with other content."""
    revision = article.revisions.get(approved_go_live_at__isnull=False)
    moment = timezone.now() - timedelta(minutes=1)
    revision.content |= {"go_live_at": moment.isoformat(), **changes}
    revision.approved_go_live_at = moment
    revision.save()


def scheduled(magazine: SmallMagazine, headline: str, **fields: object) -> Article:
    draft = magazine.draft(headline, go_live_at=timezone.now() + timedelta(hours=1), **fields)
    publishing.publish(draft, acting_user=None)
    return draft


def test_what_did_not_go_live_is_a_red_bar_told_once_and_tried_again(
    desk: Client, magazine: SmallMagazine, edda: User, wanda: User
) -> None:
    bare = a_picture("Bare", creator="", agency="")
    article = scheduled(magazine, "The late ferry", owner=wanda)
    overdue(article, hero_picture=bare.pk)
    for _ in range(2):
        schedule.publish_due()
        outbox.deliver(AFTER_COMMIT)

    page = home(desk)
    assert "1 thing did not go live as planned" in page
    assert "There is no credit for the lead picture." in page
    told = Notification.objects.filter(kind=Kind.PUBLISH_FAILED)
    assert {row.user for row in told} == {edda, wanda}
    assert len(told) == 2
    trouble = ScheduleTrouble.objects.get()
    assert trouble.attempts == 2

    assert desk.post("/desk/runner/", {"trouble": trouble.pk, "next": "/desk/"}).status_code == 302
    assert not Article.objects.get(pk=article.pk).live
    bare.creator = "Ada Lindqvist"
    bare.save()
    desk.post("/desk/runner/", {"trouble": trouble.pk, "next": "/desk/"})
    assert Article.objects.get(pk=article.pk).live
    assert "did not go live as planned" not in home(desk)


def test_a_page_that_cannot_be_taken_down_stops_none_of_the_others_and_is_in_the_bar(
    desk: Client, magazine: SmallMagazine
) -> None:
    stuck, other = magazine.article("The old ferry"), magazine.article("The old bridge")
    Article.objects.update(expire_at=timezone.now() - timedelta(minutes=1))

    def fail(execute: Callable[..., Any], sql: str, parameters: Any, *rest: Any) -> Any:
        if sql.startswith('DELETE FROM "published_publishedarticle"') and stuck.pk in parameters:
            raise OperationalError("The disk is full.")
        return execute(sql, parameters, *rest)

    with connection.execute_wrapper(fail):
        assert schedule.publish_due().expired_count == 1
        outbox.deliver(AFTER_COMMIT)
    assert [Article.objects.get(pk=each.pk).live for each in (stuck, other)] == [True, False]
    for page in (home(desk), desk.get("/desk/runner/").content.decode()):
        assert "The old ferry" in page
        assert "has expired and is still public" in page
        assert "the log has the detail" in page

    assert schedule.publish_due().expired_count == 1
    assert not Article.objects.get(pk=stuck.pk).live
    assert not ScheduleTrouble.objects.exists()
    assert "has expired and is still public" not in home(desk)


def test_a_trouble_is_forgotten_when_its_schedule_is_taken_back(desk: Client, magazine: SmallMagazine) -> None:
    article = scheduled(magazine, "The late ferry")
    overdue(article, embargo_until=(timezone.now() + timedelta(days=1)).isoformat())
    schedule.publish_due()
    assert "The late ferry" in home(desk)
    article.revisions.update(approved_go_live_at=None)
    assert "did not go live as planned" not in home(desk)
    schedule.publish_due()
    assert not ScheduleTrouble.objects.exists()


def test_whoever_may_not_publish_hears_of_their_own_and_tries_nothing_again(
    client: Client, magazine: SmallMagazine, wanda: User
) -> None:
    for headline, owner in (("Mine", wanda), ("Another's", None)):
        overdue(scheduled(magazine, headline, owner=owner), embargo_until="2099-01-01T00:00:00Z")
    schedule.publish_due()
    client.force_login(wanda)
    page = home(client)
    assert "Mine" in page
    assert "Another&#x27;s" not in page
    assert "Try again" not in page
    trouble = ScheduleTrouble.objects.first()
    assert trouble is not None
    client.post("/desk/runner/", {"trouble": trouble.pk})
    assert ScheduleTrouble.objects.count() == 2


def test_a_launch_that_failed_and_a_runner_that_is_late_stand_in_the_bar(
    desk: Client, magazine: SmallMagazine, edda: User
) -> None:
    issue = beginning.begin_issue(number="7", dated_on=timezone.localdate(), acting_user=edda)
    proof = issue.proofs.create(number=1, made_by=edda)
    Launch.objects.create(issue=issue, proof=proof, state=Launch.State.FAILED, trouble="Somebody unpublished it.")
    long_ago = timezone.now() - timedelta(minutes=42)
    PeriodicRun.objects.create(name=schedule.RUNNER, next_run_at=long_ago, last_run_at=long_ago)

    page = home(desk)

    assert "Somebody unpublished it." in page
    assert f"/desk/issues/{issue.pk}/launch/" in page
    assert "42 minutes late" in page
    assert "42 minutes late" in desk.get("/desk/runner/").content.decode()


def test_a_review_is_passed_and_sent_back_and_an_assignment_accepted_right_there(
    desk: Client, magazine: SmallMagazine, edda: User, wanda: User
) -> None:
    first, second, third = (magazine.draft(headline, owner=wanda) for headline in ("One", "Two", "Three"))
    for draft in (first, second):
        actions.submit(draft, acting_user=wanda)
    actions.assign(third, Step.WRITE, assignee=edda, acting_user=None)
    page = home(desk)
    assert "Waiting for me" in page
    assert f'action="/desk/planning/{first.pk}/review/"' in page

    passed = desk.post(f"/desk/planning/{first.pk}/review/", {"act": "pass", "next": "/desk/"})
    sent = desk.post(f"/desk/planning/{second.pk}/review/", {"act": "send_back", "note": "Shorter", "next": "/desk/"})
    asked = Assignment.objects.get(page=third.pk)
    taken = desk.post(f"/desk/planning/assignments/{asked.pk}/", {"answer": "accept", "next": "/desk/"})

    assert [answer.headers["Location"] for answer in (passed, sent, taken)] == ["/desk/"] * 3
    assert Piece.objects.get(pk=second.pk).is_sent_back
    page = home(desk)
    assert f'action="/desk/planning/{second.pk}/review/"' not in page
    assert "Taken on" in page


def test_the_issue_in_production_says_what_keeps_it_back_and_with_whom(
    desk: Client, magazine: SmallMagazine, edda: User, wanda: User
) -> None:
    issue = beginning.begin_issue(number="7", dated_on=timezone.localdate() + timedelta(days=9), acting_user=edda)
    Production.objects.filter(pk=issue.pk).update(state=Production.State.PRODUCTION)
    unready = magazine.draft("Not yet", owner=wanda)
    actions.plan(Piece.objects.get(pk=unready.pk), acting_user=edda, assignee=wanda)
    arranging.place(issue, [unready.pk, magazine.article("Done").pk], acting_user=edda)

    page = home(desk)

    assert "1 of 2 ready" in page
    assert "9 days left" in page
    assert "Not yet" in page
    assert "Wanda" in page


def test_a_writer_sees_their_own_and_nothing_of_issues_or_the_runner(
    client: Client, magazine: SmallMagazine, edda: User, wanda: User
) -> None:
    beginning.begin_issue(number="7", dated_on=timezone.localdate(), acting_user=edda)
    magazine.draft("Of Wanda", owner=wanda)
    magazine.draft("Of somebody else", owner=edda)
    client.force_login(wanda)
    page = home(client)
    assert "Of Wanda" in page
    assert "Of somebody else" not in page
    assert "Readiness and launch" not in page
    assert "/desk/runner/" not in page
    assert "New issue" not in page


def test_a_new_magazine_has_five_steps_which_tick_themselves_off(desk: Client, magazine: SmallMagazine) -> None:
    page = home(desk)
    assert "2 of 5 done" in page
    assert "/desk/settings/magazine/" not in page  # an editor may not
    magazine.draft("First words")
    a_picture("Harbour")
    assert "4 of 5 done" in home(desk)
    magazine.article("Live")
    assert "The first five steps" not in home(desk)


def test_what_went_live_today_stands_with_recent_corrections(desk: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("Fresh", at=timezone.now())
    old = magazine.article("Old and mended")
    Correction.objects.create(article=old, text="1911, not 1912.")
    page = home(desk)
    assert "Went live today" in page
    assert "1911, not 1912." in page
    assert article.address in page


def test_the_home_asks_no_more_for_many_rows_than_for_few(
    desk: Client,
    magazine: SmallMagazine,
    edda: User,
    wanda: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    issue = beginning.begin_issue(number="7", dated_on=timezone.localdate(), acting_user=edda)
    _one_of_everything(magazine, issue, edda, wanda, "Few")
    home(desk)
    with django_assert_max_num_queries(120) as few:
        home(desk)
    for number in range(12):
        _one_of_everything(magazine, issue, edda, wanda, f"Many {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        home(desk)


def _one_of_everything(magazine: SmallMagazine, issue: Issue, edda: User, wanda: User, headline: str) -> None:
    soon = timezone.now() + timedelta(days=1)
    review, asked, mine, live = (magazine.draft(f"{headline} {each}", owner=wanda) for each in range(4))
    magazine.draft(f"{headline} of Edda", owner=edda)
    actions.submit(review, acting_user=wanda)
    actions.assign(asked, Step.COPY, assignee=edda, due_at=soon, acting_user=None)
    actions.plan(Piece.objects.get(pk=mine.pk), acting_user=None, assignee=wanda, due_at=soon)
    publishing.publish(live, acting_user=None)
    overdue(scheduled(magazine, f"{headline} late", owner=edda), embargo_until="2099-01-01T00:00:00Z")
    schedule.publish_due()
    actions.notify([edda], Kind.COMMENT, text=headline)
    arranging.place(issue, [review.pk, asked.pk, mine.pk, live.pk], acting_user=None)
    Piece.objects.filter(pk=asked.pk).update(stage=Stage.HOLD)


def test_a_new_issue_is_begun_from_the_latest_one() -> None:
    magazine = a_small_magazine()
    editor = a_user()
    assert [each.address for each in buttons_for(editor) if each.label == "New issue"] == ["/desk/issues/new/"]
    issue = magazine.issue("7")
    assert [each.address for each in buttons_for(editor) if each.label == "New issue"] == [
        f"/desk/issues/new/?like={issue.pk}"
    ]
