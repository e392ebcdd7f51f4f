"""The issue board without a script: every act is a form."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from masthead.issues import arranging, drafts
from masthead.issues.models import Issue, Production
from masthead.issues.running_order import order_of
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def edda(magazine: SmallMagazine) -> User:
    return a_user("Edda")


@pytest.fixture
def desk(client: Client, edda: User) -> Client:
    client.force_login(edda)
    return client


@pytest.fixture
def issue(magazine: SmallMagazine) -> Issue:
    """Issue 12, with Alder and Birch."""
    return magazine.issue("12", [magazine.article("Alder"), magazine.article("Birch")])


def ready(magazine: SmallMagazine, *titles: str) -> list[int]:
    """Drafts that are ready and in no issue."""
    found = []
    for title in titles:
        article = magazine.draft(title)
        words = {"title": title, "stage": Stage.READY, "section_title": "Culture", "sought_in": title.casefold()}
        Piece.objects.update_or_create(article=article, defaults={**words, "is_open": True})
        found.append(article.pk)
    return found


def board(desk: Client, issue: Issue, query: str = "") -> str:
    return desk.get(f"/desk/issues/{issue.pk}/board/{query}").content.decode()


def version(page: str) -> str:
    found = re.search(r'data-version="(\w+)"', page)
    assert found
    return found[1]


def titles(issue: Issue) -> list[str]:
    return [entry.title for entry in order_of(drafts.draft_of(Issue.objects.get(pk=issue.pk)))]


def act(desk: Client, issue: Issue, **data: object) -> str:
    answer = desk.post(f"/desk/issues/{issue.pk}/board/", data, follow=True)
    return answer.content.decode()


def test_the_tray_holds_what_is_ready_and_all_of_it_is_placed_at_once(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    numbers = ready(magazine, "Cedar", "Dogwood")
    page = board(desk, issue)
    assert "Place all" in page

    page = act(desk, issue, act="place", piece=numbers, expected_version=version(page))

    assert "Placed 2 pieces." in page
    assert titles(issue) == ["Alder", "Birch", "Cedar", "Dogwood"]
    assert "Place all" not in page


def test_a_piece_moves_by_its_form_and_back_by_undo(desk: Client, issue: Issue) -> None:
    key = f"a{order_of(issue)[1].article_id}"
    page = act(desk, issue, act=f"move:{key}", position="1")
    assert titles(issue) == ["Birch", "Alder"]

    undo = re.search(r'value="(undo:[^"]+)"', page)
    assert undo
    assert "Undone: Moved “Birch” to position 1 of 2." in act(desk, issue, act=undo[1])
    assert titles(issue) == ["Alder", "Birch"]


def test_two_are_swapped_and_several_taken_out(desk: Client, issue: Issue) -> None:
    keys = [f"a{entry.article_id}" for entry in order_of(issue)]
    act(desk, issue, act="swap", key=keys)
    assert titles(issue) == ["Birch", "Alder"]

    act(desk, issue, act="unplace", key=keys)
    assert titles(issue) == []


def test_what_a_piece_says_in_this_issue_is_edited_in_its_row(desk: Client, issue: Issue) -> None:
    key = f"a{order_of(issue)[0].article_id}"
    page = act(
        desk, issue, act=f"edit:{key}", kicker="Trees", page_number="7", section_label="Wood", is_cover_story="on"
    )
    assert "Trees" in page
    entry = order_of(drafts.draft_of(Issue.objects.get(pk=issue.pk)))[0]
    assert (entry.section_label, entry.page_number, entry.is_cover_story) == ("Wood", "7", True)


def test_a_clash_says_whose_change_it_was_and_offers_mine_again(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    seen = version(board(desk, issue))
    arranging.place(issue, ready(magazine, "Cedar"), acting_user=a_user("Emil"))
    key = f"a{order_of(issue)[0].article_id}"

    answer = desk.post(f"/desk/issues/{issue.pk}/board/", {"act": f"unplace:{key}", "expected_version": seen})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Emil changed this issue" in page
    assert "Do mine again" in page
    assert titles(issue) == ["Alder", "Birch", "Cedar"]
    again = dict(
        re.findall(r'<input type="hidden" name="(act|expected_version)" value="([^"]+)">', page.split("board-clash")[1])
    )
    act(desk, issue, **again)
    assert titles(issue) == ["Birch", "Cedar"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"act": "drop-table"},
        {"act": "move:a1"},
        {"act": "move:a1", "position": "x"},
        {"act": "move:a1", "position": "9" * 40},
        {"act": "place:-1"},
        {"act": "place:nobody"},
        {"act": "swap", "key": ["a1"]},
        {"act": "undo:guessed"},
        {"act": "number-pages"},
        {"act": "edit:<script>", "kicker": "x"},
    ],
)
def test_nonsense_is_refused_with_a_sentence(desk: Client, issue: Issue, data: dict[str, object]) -> None:
    before = titles(issue)
    answer = desk.post(f"/desk/issues/{issue.pk}/board/", data, follow=True)

    assert answer.status_code == 200
    assert titles(issue) == before


def test_pieces_are_found_by_typing_and_say_where_they_stand(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    numbers = ready(magazine, "Cedar of Lebanon", "Dogwood")
    magazine.issue("11", [])
    arranging.place(issue, numbers[:1], acting_user=a_user("Emil"))

    page = board(desk, issue, "?q=lebanon+CEDAR")
    assert "in this issue" in page
    assert "Dogwood" not in page
    assert "Nothing has all these words" in board(desk, issue, "?q=%25%27%22%3Cx")


def test_a_piece_that_stands_elsewhere_says_so(desk: Client, issue: Issue, magazine: SmallMagazine) -> None:
    article = order_of(issue)[0].article
    assert article is not None
    magazine.issue("11", [article])

    assert "also in No. 11" in board(desk, issue)


def test_a_script_gets_the_board_alone_and_nothing_when_nothing_changed(desk: Client, issue: Issue) -> None:
    headers = {"X-Masthead": "fragment"}
    page = desk.get(f"/desk/issues/{issue.pk}/board/", headers=headers).content.decode()
    assert "<html" not in page
    known = desk.get(f"/desk/issues/{issue.pk}/board/?known={version(page)}", headers=headers)
    assert known.status_code == 204


def test_the_board_is_for_those_who_arrange(client: Client, issue: Issue) -> None:
    for role in (Role.WRITER, Role.SUB_EDITOR, Role.PICTURE_EDITOR):
        client.force_login(a_user(f"Some {role}".replace(" ", "-"), role=role))
        for name in ("board", "cover", "plan", "launch"):
            assert client.get(f"/desk/issues/{issue.pk}/{name}/").status_code == 302
        assert client.post(f"/desk/issues/{issue.pk}/board/", {"act": "place:1"}).status_code == 302


def test_the_next_issue_is_begun_in_a_form_that_is_filled_in(desk: Client, magazine: SmallMagazine) -> None:
    last = magazine.issue("7", [magazine.article("Alder")], dated_on=date(2026, 11, 1))
    page = desk.get(f"/desk/issues/new/?like={last.pk}").content.decode()
    assert 'value="8"' in page
    assert "Features" in page

    desk.post(
        f"/desk/issues/new/?like={last.pk}", {"number": "8", "dated_on": "2026-12-01", "period_label": "December"}
    )

    made = Issue.objects.get(number="8")
    assert [row.label for row in made.departments.all()] == ["Features"]
    assert made.production.state == Production.State.PRODUCTION


def test_a_back_issue_is_shown_before_it_is_made(desk: Client, magazine: SmallMagazine) -> None:
    facts = {
        "number": "1",
        "dated_on": "1999-05-01",
        "text": "Features:\nThe long winter\tInes Corbeau\t12\n\tNobody",
    }
    page = desk.post("/desk/issues/back-issue/", {**facts, "create": "1"}).content.decode()
    assert "Line 3:" in page
    assert not Issue.objects.exists()

    facts["text"] = "Features:\nThe long winter · Ines Corbeau · 12"
    page = desk.post("/desk/issues/back-issue/", facts).content.decode()
    assert "1 piece was understood" in page
    assert not Issue.objects.exists()

    desk.post("/desk/issues/back-issue/", {**facts, "create": "1", "is_public_at_once": "on"})
    made = Issue.objects.get(number="1")
    assert made.live
    assert made.is_contents_only
    assert [entry.title for entry in made.contents.all()] == ["The long winter"]


def test_the_cover_is_tried_out_and_then_saved(desk: Client, issue: Issue) -> None:
    picture = a_picture(alt="", licence="")
    alder, key = (f"a{entry.article_id}" for entry in order_of(issue))
    facts = {
        "cover": picture.pk,
        "place": "bottom-start",
        "ink": "light",
        "piece": [alder, key],
        "line": ["", "Birches, at last"],
        "suggested": [alder, ""],
        "alt": "Trees",
        "licence": "own",
    }
    headers = {"X-Masthead": "fragment"}
    page = desk.post(f"/desk/issues/{issue.pk}/cover/", {**facts, "act": "preview"}, headers=headers).content.decode()
    assert "Birches, at last" in page
    assert 'data-lacking="alt licence"' in page
    assert ": 1</span>" in page
    assert drafts.draft_of(Issue.objects.get(pk=issue.pk)).cover_id is None

    desk.post(f"/desk/issues/{issue.pk}/cover/", {**facts, "act": "save"})
    found = drafts.draft_of(Issue.objects.get(pk=issue.pk))
    assert found.cover_id == picture.pk
    assert [entry.cover_line for entry in order_of(found)] == ["", "Birches, at last"]
    picture.refresh_from_db()
    assert (picture.alt, picture.licence) == ("Trees", "own")


@pytest.mark.parametrize(
    ("pieces", "lines", "said"),
    [
        ([1], [""], "Write the line for “Birch”, or choose no piece."),
        ([None], ["Trees!"], "Choose the piece that “Trees!” belongs to."),
        ([1, 1], ["Trees!", "More trees"], "“Birch” has a line above. A piece has one."),
    ],
)
def test_a_line_without_its_piece_and_a_piece_without_its_line_are_named(
    desk: Client, issue: Issue, pieces: list[int | None], lines: list[str], said: str
) -> None:
    entries = order_of(issue)
    keys = ["" if place is None else f"a{entries[place].article_id}" for place in pieces]
    facts = {"place": "beside", "ink": "light", "act": "save", "piece": keys, "line": lines}

    page = desk.post(f"/desk/issues/{issue.pk}/cover/", facts).content.decode()

    assert page.count(said) == 2
    assert all(f'value="{line}"' in page for line in lines)
    assert drafts.version_of(drafts.draft_of(Issue.objects.get(pk=issue.pk))) == drafts.version_of(issue)


def test_cover_lines_change_places_and_get_another_row_without_a_script(desk: Client, issue: Issue) -> None:
    address, facts = f"/desk/issues/{issue.pk}/cover/", {"piece": ["", ""], "line": ["One", "Two"]}

    page = desk.post(address, {**facts, "act": "down:0"}).content.decode()
    assert page.index('value="Two"') < page.index('value="One"')

    assert "Cover line <span" in desk.post(address, {**facts, "act": "more"}).content.decode().split('value="Two"')[1]
    assert desk.post(address, {**facts, "act": "up:99999999999999999999"}).status_code == 200


def test_the_plan_is_changed_in_a_table(desk: Client, issue: Issue) -> None:
    rows = {
        "was": ["", ""], "label": ["Letters", "Features"], "expected": ["1", "2"], "order": ["2", "1"], "locked": ["0"],
    }  # fmt: skip
    desk.post(f"/desk/issues/{issue.pk}/plan/", rows)

    found = drafts.draft_of(Issue.objects.get(pk=issue.pk))
    assert [(row.label, row.expected_count, row.is_locked) for row in found.departments.all()] == [
        ("Features", 2, False),
        ("Letters", 1, True),
    ]


def test_the_board_asks_no_more_for_forty_pieces_than_for_two(
    desk: Client,
    issue: Issue,
    magazine: SmallMagazine,
    edda: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    board(desk, issue)
    with django_assert_max_num_queries(60) as few:
        board(desk, issue)
    arranging.place(issue, ready(magazine, *(f"Piece {number}" for number in range(38))), acting_user=edda)
    with django_assert_max_num_queries(len(few.captured_queries) + 3):
        board(desk, issue)


def test_the_list_asks_no_more_for_many_issues(
    desk: Client, issue: Issue, magazine: SmallMagazine, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get("/desk/issues/")
    with django_assert_max_num_queries(40) as few:
        assert "2 of 2" in desk.get("/desk/issues/").content.decode()
    for number in range(20, 32):
        magazine.issue(str(number), [magazine.article(f"Piece {number}")])
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        desk.get("/desk/issues/")
