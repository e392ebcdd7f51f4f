"""A piece goes through its steps; the last approval makes it ready and publishes nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, WorkflowState

from masthead.articles.models import Article, Section
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.planning import actions, queries
from masthead.planning.models import Kind, Notification, Piece, SectionSteps, Stage, Step
from masthead.planning.troubles import NoReview, NotSubmitted
from masthead.publishing import actions as publishing
from masthead.staff.models import SectionRole, User
from masthead.staff.roles import SECTION_STAFF, Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.planning.people import somebody

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """One person of each role, and a writer's article."""

    magazine: SmallMagazine
    writer: User
    sub: User
    pictures: User
    editor: User
    article: Article

    @property
    def piece(self) -> Piece:
        """The article's piece as it is now."""
        return Piece.objects.get(pk=self.article.pk)

    def told(self, user: User, kind: Kind) -> list[str]:
        """What somebody was told of a kind of thing."""
        return list(Notification.objects.filter(user=user, kind=kind).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def desk() -> Desk:
    """The usual desk."""
    magazine = a_small_magazine()
    writer = somebody("Wanda", Role.WRITER)
    article = magazine.draft(owner=writer)
    return Desk(
        magazine,
        writer,
        somebody("Sven", Role.SUB_EDITOR),
        somebody("Pia", Role.PICTURE_EDITOR),
        somebody("Edda", Role.EDITOR),
        article,
    )


def test_a_piece_goes_through_all_steps_and_is_ready_and_not_public(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    assert (desk.piece.step, desk.piece.stage) == (Step.COPY, Stage.WRITING)
    actions.pass_step(desk.article, acting_user=desk.editor)
    assert (desk.piece.step, desk.piece.stage) == (Step.SUB_EDIT, Stage.SUB_EDIT)
    actions.pass_step(desk.article, acting_user=desk.sub, note="Lovely.")
    assert (desk.piece.step, desk.piece.stage) == (Step.PICTURES, Stage.PICTURES)
    actions.pass_step(desk.article, acting_user=desk.pictures)
    assert (desk.piece.step, desk.piece.stage) == (Step.APPROVE, Stage.PICTURES)
    actions.pass_step(desk.article, acting_user=desk.editor)
    assert (desk.piece.step, desk.piece.stage, desk.piece.is_ready) == ("", Stage.READY, True)
    assert not Article.objects.get(pk=desk.article.pk).live
    verbs = AuditEntry.objects.filter(target_id=str(desk.article.pk), verb__in=["pass", "approve"])
    assert sorted(verbs.values_list("verb", flat=True)) == ["approve", "pass", "pass", "pass", "pass"]


def test_whoever_submitted_is_told_and_nobody_of_their_own_act(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    assert desk.told(desk.editor, Kind.SUBMITTED) == ["“A quiet winter” waits for you: Copy"]
    assert desk.told(desk.sub, Kind.SUBMITTED) == []
    for who in (desk.editor, desk.sub, desk.pictures, desk.editor):
        actions.pass_step(desk.article, acting_user=who)
    assert desk.told(desk.writer, Kind.APPROVED)[-1] == "“A quiet winter” is ready"
    assert len(desk.told(desk.writer, Kind.APPROVED)) == 4
    assert desk.told(desk.pictures, Kind.SUBMITTED) == ["“A quiet winter” waits for you: Pictures"]


def test_nobody_passes_a_step_of_somebody_elses(desk: Desk) -> None:
    SectionSteps.objects.create(steps=[Step.PICTURES, Step.APPROVE])
    actions.submit(desk.article, acting_user=desk.writer)
    for who in (desk.writer, desk.sub):
        with pytest.raises(ActionForbidden):
            actions.pass_step(desk.article, acting_user=who)
    actions.pass_step(desk.article, acting_user=desk.pictures)
    with pytest.raises(ActionForbidden):
        actions.pass_step(desk.article, acting_user=desk.pictures)
    assert desk.piece.step == Step.APPROVE


def test_a_role_on_a_section_passes_there_and_nowhere_else(desk: Desk) -> None:
    sport = Section(title="Sport", slug="sport", live=False)
    Page.objects.get(pk=desk.magazine.tree.front.pk).add_child(instance=sport)
    tennis = Section(title="Tennis", slug="tennis", live=False)
    sport.add_child(instance=tennis)
    ulla = a_user("Ulla", role=Role.WRITER)
    ulla.groups.set([Group.objects.get(name=SECTION_STAFF)])
    SectionRole.objects.create(user=ulla, group=Group.objects.get(name=Role.SUB_EDITOR), section=sport)
    SectionSteps.objects.create(steps=[Step.SUB_EDIT, Step.APPROVE])
    game, match = desk.magazine.draft("The game", section=sport), desk.magazine.draft("The match", section=tennis)
    for article in (game, match, desk.article):
        actions.submit(article, acting_user=desk.editor)

    ulla = User.objects.get(pk=ulla.pk)
    assert [row.piece.title for row in queries.waiting_for(ulla).to_pass] == ["The game", "The match"]
    assert sorted(Notification.objects.filter(user=ulla).values_list("text", flat=True)) == [
        "“The game” waits for you: Sub-edit",
        "“The match” waits for you: Sub-edit",
    ]
    for article in (game, desk.article):
        actions.assign(article, Step.SUB_EDIT, assignee=None, acting_user=desk.editor)
    assert [row.page_id for row in queries.waiting_for(ulla).to_answer] == [game.pk]
    actions.pass_step(match, acting_user=ulla)
    with pytest.raises(ActionForbidden):
        actions.pass_step(desk.article, acting_user=ulla)
    with pytest.raises(ActionForbidden):
        actions.pass_step(match, acting_user=ulla)  # now at the approval


def test_sent_back_with_a_note_it_comes_to_the_same_step_again(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    actions.pass_step(desk.article, acting_user=desk.editor)
    actions.send_back(desk.article, acting_user=desk.sub, note="Who spoke?")
    assert (desk.piece.stage, desk.piece.is_sent_back) == (Stage.WRITING, True)
    told = Notification.objects.get(user=desk.writer, kind=Kind.SENT_BACK)
    assert (told.text, told.note, told.by_label) == ("“A quiet winter” is sent back: Sub-edit", "Who spoke?", "Sven")
    assert [piece.pk for piece in queries.waiting_for(desk.writer).sent_back] == [desk.article.pk]

    article = Article.objects.get(pk=desk.article.pk)
    article.standfirst = "The wind spoke."
    article.save_revision(user=desk.writer)
    actions.submit(article, acting_user=desk.writer)
    assert (desk.piece.step, desk.piece.stage, desk.piece.is_sent_back) == (Step.SUB_EDIT, Stage.SUB_EDIT, False)
    assert queries.waiting_for(desk.writer).sent_back == []


def test_what_a_step_edits_asks_for_no_earlier_step_again(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    actions.pass_step(desk.article, acting_user=desk.editor)
    article = Article.objects.get(pk=desk.article.pk)
    article.standfirst = "Shorter."
    article.save_revision(user=desk.sub)
    actions.pass_step(article, acting_user=desk.sub)
    assert desk.piece.step == Step.PICTURES


def test_nothing_is_submitted_with_a_picture_that_nobody_is_credited_for(desk: Desk) -> None:
    article = desk.magazine.draft(
        "Snow", owner=desk.writer, hero_picture=a_picture("Snow", creator="", agency="", alt="")
    )
    with pytest.raises(NotSubmitted, match="“Snow” was not submitted"):
        actions.submit(article, acting_user=desk.writer)
    assert Piece.objects.get(pk=article.pk).step == ""


def test_an_approved_piece_is_ready_only_when_nothing_blocks_it(desk: Desk) -> None:
    SectionSteps.objects.create(steps=[Step.APPROVE])
    picture = a_picture(alt="")
    article = Article.objects.get(pk=desk.article.pk)
    article.hero_picture = picture
    article.save_revision(user=desk.writer)
    actions.submit(article, acting_user=desk.writer)
    actions.pass_step(article, acting_user=desk.editor)
    assert (desk.piece.stage, desk.piece.blocks_count) == (Stage.PICTURES, 1)
    assert desk.told(desk.writer, Kind.APPROVED) == ["“A quiet winter” is approved; 1 thing still stands in the way"]

    picture.alt = "A harbour at dusk"
    picture.save()
    actions.rebuild([article.pk])
    assert desk.piece.stage == Stage.READY


def test_what_a_writer_changes_after_the_approval_asks_for_the_last_step_again(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    for who in (desk.editor, desk.sub, desk.pictures, desk.editor):
        actions.pass_step(desk.article, acting_user=who)
    article = Article.objects.get(pk=desk.article.pk)
    article.save_revision(user=desk.writer)
    assert desk.piece.stage == Stage.READY, "nothing was changed"
    article.standfirst = "Something else altogether."
    article.save_revision(user=desk.writer)
    assert desk.piece.stage == Stage.WRITING
    actions.submit(article, acting_user=desk.writer)
    assert desk.piece.step == Step.APPROVE
    actions.pass_step(article, acting_user=desk.editor)
    assert desk.piece.stage == Stage.READY


def test_what_an_editor_changes_after_the_approval_is_approved(desk: Desk) -> None:
    SectionSteps.objects.create(steps=[Step.APPROVE])
    actions.submit(desk.article, acting_user=desk.writer)
    actions.pass_step(desk.article, acting_user=desk.editor)
    article = Article.objects.get(pk=desk.article.pk)
    article.standfirst = "A comma, gone."
    article.save_revision(user=desk.editor)
    assert desk.piece.stage == Stage.READY


def test_publishing_ends_the_review(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    actions.assign(desk.article, Step.PICTURES, assignee=desk.pictures, acting_user=desk.editor)
    publishing.publish(Article.objects.get(pk=desk.article.pk), acting_user=desk.editor)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert (desk.piece.step, desk.piece.stage, desk.piece.is_open) == ("", Stage.READY, False)
    assert queries.open_assignments([desk.article.pk]) == {}


def test_a_section_has_the_steps_that_were_chosen_for_it(desk: Desk) -> None:
    publisher = somebody("Paul", Role.PUBLISHER)
    assert queries.steps_for(desk.article) == [Step.COPY, Step.SUB_EDIT, Step.PICTURES, Step.APPROVE]
    actions.set_steps(None, [Step.APPROVE, Step.COPY], acting_user=publisher)
    assert queries.steps_for(desk.article) == [Step.COPY, Step.APPROVE]
    actions.set_steps(desk.magazine.culture, [Step.PICTURES], acting_user=publisher)
    assert queries.steps_for(desk.article) == [Step.PICTURES]
    actions.set_steps(desk.magazine.culture, None, acting_user=publisher)
    assert queries.steps_for(desk.article) == [Step.COPY, Step.APPROVE]
    with pytest.raises(ActionForbidden):
        actions.set_steps(None, [], acting_user=desk.writer)


def test_without_steps_there_is_nothing_to_submit_to(desk: Desk) -> None:
    SectionSteps.objects.create(section=desk.magazine.culture, steps=[])
    assert not desk.article.has_workflow
    with pytest.raises(NoReview):
        actions.submit(desk.article, acting_user=desk.writer)


def test_a_writer_may_not_change_what_is_in_review_and_those_who_review_may(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    lock = Article.objects.get(pk=desk.article.pk).get_lock()
    assert lock is not None
    locked = {user.username: lock.for_user(user) for user in (desk.writer, desk.sub, desk.pictures, desk.editor)}
    assert locked == {"wanda": True, "sven": False, "pia": False, "edda": False}


def test_wagtails_own_mails_are_not_sent(desk: Desk) -> None:
    actions.submit(desk.article, acting_user=desk.writer)
    actions.send_back(desk.article, acting_user=desk.editor, note="No.")
    actions.submit(Article.objects.get(pk=desk.article.pk), acting_user=desk.writer)
    for who in (desk.editor, desk.sub, desk.pictures, desk.editor):
        actions.pass_step(desk.article, acting_user=who)
    assert mail.outbox == []


def test_wagtails_buttons_ask_the_same_rights(desk: Desk, client) -> None:  # type: ignore[no-untyped-def]
    SectionSteps.objects.create(steps=[Step.PICTURES])
    state = actions.submit(desk.article, acting_user=desk.writer).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(desk.article.pk, "approve", state.pk))
    for who, status in ((desk.writer, 302), (desk.sub, 302)):
        client.force_login(who)
        assert client.post(address, {"comment": ""}).status_code == status
        assert desk.piece.step == Step.PICTURES
    client.force_login(desk.pictures)
    client.post(address, {"comment": "Good pictures."})
    assert desk.piece.stage == Stage.READY
