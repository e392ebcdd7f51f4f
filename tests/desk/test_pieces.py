"""The list of articles: one row for each piece, filters, and one act on several."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from masthead.desk.pieces import asked
from masthead.issues import arranging, beginning
from masthead.planning import actions
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine
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


def titles(client: Client, query: str = "") -> set[str]:
    """The titles on a page of the list."""
    return {line.row.title for line in client.get(f"/desk/articles/{query}").context["lines"]}


def piece(magazine: SmallMagazine, headline: str, **plan: object) -> Piece:
    draft = magazine.draft(headline)
    return actions.plan(Piece.objects.get(pk=draft.pk), acting_user=None, **plan)  # type: ignore[arg-type]


def test_a_row_says_where_a_piece_stands_who_has_it_and_what_is_missing(
    desk: Client, magazine: SmallMagazine, wanda: User
) -> None:
    piece(magazine, "Snow TK", assignee=wanda, due_at=timezone.now() - timedelta(days=1), commissioned_words=900)
    page = desk.get("/desk/articles/").content.decode()
    for words in ("Snow TK", "Wanda", "/900", "1 TK", "Culture", "Has no lead picture", "piece__late"):
        assert words in page, words


def test_the_list_is_narrowed_by_state_person_issue_and_words(
    desk: Client, magazine: SmallMagazine, edda: User, wanda: User
) -> None:
    snow, ferry = piece(magazine, "Snow on the quay", assignee=wanda), piece(magazine, "The ferry")
    late = piece(magazine, "Too late", due_at=timezone.now() - timedelta(hours=1))
    magazine.article("Out already")
    actions.hold(ferry, acting_user=None)
    issue = beginning.begin_issue(number="7", dated_on=timezone.localdate(), acting_user=edda)
    arranging.place(issue, [ferry.pk], acting_user=edda)

    assert titles(desk) == {snow.title, ferry.title, late.title}
    assert titles(desk, "?show=hold") == {ferry.title}
    assert titles(desk, "?show=late") == {late.title}
    assert titles(desk, "?show=live") == {"Out already"}
    assert titles(desk, f"?who={wanda.pk}") == {snow.title}
    assert titles(desk, "?who=nobody&q=ferry") == {ferry.title}
    assert titles(desk, "?issue=7") == {ferry.title}
    assert titles(desk, f"?section={magazine.culture.pk}&show=all&q=out") == {"Out already"}
    assert titles(desk, "?show=nonsense&section=x&p=-3&sort=y&who=zz") == titles(desk)


def test_a_writer_opens_what_is_theirs_and_ticks_nothing_else(
    client: Client, magazine: SmallMagazine, wanda: User, edda: User
) -> None:
    own, other = magazine.draft("Mine", owner=wanda), magazine.draft("Another's", owner=edda)
    client.force_login(wanda)
    page = client.get("/desk/articles/").content.decode()
    assert f"/desk/pages/{own.pk}/edit/" in page
    assert f"/desk/pages/{other.pk}/edit/" not in page
    assert f'name="piece" value="{other.pk}"' not in page


def test_several_are_given_to_somebody_and_are_due_at_once(desk: Client, magazine: SmallMagazine, wanda: User) -> None:
    chosen = [piece(magazine, headline).pk for headline in ("One", "Two")]
    desk.post("/desk/articles/", {"piece": chosen, "act": "who", "who": wanda.pk})
    desk.post("/desk/articles/?show=all", {"piece": chosen, "act": "due", "due": "24 dec 2030 17:30"})
    rows = Piece.objects.filter(pk__in=chosen)
    assert {row.assignee for row in rows} == {wanda}
    assert all(row.due_at and row.due_at.year == 2030 for row in rows)


def test_an_act_on_several_is_taken_back_but_not_what_somebody_changed_since(
    desk: Client, magazine: SmallMagazine, wanda: User
) -> None:
    chosen = [piece(magazine, headline) for headline in ("One", "Two", "Three")]
    numbers = [each.pk for each in chosen]
    desk.post("/desk/articles/", {"piece": numbers, "act": "stage", "stage": "hold"})
    actions.plan(Piece.objects.get(pk=numbers[2]), acting_user=None, commissioned_words=5)
    assert "Just now: 3 articles" in desk.get("/desk/articles/").content.decode()

    desk.post("/desk/articles/", {"act": "undo"})

    stages = [Piece.objects.get(pk=number).stage for number in numbers]
    assert stages == [Stage.WRITING, Stage.WRITING, Stage.HOLD]
    desk.post("/desk/articles/", {"piece": numbers[:2], "act": "who", "who": wanda.pk})
    desk.post("/desk/articles/", {"act": "undo"})
    assert not Piece.objects.filter(assignee=wanda).exists()


def test_what_would_not_change_is_said_first_and_the_rest_is_done(desk: Client, magazine: SmallMagazine) -> None:
    good, live = piece(magazine, "Never to be"), magazine.article("Out already")
    form = {"piece": [good.pk, live.pk], "act": "stage", "stage": "killed"}

    asked_first = desk.post("/desk/articles/", form).content.decode()
    assert "1 article would be" in asked_first
    assert "is public and cannot be killed" in asked_first
    assert Piece.objects.get(pk=good.pk).stage == Stage.WRITING

    desk.post("/desk/articles/", {**form, "piece": [good.pk], "sure": "1"})
    assert Piece.objects.get(pk=good.pk).stage == Stage.KILLED


def test_an_act_on_pieces_of_others_is_refused(
    client: Client, magazine: SmallMagazine, wanda: User, edda: User
) -> None:
    other = piece(magazine, "Another's")
    client.force_login(wanda)
    client.post("/desk/articles/", {"piece": [other.pk], "act": "who", "who": wanda.pk, "sure": "1"})
    client.post("/desk/articles/", {"piece": [other.pk], "act": "stage", "stage": "pitch", "sure": "1"})
    assert Piece.objects.get(pk=other.pk).assignee is None
    assert Piece.objects.get(pk=other.pk).stage == Stage.WRITING


def test_a_long_list_is_paged_and_asks_no_more_than_a_short_one(
    desk: Client,
    magazine: SmallMagazine,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    piece(magazine, "First")
    desk.get("/desk/articles/")
    with django_assert_max_num_queries(60) as few:
        desk.get("/desk/articles/")
    for number in range(6):
        piece(magazine, f"Piece {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get("/desk/articles/")
    monkeypatch.setattr(asked, "PER_PAGE", 4)
    assert len(titles(desk)) == 4
    assert len(titles(desk, "?p=2")) == 3
    assert not titles(desk) & titles(desk, "?p=2")
