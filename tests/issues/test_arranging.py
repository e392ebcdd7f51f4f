"""Arranging an issue: placing, moving, swapping, undoing, and two editors at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Revision

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.issues import arranging, drafts, editing
from masthead.issues.arranging import CannotUndo, ChangedMeanwhile, NotSaid
from masthead.issues.editing import CoverLook, PlannedDepartment
from masthead.issues.models import ContentsEntry, Issue, UndoableAct
from masthead.issues.running_order import DepartmentLocked, NotInTheIssue, Spot, keyed, order_of, runs_of
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def pieces(magazine: SmallMagazine) -> list[Article]:
    return [magazine.draft(name) for name in ("Alder", "Birch", "Cedar", "Dogwood")]


@pytest.fixture
def issue(magazine: SmallMagazine, pieces: list[Article]) -> Issue:
    """An issue with Alder, Birch and Cedar under Features."""
    return magazine.issue("12", pieces[:3])


def draft(issue: Issue) -> Issue:
    return drafts.draft_of(Issue.objects.get(pk=issue.pk))


def titles(issue: Issue) -> list[str]:
    return [entry.title for entry in order_of(draft(issue))]


def labels(issue: Issue) -> list[str]:
    return [entry.section_label for entry in order_of(draft(issue))]


def key(article: Article) -> str:
    return f"a{article.pk}"


def test_a_piece_is_placed_at_the_end_of_its_section(issue: Issue, pieces: list[Article]) -> None:
    done = arranging.place(issue, [pieces[3].pk], acting_user=a_user("Edda"))

    assert titles(issue) == ["Alder", "Birch", "Cedar", "Dogwood"]
    assert labels(issue) == ["Features", "Features", "Features", "Culture"]
    assert done.said == "Placed “Dogwood”."


def test_nothing_of_it_is_seen_by_readers(issue: Issue, pieces: list[Article]) -> None:
    arranging.place(issue, [pieces[3].pk], acting_user=a_user("Edda"))

    assert [entry.title for entry in Issue.objects.get(pk=issue.pk).contents.all()] == ["Alder", "Birch", "Cedar"]


def test_a_piece_is_placed_only_once(issue: Issue, pieces: list[Article]) -> None:
    done = arranging.place(issue, [pieces[0].pk, pieces[0].pk], acting_user=a_user("Edda"))

    assert titles(issue) == ["Alder", "Birch", "Cedar"]
    assert done.undo_token == ""


def test_a_piece_can_be_placed_before_another(issue: Issue, pieces: list[Article]) -> None:
    spot = Spot(before=key(pieces[1]))
    arranging.place(issue, [pieces[3].pk], spot=spot, acting_user=a_user("Edda"))

    assert titles(issue) == ["Alder", "Dogwood", "Birch", "Cedar"]
    assert labels(issue) == ["Features"] * 4


def test_inserting_pushes_and_swapping_does_not(issue: Issue, pieces: list[Article]) -> None:
    arranging.move(issue, [key(pieces[2])], Spot(before=key(pieces[0])), acting_user=a_user("Edda"))
    assert titles(issue) == ["Cedar", "Alder", "Birch"]

    arranging.swap(issue, key(pieces[2]), key(pieces[1]), acting_user=a_user("Emil"))
    assert titles(issue) == ["Birch", "Alder", "Cedar"]


def test_several_pieces_move_together_and_keep_their_order(issue: Issue, pieces: list[Article]) -> None:
    chosen = [key(pieces[2]), key(pieces[0])]
    arranging.move(issue, chosen, Spot(label="Back"), acting_user=a_user("Edda"))

    assert titles(issue) == ["Birch", "Alder", "Cedar"]
    assert labels(issue) == ["Features", "Back", "Back"]


def test_a_piece_dropped_on_itself_stays(issue: Issue, pieces: list[Article]) -> None:
    done = arranging.move(issue, [key(pieces[1])], Spot(before=key(pieces[1])), acting_user=a_user("Edda"))

    assert titles(issue) == ["Alder", "Birch", "Cedar"]
    assert not done.undo_token


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (1, ["Cedar", "Alder", "Birch"]),
        (2, ["Alder", "Cedar", "Birch"]),
        (3, ["Alder", "Birch", "Cedar"]),
        (99, ["Alder", "Birch", "Cedar"]),
        (-5, ["Cedar", "Alder", "Birch"]),
    ],
)
def test_a_piece_moves_to_a_position(issue: Issue, pieces: list[Article], position: int, expected: list[str]) -> None:
    arranging.move_to_position(issue, [key(pieces[2])], position, acting_user=a_user("Edda"))

    assert titles(issue) == expected


def test_what_is_taken_out_loses_its_cover_line_and_the_article_stays(issue: Issue, pieces: list[Article]) -> None:
    arranging.unplace(issue, [key(pieces[0])], acting_user=a_user("Edda"))

    assert titles(issue) == ["Birch", "Cedar"]
    assert [entry.cover_line for entry in order_of(draft(issue))] == ["", ""]
    assert Article.objects.filter(pk=pieces[0].pk).exists()


def test_an_act_is_undone_by_its_token(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    before = drafts.version_of(draft(issue))
    done = arranging.unplace(issue, [key(pieces[0])], acting_user=edda)

    undone = arranging.undo(issue, done.undo_token, acting_user=edda)

    assert titles(issue) == ["Alder", "Birch", "Cedar"]
    assert order_of(draft(issue))[0].cover_line == "Alder!"
    assert undone.version == before


def test_acts_are_undone_one_after_the_other(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    first = arranging.move_to_position(issue, [key(pieces[2])], 1, acting_user=edda)
    second = arranging.place(issue, [pieces[3].pk], acting_user=edda)

    arranging.undo(issue, second.undo_token, acting_user=edda)
    latest = arranging.latest_undoable(issue, edda, drafts.version_of(draft(issue)))
    assert latest is not None
    assert latest.token == first.undo_token
    arranging.undo(issue, first.undo_token, acting_user=edda)

    assert titles(issue) == ["Alder", "Birch", "Cedar"]


def test_an_act_of_somebody_else_is_not_undone(issue: Issue, pieces: list[Article]) -> None:
    done = arranging.unplace(issue, [key(pieces[0])], acting_user=a_user("Edda"))

    with pytest.raises(CannotUndo):
        arranging.undo(issue, done.undo_token, acting_user=a_user("Emil"))


def test_after_somebody_changed_it_an_act_is_not_undone(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    done = arranging.unplace(issue, [key(pieces[0])], acting_user=edda)
    arranging.place(issue, [pieces[3].pk], acting_user=a_user("Emil"))

    with pytest.raises(CannotUndo, match="Emil changed the issue"):
        arranging.undo(issue, done.undo_token, acting_user=edda)
    assert titles(issue) == ["Birch", "Cedar", "Dogwood"]


def test_a_clash_names_who_changed_it_and_does_nothing(issue: Issue, pieces: list[Article]) -> None:
    seen = drafts.version_of(draft(issue))
    arranging.place(issue, [pieces[3].pk], acting_user=a_user("Emil"), expected_version=seen)

    with pytest.raises(ChangedMeanwhile, match="Emil changed this issue at"):
        arranging.unplace(issue, [key(pieces[0])], acting_user=a_user("Edda"), expected_version=seen)
    assert titles(issue) == ["Alder", "Birch", "Cedar", "Dogwood"]


def test_an_edit_of_the_letter_is_no_clash_and_is_not_lost(issue: Issue, pieces: list[Article]) -> None:
    seen = drafts.version_of(draft(issue))
    other = draft(issue)
    other.editors_letter = "<p>Dear readers</p>"
    other.save_revision(user=a_user("Emil"))

    arranging.unplace(issue, [key(pieces[0])], acting_user=a_user("Edda"), expected_version=seen)

    assert draft(issue).editors_letter == "<p>Dear readers</p>"
    assert titles(issue) == ["Birch", "Cedar"]


def test_many_moves_make_one_revision_until_somebody_else_comes(issue: Issue, pieces: list[Article]) -> None:
    edda, emil = a_user("Edda"), a_user("Emil")
    before = Revision.objects.for_instance(issue).count()
    for position in (1, 2, 3, 1):
        arranging.move_to_position(issue, [key(pieces[2])], position, acting_user=edda)
    assert Revision.objects.for_instance(issue).count() == before + 1

    arranging.place(issue, [pieces[3].pk], acting_user=emil)
    arranging.unplace(issue, [key(pieces[3])], acting_user=edda)
    assert Revision.objects.for_instance(issue).count() == before + 3


def test_a_revision_that_the_form_saved_or_that_is_old_is_never_written_over(
    issue: Issue, pieces: list[Article]
) -> None:
    edda = a_user("Edda")
    saved = draft(issue).save_revision(user=edda, log_action=True)
    arranging.unplace(issue, [key(pieces[0])], acting_user=edda)
    own = draft(issue).latest_revision
    assert own is not None
    assert own.pk != saved.pk

    Revision.objects.filter(pk=own.pk).update(created_at=timezone.now() - timedelta(hours=2))
    arranging.place(issue, [pieces[3].pk], acting_user=edda)
    newest = draft(issue).latest_revision
    assert newest is not None
    assert newest.pk != own.pk


def test_a_writer_may_not_arrange(issue: Issue, pieces: list[Article]) -> None:
    will = a_user("Will", role=Role.WRITER)

    acts: list[Callable[[], object]] = [
        lambda: arranging.place(issue, [pieces[3].pk], acting_user=will),
        lambda: arranging.unplace(issue, [key(pieces[0])], acting_user=will),
        lambda: arranging.move(issue, [key(pieces[0])], Spot(), acting_user=will),
        lambda: arranging.swap(issue, key(pieces[0]), key(pieces[1]), acting_user=will),
        lambda: editing.number_pages(issue, first_page=1, words_on_a_page=400, acting_user=will),
        lambda: editing.dress_cover(issue, CoverLook(None), [], acting_user=will),
        lambda: editing.plan_departments(issue, [], acting_user=will),
        lambda: editing.edit_entries(issue, {}, acting_user=will),
    ]
    for act in acts:
        with pytest.raises(ActionForbidden):
            act()
    assert UndoableAct.objects.count() == 0


def test_every_act_is_in_the_audit_trail(issue: Issue, pieces: list[Article]) -> None:
    arranging.place(issue, [pieces[3].pk], acting_user=a_user("Edda"))

    entry = AuditEntry.objects.get(verb="issue-place")
    assert (entry.user_label, entry.detail["said"]) == ("Edda", "Placed “Dogwood”.")


@pytest.mark.parametrize("bad", ["a999999", "", "a1 OR 1=1", "<script>", "t" + "0" * 10, "a" * 5000])
def test_a_key_that_is_nobodys_is_refused(issue: Issue, bad: str) -> None:
    edda = a_user("Edda")
    with pytest.raises(NotInTheIssue):
        arranging.unplace(issue, [bad], acting_user=edda)
    with pytest.raises((NotInTheIssue, NotSaid)):
        arranging.swap(issue, bad, bad, acting_user=edda)


def test_choosing_nothing_is_said(issue: Issue) -> None:
    with pytest.raises(NotSaid, match="Choose a piece"):
        arranging.unplace(issue, [], acting_user=a_user("Edda"))


def test_articles_that_are_gone_are_passed_over(issue: Issue) -> None:
    arranging.place(issue, [123456789], acting_user=a_user("Edda"))

    assert titles(issue) == ["Alder", "Birch", "Cedar"]


def test_an_entry_whose_article_was_deleted_is_left_out_of_the_draft(issue: Issue, pieces: list[Article]) -> None:
    pieces[1].delete()

    assert titles(issue) == ["Alder", "Cedar"]


def test_what_stands_in_a_locked_department_stays(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    editing.plan_departments(issue, [PlannedDepartment("Features", is_locked=True)], acting_user=edda)

    with pytest.raises(DepartmentLocked, match="Features"):
        arranging.move(issue, [key(pieces[2])], Spot(before=key(pieces[0])), acting_user=edda)
    with pytest.raises(DepartmentLocked):
        arranging.swap(issue, key(pieces[2]), key(pieces[0]), acting_user=edda)


def test_departments_stand_empty_until_something_is_placed_in_them(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    plan = [PlannedDepartment("Letters", 1), PlannedDepartment("Features"), PlannedDepartment("Culture", 2)]
    editing.plan_departments(issue, plan, acting_user=edda)
    assert [(run.label, len(run.entries), run.missing_count) for run in runs_of(draft(issue))] == [
        ("Letters", 0, 1),
        ("Features", 3, 0),
        ("Culture", 0, 2),
    ]

    arranging.move(issue, [key(pieces[2])], Spot(label="Letters"), acting_user=edda)
    assert [(run.label, len(run.entries)) for run in runs_of(draft(issue))][:2] == [("Letters", 1), ("Features", 2)]


def test_a_department_takes_its_pieces_along(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    arranging.place(issue, [pieces[3].pk], acting_user=edda)
    plan = [PlannedDepartment("Features"), PlannedDepartment("Culture")]
    editing.plan_departments(issue, plan, acting_user=edda)

    plan = [PlannedDepartment("Arts", was="Culture"), PlannedDepartment("Features", was="Features")]
    editing.plan_departments(issue, plan, acting_user=edda)

    assert titles(issue) == ["Dogwood", "Alder", "Birch", "Cedar"]
    assert labels(issue)[0] == "Arts"


def test_two_departments_of_one_name_are_refused(issue: Issue) -> None:
    with pytest.raises(NotSaid, match="same name"):
        editing.plan_departments(issue, [PlannedDepartment("A"), PlannedDepartment("a ")], acting_user=a_user("Edda"))


def test_fields_of_an_entry_are_set_and_a_value_that_is_too_long_is_named(issue: Issue, pieces: list[Article]) -> None:
    edda = a_user("Edda")
    values = {key(pieces[0]): {"kicker": " The\nwoods ", "page_number": "12", "is_cover_story": True}}
    editing.edit_entries(issue, values, acting_user=edda)
    entry = order_of(draft(issue))[0]
    assert (entry.kicker, entry.page_number, entry.is_cover_story) == ("The woods", "12", True)

    with pytest.raises(NotSaid, match=r"“Alder”, page: .* at most 10"):
        editing.edit_entries(issue, {key(pieces[0]): {"page_number": "x" * 11}}, acting_user=edda)
    with pytest.raises(NotSaid, match="no field"):
        editing.edit_entries(issue, {key(pieces[0]): {"issue_id": 1}}, acting_user=edda)


def test_pages_are_numbered_by_length_and_locked_ones_keep_theirs(issue: Issue, pieces: list[Article]) -> None:
    from masthead.planning.models import Piece

    for article, words in zip(pieces, (900, 100, 401), strict=False):
        Piece.objects.update_or_create(article=article, defaults={"title": article.title, "word_count": words})
    edda = a_user("Edda")
    editing.number_pages(issue, first_page=4, words_on_a_page=400, acting_user=edda)

    assert [entry.page_number for entry in order_of(draft(issue))] == ["4", "7", "8"]
    with pytest.raises(NotSaid):
        editing.number_pages(issue, first_page=0, words_on_a_page=400, acting_user=edda)


def test_the_cover_is_dressed_in_one_act_and_its_lines_keep_their_order(issue: Issue, pieces: list[Article]) -> None:
    picture = a_picture()
    look = CoverLook(picture.pk, place="top-end", ink="dark", has_shade=True, has_nameplate=True)
    lines = [(key(pieces[2]), "Cedar first"), (key(pieces[0]), "Then alder"), (key(pieces[1]), "  ")]
    done = editing.dress_cover(issue, look, lines, acting_user=a_user("Edda"))

    found = draft(issue)
    assert (found.cover_id, found.cover_place, found.cover_ink) == (picture.pk, "top-end", "dark")
    assert [(entry.cover_line, entry.cover_line_order) for entry in order_of(found)] == [
        ("Then alder", 2),
        ("", 0),
        ("Cedar first", 1),
    ]
    assert done.undo_token


@pytest.mark.parametrize(
    "look",
    [
        CoverLook(987654),
        CoverLook(None, place="middle"),
        CoverLook(None, ink="<b>"),
        CoverLook(None, subject="x" * 201),
    ],
)
def test_a_cover_that_cannot_be_is_refused(issue: Issue, look: CoverLook) -> None:
    with pytest.raises(NotSaid):
        editing.dress_cover(issue, look, [], acting_user=a_user("Edda"))


def test_pieces_that_are_only_named_have_keys_of_their_own() -> None:
    twins = [ContentsEntry(title_override="Poem"), ContentsEntry(title_override="Poem")]

    assert len(keyed(twins)) == 2


def test_a_move_among_sixty_is_quick_and_asks_no_more_than_among_three(
    magazine: SmallMagazine, issue: Issue, pieces: list[Article], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edda = a_user("Edda")
    many = [magazine.draft(f"Piece {number}") for number in range(57)]
    arranging.place(issue, [article.pk for article in many], acting_user=edda)

    started = time.perf_counter()
    with django_assert_max_num_queries(60):
        arranging.move_to_position(issue, [key(many[50])], 2, acting_user=edda)
    assert time.perf_counter() - started < 0.6, "aim: 0.15 s on a quiet machine"
    assert titles(issue)[1] == "Piece 50"
