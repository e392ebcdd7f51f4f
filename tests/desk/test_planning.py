"""Planning at the desk: a piece's screen, the acts on it, notifications, and the steps of sections."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.articles.models import Article, Section
from masthead.planning import actions, queries
from masthead.planning.models import Assignment, Kind, Notification, Piece, Stage, Step
from masthead.planning.queries import Ways
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine
from tests.desk.forms import article_form
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def edda() -> User:
    return somebody("Edda", Role.EDITOR)


@pytest.fixture
def wanda() -> User:
    return somebody("Wanda", Role.WRITER)


@pytest.fixture
def article(magazine: SmallMagazine, wanda: User) -> Article:
    return magazine.draft(owner=wanda)


def at(article: Article, act: str = "") -> str:
    return f"/desk/planning/{article.pk}/{act}"


def plan_form(article: Article, **changes: Any) -> dict[str, Any]:
    version = Piece.objects.get(pk=article.pk).version
    return {"version": version, "planned_precision": "day", "due_at": "", **changes}


def test_an_editor_plans_in_words_and_hears_the_moment_in_full(client: Client, edda: User, article: Article) -> None:
    client.force_login(edda)
    form = plan_form(
        article, assignee=edda.pk, due_at="24 dec 2030 17:30", planned_for="2030-12-01", commissioned_words=900
    )
    response = client.post(at(article), form, follow=True)
    assert "Due Tuesday 24 December 2030, 17:30 (" in response.content.decode()
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.assignee, piece.commissioned_words, str(piece.planned_for)) == (edda, 900, "2030-12-01")
    assert timezone.localtime(piece.due_at).strftime("%Y-%m-%d %H:%M") == "2030-12-24 17:30"


def test_words_that_mean_no_moment_are_shown_again_with_the_reason(
    client: Client, edda: User, article: Article
) -> None:
    client.force_login(edda)
    response = client.post(at(article), plan_form(article, due_at="when it snows"))
    assert response.status_code == 422
    assert "means no moment here" in response.content.decode()
    assert Piece.objects.get(pk=article.pk).due_at is None


def test_who_was_slower_hears_whose_change_it_was(client: Client, edda: User, article: Article) -> None:
    client.force_login(edda)
    form = plan_form(article, commissioned_words=900)
    actions.plan(Piece.objects.get(pk=article.pk), acting_user=somebody("Erik", Role.EDITOR), commissioned_words=400)
    response = client.post(at(article), form, follow=True, headers={"referer": f"http://testserver{at(article)}"})
    assert "Erik has changed the plan" in response.content.decode()
    assert Piece.objects.get(pk=article.pk).commissioned_words == 400


def test_a_piece_is_moved_held_and_revived(client: Client, edda: User, article: Article) -> None:
    client.force_login(edda)
    for asked, stage in (("pitch", Stage.PITCH), ("hold", Stage.HOLD), ("revive", Stage.PITCH), ("ready", Stage.READY)):
        client.post(at(article, "move/"), {"stage": asked})
        assert Piece.objects.get(pk=article.pk).stage == stage
    assert client.post(at(article, "move/"), {"stage": "live"}).status_code == 404


def test_somebody_is_assigned_and_answers(client: Client, edda: User, wanda: User, article: Article) -> None:
    client.force_login(edda)
    client.post(
        at(article, "assign/"), {"step": "write", "assignee": wanda.pk, "due_at": "tomorrow", "note": "900 words"}
    )
    row = Assignment.objects.get()
    assert (row.assignee, row.note, row.due_at is not None) == (wanda, "900 words", True)
    client.force_login(wanda)
    assert "Accept" in client.get(at(article)).content.decode()
    client.post(f"/desk/planning/assignments/{row.pk}/", {"answer": "accept"})
    row.refresh_from_db()
    assert row.state == Assignment.State.ACCEPTED
    assert client.post(f"/desk/planning/assignments/{row.pk}/", {"answer": "burn"}).status_code == 404


def test_a_review_goes_through_from_the_screen(client: Client, edda: User, wanda: User, article: Article) -> None:
    actions.set_steps(None, [Step.APPROVE], acting_user=None)
    client.force_login(wanda)
    client.post(at(article, "review/"), {"act": "submit"})
    client.force_login(edda)
    response = client.post(at(article, "review/"), {"act": "send_back"}, follow=True)
    assert "Say what has to be changed" in response.content.decode()
    client.post(at(article, "review/"), {"act": "send_back", "note": "Who spoke?"})
    assert Piece.objects.get(pk=article.pk).is_sent_back
    client.force_login(wanda)
    assert "Who spoke?" in client.get(at(article)).content.decode()
    client.post(at(article, "review/"), {"act": "submit"})
    client.force_login(edda)
    client.post(at(article, "review/"), {"act": "pass", "note": "Fine."})
    assert Piece.objects.get(pk=article.pk).stage == Stage.READY


def test_a_writer_submits_from_the_form_and_finds_it_locked(client: Client, wanda: User, article: Article) -> None:
    client.force_login(wanda)
    edit = f"/desk/pages/{article.pk}/edit/"
    client.post(edit, article_form(article, section=article.section_id, **{"action-submit": "1"}))
    piece = Piece.objects.get(pk=article.pk)
    assert piece.step == Step.COPY
    shown = client.get(edit).content.decode()
    assert "in review: Copy" in shown
    client.post(edit, article_form(article, title="Changed after all"))
    assert Piece.objects.get(pk=article.pk).title == "A quiet winter"


def test_the_form_submits_nothing_without_a_credit_and_keeps_what_was_typed(
    client: Client, wanda: User, article: Article
) -> None:
    picture = a_picture("Snow", creator="", agency="", uploaded_by_user=wanda)
    client.force_login(wanda)
    form = article_form(article, section=article.section_id, hero_picture=picture.pk, title="Typed")
    answer = client.post(f"/desk/pages/{article.pk}/edit/", {**form, "action-submit": "1"})
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "Not submitted: There is no credit for the lead picture." in said
    assert f"/desk/images/{picture.pk}/" in said
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.step, piece.title) == ("", "Typed")


def test_who_passes_a_step_in_the_form_is_told_what_comes_next(client: Client, edda: User, article: Article) -> None:
    actions.submit(Article.objects.get(pk=article.pk), acting_user=edda)
    client.force_login(edda)
    form = article_form(article, section=article.section_id)
    step = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    said = client.post(f"/desk/pages/{article.pk}/edit/", {**form, **step}, follow=True).content.decode()
    assert "“A quiet winter” is approved here. Next: Sub-edit." in said


def test_an_autosave_follows_into_the_row(client: Client, edda: User, article: Article) -> None:
    client.force_login(edda)
    form = article_form(article, title="A loud winter", section=article.section_id)
    response = client.post(
        f"/desk/pages/{article.pk}/edit/",
        form,
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    assert response.json()["success"]
    assert Piece.objects.get(pk=article.pk).title == "A loud winter"


def test_other_peoples_pieces_are_closed_to_a_writer(client: Client, magazine: SmallMagazine, wanda: User) -> None:
    other = magazine.draft("Not hers")
    client.force_login(wanda)
    for act in ("", "move/", "assign/", "review/"):
        client.post(at(other, act), {"stage": "pitch", "act": "submit", "step": "write"})
    piece = Piece.objects.get(pk=other.pk)
    assert (piece.stage, piece.step, piece.version) == (Stage.WRITING, "", 1)
    assert not Assignment.objects.exists()


def test_a_writer_assigns_nothing_even_on_her_own(client: Client, wanda: User, article: Article) -> None:
    client.force_login(wanda)
    client.post(at(article, "assign/"), {"step": "write", "assignee": wanda.pk})
    client.post(at(article), plan_form(article, commissioned_words=10))
    assert not Assignment.objects.exists()
    assert Piece.objects.get(pk=article.pk).commissioned_words is None


def test_notifications_are_listed_read_and_unread(client: Client, wanda: User, article: Article) -> None:
    actions.notify([wanda], Kind.APPROVED, page=article, text="“Ice” is ready", note="Lovely.")
    row = Notification.objects.get()
    client.force_login(wanda)
    shown = client.get("/desk/notifications/").content.decode()
    assert "“Ice” is ready" in shown
    assert "Notifications (1)" in shown
    response = client.get(f"/desk/notifications/{row.pk}/")
    assert response["location"] == f"/desk/pages/{article.pk}/edit/"
    assert queries.unread_count(wanda) == 0
    client.post("/desk/notifications/read/", {"number": row.pk, "unread": "1"})
    assert queries.unread_count(wanda) == 1
    client.post("/desk/notifications/read/")
    assert queries.unread_count(wanda) == 0
    assert "You have read everything" in client.get("/desk/notifications/?unread").content.decode()


def test_nobody_opens_anothers_notification(client: Client, edda: User, wanda: User) -> None:
    actions.notify([wanda], Kind.APPROVED, text="Ready")
    client.force_login(edda)
    assert client.get(f"/desk/notifications/{Notification.objects.get().pk}/").status_code == 404


def test_each_kind_is_switched_for_desk_and_mail(client: Client, wanda: User) -> None:
    client.force_login(wanda)
    assert "no mail server" in client.get("/desk/notifications/choices/").content.decode()
    client.post("/desk/notifications/choices/", {"at_desk": ["approved", "assigned"], "by_mail": ["assigned"]})
    chosen = queries.choices_of(wanda)
    assert (chosen[Kind.APPROVED], chosen[Kind.ASSIGNED], chosen[Kind.COMMENT]) == (
        Ways(at_desk=True, by_mail=False),
        Ways(at_desk=True, by_mail=True),
        Ways(at_desk=False, by_mail=False),
    )


def test_a_publisher_chooses_the_steps_of_a_section(client: Client, magazine: SmallMagazine, edda: User) -> None:
    steps = "/desk/planning/steps/"
    client.force_login(edda)
    client.post(steps, {"section": "all", "steps": ["approve"]})
    assert len(queries.all_steps()[None]) == 4
    client.force_login(somebody("Paul", Role.PUBLISHER))
    culture = str(magazine.culture.pk)
    client.post(steps, {"section": culture, "steps": ["approve", "pictures"]})
    assert queries.all_steps()[magazine.culture.pk] == [Step.PICTURES, Step.APPROVE]
    assert "Culture" in client.get(steps).content.decode()
    client.post(steps, {"section": culture, "as_all": "1"})
    assert magazine.culture.pk not in queries.all_steps()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_screens_ask_no_more_for_more_rows(client: Client, magazine: SmallMagazine, article: Article) -> None:
    paul = somebody("Paul", Role.PUBLISHER)
    client.force_login(paul)
    actions.notify([paul], Kind.APPROVED, page=article, text="Ready")
    actions.assign(article, Step.WRITE, assignee=paul, acting_user=None)
    addresses = ("/desk/notifications/", "/desk/planning/steps/", at(article), "/desk/notifications/choices/")
    before = [queries_of(client, address) for address in addresses]
    for number in range(12):
        actions.notify([paul], Kind.APPROVED, page=article, text=f"Ready {number}")
        section = Section(title=f"Section {number}", slug=f"section-{number}", live=False)
        magazine.culture.get_parent().add_child(instance=section)
    for step in (Step.COPY, Step.SUB_EDIT, Step.PICTURES):
        actions.assign(article, step, assignee=somebody(f"Person{step.name}", Role.EDITOR), acting_user=None)
    assert [queries_of(client, address) for address in addresses] == before
    assert max(before) <= 40, before
