"""The calendar: what stands on which day, planning on a day, and moving to another."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Revision

from masthead.articles.models import Article
from masthead.desk.calendar.grids import span_of
from masthead.issues import beginning
from masthead.issues.models import Issue, Production
from masthead.planning import actions
from masthead.planning.models import Piece, Precision, Stage
from masthead.publishing import actions as publishing
from masthead.publishing import schedule
from masthead.staff.models import SectionRole, User
from masthead.staff.roles import SECTION_STAFF, Role
from tests.cast import SmallMagazine, a_small_magazine
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db
CALENDAR = "/desk/calendar/"


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def edda(magazine: SmallMagazine) -> User:
    return somebody("Edda", Role.EDITOR)


@pytest.fixture
def desk(client: Client, edda: User) -> Client:
    client.force_login(edda)
    return client


def the_day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def planned(magazine: SmallMagazine, headline: str, **plan: object) -> Piece:
    draft = magazine.draft(headline)
    return actions.plan(Piece.objects.get(pk=draft.pk), acting_user=None, **plan)  # type: ignore[arg-type]


def scheduled(magazine: SmallMagazine, headline: str, days: int) -> Article:
    draft = magazine.draft(headline, go_live_at=in_days(days))
    publishing.publish(draft, acting_user=None)
    return draft


def move(desk: Client, piece: Piece, kind: str, day: date, **more: object) -> None:
    desk.post(f"{CALENDAR}move/", {"kind": kind, "piece": piece.pk, "version": piece.version, "day": day, **more})


def test_a_month_begins_on_a_monday_and_a_week_turns_at_new_year() -> None:
    month = span_of("month", date(2026, 11, 24))
    assert (month.begin, month.end) == (date(2026, 10, 26), date(2026, 12, 6))
    assert (month.before, month.after) == (date(2026, 10, 1), date(2026, 12, 1))
    assert span_of("month", date(2026, 12, 31)).after == date(2027, 1, 1)
    week = span_of("week", date(2027, 1, 1))
    assert (week.begin, week.end) == (date(2026, 12, 28), date(2027, 1, 3))
    assert "53" in week.title


def test_solid_is_what_happens_by_itself_and_outline_what_is_meant(
    desk: Client, magazine: SmallMagazine, edda: User
) -> None:
    planned(magazine, "Planned piece", planned_for=the_day(0))
    scheduled(magazine, "Scheduled piece", 1)
    magazine.article("Live piece", at=timezone.now())
    issue = beginning.begin_issue(number="7", dated_on=the_day(20), acting_user=edda)
    Production.objects.filter(pk=issue.pk).update(deadline_on=the_day(1))
    for view in ("month", "week", "list"):
        events: dict[str, str] = {}
        response = desk.get(f"{CALENDAR}?view={view}")
        for week in response.context["weeks"]:
            events |= {event.title: event.certainty for day in week.days for event in [*day.events, *day.more]}
        for day in response.context["days"]:
            events |= {event.title: event.certainty for event in day.events}
        found = {title: events.get(title) for title in ("Planned piece", "Live piece")}
        assert found["Planned piece"] == "planned", view
        if view != "list":
            assert found["Live piece"] == "done", view
    page = desk.get(f"{CALENDAR}?view=list").content.decode()
    assert "event--itself" in page
    assert "deadline for copy" in page


def test_what_is_planned_for_a_month_stands_above_its_days(desk: Client, magazine: SmallMagazine) -> None:
    planned(magazine, "Sometime", planned_for=the_day(0).replace(day=1), planned_precision=Precision.MONTH)
    weeks = desk.get(CALENDAR).context["weeks"]
    assert [event.title for week in weeks for event in week.vague] == ["Sometime"]
    assert not [event for week in weeks for day in week.days for event in day.events if event.title == "Sometime"]


def test_a_piece_is_planned_in_a_day_and_nothing_is_published_by_it(
    desk: Client, magazine: SmallMagazine, edda: User
) -> None:
    form = {"title": "An idea", "section": magazine.culture.pk, "assignee": edda.pk, "planned_for": the_day(0)}
    desk.post(f"{CALENDAR}add/", form)
    piece = Piece.objects.get(title="An idea")
    assert (piece.stage, piece.planned_for, piece.assignee) == (Stage.PITCH, the_day(0), edda)
    schedule.publish_due()
    assert not Article.objects.get(pk=piece.pk).live


def test_a_plan_moves_and_a_due_piece_keeps_its_hour(desk: Client, magazine: SmallMagazine) -> None:
    piece = planned(magazine, "Moving", planned_for=the_day(1), due_at=in_days(1))
    due_at = piece.due_at
    assert due_at is not None
    move(desk, piece, "planned", the_day(9))
    piece.refresh_from_db()
    move(desk, piece, "due", the_day(8))
    piece.refresh_from_db()
    assert piece.planned_for == the_day(9)
    assert piece.due_at is not None
    assert timezone.localdate(piece.due_at) == the_day(8)
    assert timezone.localtime(piece.due_at).time() == timezone.localtime(due_at).time()


def test_what_is_scheduled_asks_first_and_keeps_its_hour(desk: Client, magazine: SmallMagazine) -> None:
    article = scheduled(magazine, "By itself", 3)
    piece = Piece.objects.get(pk=article.pk)
    was = Revision.objects.get(object_id=str(article.pk), approved_go_live_at__isnull=False).approved_go_live_at
    form = {"kind": "scheduled", "piece": piece.pk, "version": piece.version, "day": the_day(5)}

    assert "Reschedule?" in desk.post(f"{CALENDAR}move/", form).content.decode()
    waiting = Revision.objects.get(object_id=str(article.pk), approved_go_live_at__isnull=False)
    assert waiting.approved_go_live_at == was

    desk.post(f"{CALENDAR}move/", {**form, "sure": "1"})
    waiting.refresh_from_db()
    assert waiting.approved_go_live_at == was + timedelta(days=2)
    assert Article.objects.get(pk=article.pk).go_live_at == was + timedelta(days=2)


def test_the_past_what_is_not_scheduled_and_somebody_elses_right_move_nothing(
    client: Client, desk: Client, magazine: SmallMagazine
) -> None:
    article, other = scheduled(magazine, "By itself", 3), planned(magazine, "Not scheduled", planned_for=the_day(2))
    piece = Piece.objects.get(pk=article.pk)
    move(desk, piece, "scheduled", the_day(-1), sure="1")
    move(desk, other, "scheduled", the_day(4), sure="1")
    client.force_login(somebody("Wanda", Role.WRITER))
    move(client, piece, "scheduled", the_day(6), sure="1")
    move(client, other, "planned", the_day(6))
    client.post(f"{CALENDAR}add/", {"title": "Mine on a day", "planned_for": the_day(6)})
    waiting = Revision.objects.get(object_id=str(article.pk), approved_go_live_at__isnull=False)
    assert timezone.localdate(waiting.approved_go_live_at) == the_day(3)
    other.refresh_from_db()
    assert other.planned_for == the_day(2)
    assert not Piece.objects.filter(title="Mine on a day").exists()


def test_whoever_is_bound_to_a_section_moves_its_pieces_and_no_others(client: Client, magazine: SmallMagazine) -> None:
    here, elsewhere = (
        planned(magazine, "Here", planned_for=the_day(1)),
        planned(magazine, "Elsewhere", planned_for=the_day(1)),
    )
    Article.objects.filter(pk=elsewhere.pk).update(section=None)
    Piece.objects.filter(pk=elsewhere.pk).update(section_id=None)
    bound = User.objects.create_user("bound", "bound@example.org")
    group = Group.objects.get(name=Role.EDITOR)
    SectionRole.objects.create(user=bound, group=group, section_id=magazine.culture.pk)
    bound.groups.add(Group.objects.get(name=SECTION_STAFF))
    client.force_login(bound)

    events = {event.title: event for day in client.get(f"{CALENDAR}?view=list").context["days"] for event in day.events}
    assert events["Here"].may_move
    assert not events["Elsewhere"].may_move
    for each in (here, elsewhere):
        move(client, each, "planned", the_day(4))
    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.planned_for, elsewhere.planned_for) == (the_day(4), the_day(1))


def test_the_tray_holds_what_has_no_date_and_a_writer_has_none(
    client: Client, desk: Client, magazine: SmallMagazine
) -> None:
    magazine.draft("Without a date")
    planned(magazine, "With one", planned_for=the_day(40))
    assert [piece.title for piece in desk.get(CALENDAR).context["tray"]] == ["Without a date"]
    assert 'value="2031-05-04"' in desk.get(f"{CALENDAR}?plan=2031-05-04").content.decode()
    client.force_login(somebody("Wanda", Role.WRITER))
    assert client.get(CALENDAR).context["tray"] == []


def test_an_event_leads_only_to_where_one_may_go(desk: Client, magazine: SmallMagazine) -> None:
    wanda = somebody("Wanda", Role.WRITER)
    planned(magazine, "Another's", planned_for=the_day(1))
    own = magazine.draft("Wanda's", owner=wanda)
    actions.plan(Piece.objects.get(pk=own.pk), acting_user=None, planned_for=the_day(1))
    beginning.begin_issue(number="7", dated_on=the_day(1), acting_user=None)
    Production.objects.update(deadline_on=the_day(1))
    assert leading(desk) == {"Another's", "Wanda's", "No. 7"}
    desk.force_login(wanda)
    assert leading(desk) == {"Wanda's"}


def leading(desk: Client) -> set[str]:
    """The titles of the list that lead somewhere."""
    events = [event for day in desk.get(f"{CALENDAR}?view=list").context["days"] for event in day.events]
    return {event.title for event in events if event.address}


def test_a_full_calendar_asks_no_more_than_an_empty_one(
    desk: Client, magazine: SmallMagazine, edda: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _something(magazine, edda, 1)
    desk.get(CALENDAR)
    with django_assert_max_num_queries(60) as few:
        desk.get(CALENDAR)
    for number in range(2, 10):
        _something(magazine, edda, number)
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(CALENDAR)


def _something(magazine: SmallMagazine, edda: User, number: int) -> None:
    planned(magazine, f"Planned {number}", planned_for=the_day(1), due_at=in_days(1), assignee=edda)
    scheduled(magazine, f"Scheduled {number}", 1)
    magazine.article(f"Live {number}", at=timezone.now())
    magazine.draft(f"Undated {number}")
    issue = beginning.begin_issue(number=str(number + 20), dated_on=the_day(1), acting_user=edda)
    assert Issue.objects.filter(pk=issue.pk).exists()
