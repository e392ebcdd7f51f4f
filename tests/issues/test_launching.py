"""An issue and everything in it goes before readers as one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.issues import actions, queries
from masthead.issues.actions import LaunchedAlready, LaunchRefused, NoProof
from masthead.issues.models import Issue, Launch, Production
from masthead.issues.readiness import readiness_of_proof
from masthead.jobs.models import OutboxEntry
from masthead.planning.models import Piece, Stage
from masthead.published import queries as published
from masthead.publishing import actions as publishing
from masthead.redirects.models import OldAddress
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, change, ready, three_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def test_the_issue_and_all_its_pieces_are_public_at_once(magazine: SmallMagazine, client: Client) -> None:
    pieces = three_pieces(magazine)
    issue, editor = an_issue_on_its_way(magazine, pieces), a_user("Egon")
    proof = actions.make_proof(issue, acting_user=editor)

    launch = actions.launch_issue(issue, acting_user=editor)

    assert launch.proof == proof
    assert (launch.state, launch.confirmed_by) == (Launch.State.LAUNCHED, editor)
    assert Production.objects.get(pk=issue.pk).state == Production.State.LAUNCHED
    latest = published.latest_issue()
    assert latest is not None
    assert latest.pk == issue.pk
    front, contents = client.get("/").content.decode(), client.get("/issues/issue-12/").content.decode()
    for piece in pieces:
        assert client.get(piece.address).status_code == 200
        assert piece.title in front
        assert piece.title in contents
    assert OutboxEntry.objects.filter(topic=actions.LAUNCHED).count() == 1
    assert AuditEntry.objects.get(verb="launch").detail["pages"] == sorted([issue.pk, *(piece.pk for piece in pieces)])


def test_what_stands_first_in_the_issue_is_the_newest(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    actions.make_proof(issue, acting_user=None)

    actions.launch_issue(issue, acting_user=None)

    assert [row.pk for row in published.newest("all", 3)] == [piece.pk for piece in pieces]


def test_what_was_proofed_goes_out_and_later_drafts_stay_drafts(magazine: SmallMagazine, client: Client) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    actions.make_proof(issue, acting_user=None)
    change(pieces[1], title="The quarrel, at length")
    late = magazine.draft("Too late for this one")
    draft = issue.get_latest_revision_as_object()
    draft.title = "Issue 12, revised"
    draft.contents.remove(draft.contents.all()[2])
    draft.save_revision()

    actions.launch_issue(issue, acting_user=None)

    quarrel, whole = Article.objects.get(pk=pieces[1].pk), Issue.objects.get(pk=issue.pk)
    assert (quarrel.title, whole.title) == ("The quarrel", "Issue 12")
    assert quarrel.has_unpublished_changes
    assert quarrel.get_latest_revision_as_object().title == "The quarrel, at length"
    assert whole.get_latest_revision_as_object().title == "Issue 12, revised"
    assert whole.contents.count() == 3
    assert not Article.objects.get(pk=pieces[0].pk).has_unpublished_changes
    assert not Article.objects.get(pk=late.pk).live
    assert client.get(pieces[2].address).status_code == 200


def test_a_draft_written_over_since_the_proof_does_not_go_out(magazine: SmallMagazine) -> None:
    editor = a_user("Egon")
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    revision = pieces[1].save_revision(user=editor)
    ready(*pieces)
    actions.make_proof(issue, acting_user=None)
    pieces[1].title = "Written over by autosave"
    pieces[1].save_revision(user=editor, overwrite_revision=revision)

    actions.launch_issue(issue, acting_user=None)

    quarrel = Article.objects.get(pk=pieces[1].pk)
    assert quarrel.title == "The quarrel"
    assert quarrel.has_unpublished_changes
    assert quarrel.get_latest_revision_as_object().title == "Written over by autosave"


def test_a_piece_that_is_out_already_is_left_as_it_is(magazine: SmallMagazine) -> None:
    ahead = magazine.article("Ahead of the issue")
    changed = magazine.article("Out, and changed since")
    change(changed, standfirst="Otherwise now.")
    issue = an_issue_on_its_way(magazine, [ahead, changed])
    actions.make_proof(issue, acting_user=None)

    launch = actions.launch_issue(issue, acting_user=None)

    assert Article.objects.get(pk=ahead.pk).last_published_at == ahead.last_published_at
    assert Article.objects.get(pk=changed.pk).standfirst == "Otherwise now."
    assert Article.objects.get(pk=changed.pk).first_published_at == changed.first_published_at
    assert set(launch.before["launched"]) == {str(changed.pk), str(issue.pk)}
    assert published.cards_by_id([ahead.pk])[ahead.pk].issues[0]["number"] == "12"


def test_every_piece_that_blocks_is_named_and_nothing_is_changed(magazine: SmallMagazine) -> None:
    sound, uncredited, unapproved, stopped = (
        magazine.draft("Sound"),
        magazine.draft("Uncredited", hero_picture=a_picture("Quay", creator="", agency="")),
        magazine.draft("Unapproved"),
        magazine.draft("Stopped"),
    )
    ready(sound, uncredited)
    Piece.objects.update_or_create(article=unapproved, defaults={"stage": Stage.SUB_EDIT})
    Piece.objects.update_or_create(article=stopped, defaults={"stage": Stage.KILLED})
    issue = an_issue_on_its_way(magazine, [sound, uncredited, unapproved, stopped])
    actions.make_proof(issue, acting_user=None)

    with pytest.raises(LaunchRefused) as refusal:
        actions.launch_issue(issue, acting_user=None)

    said = [finding.message for finding in refusal.value.findings]
    assert [text.split(":")[0] for text in said] == ["“Uncredited”", "“Unapproved”", "“Stopped”"]
    assert "There is no credit for the lead picture." in said[0]
    assert not Issue.objects.filter(live=True).exists()
    assert not Article.objects.filter(live=True).exists()
    assert not Launch.objects.exists()


def test_a_piece_approved_in_another_version_than_the_proof_has_is_named(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    Piece.objects.filter(pk=pieces[1].pk).update(stage=Stage.WRITING)
    issue = an_issue_on_its_way(magazine, pieces)
    actions.make_proof(issue, acting_user=None)
    ready(pieces[1])
    assert readiness_of_proof(issue.proofs.get()).is_ready
    ready(change(pieces[1], standfirst="Approved like this."))

    with pytest.raises(LaunchRefused, match="“The quarrel”: It was not approved when the proof was made"):
        actions.launch_issue(issue, acting_user=None)


def test_a_piece_stopped_since_the_proof_is_named(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    actions.make_proof(issue, acting_user=None)
    Piece.objects.filter(pk=pieces[2].pk).update(stage=Stage.HOLD)

    with pytest.raises(LaunchRefused, match="“A letter home”: It is not to go ahead"):
        actions.launch_issue(issue, acting_user=None)


def test_a_piece_deleted_since_the_proof_is_named(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    actions.make_proof(issue, acting_user=None)
    publishing.delete(pieces[1], acting_user=None)

    with pytest.raises(LaunchRefused, match="“The quarrel”: The article is deleted"):
        actions.launch_issue(Issue.objects.get(pk=issue.pk), acting_user=None)


def test_a_piece_taken_down_since_the_proof_is_named(magazine: SmallMagazine) -> None:
    ahead = magazine.article("Ahead of the issue")
    ready(ahead)
    issue = an_issue_on_its_way(magazine, [ahead])
    actions.make_proof(issue, acting_user=None)
    publishing.unpublish(ahead, acting_user=None)

    with pytest.raises(LaunchRefused, match="“Ahead of the issue”: It was taken down since the proof"):
        actions.launch_issue(issue, acting_user=None)

    assert not Article.objects.get(pk=ahead.pk).live


def test_the_second_of_two_who_launch_is_told_who_was_first(magazine: SmallMagazine) -> None:
    editor = a_user("Egon")
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    actions.make_proof(issue, acting_user=editor)
    actions.launch_issue(issue, acting_user=editor)

    with pytest.raises(LaunchedAlready, match="Egon launched it"):
        actions.launch_issue(issue, acting_user=a_user("Petra"))

    assert Launch.objects.count() == 1


def test_nothing_is_launched_without_a_proof(magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    with pytest.raises(NoProof):
        actions.launch_issue(issue, acting_user=None)
    proof = actions.make_proof(issue, acting_user=None)
    actions.withdraw_proof(proof, acting_user=None)

    with pytest.raises(NoProof, match="withdrawn"):
        actions.launch_issue(issue, acting_user=None, proof=proof)


@pytest.mark.parametrize("role", [Role.WRITER, Role.SUB_EDITOR, Role.PICTURE_EDITOR])
def test_who_may_not_launch_is_refused(magazine: SmallMagazine, role: Role) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    actions.make_proof(issue, acting_user=None)
    somebody = a_user("Sara", role=role)

    with pytest.raises(ActionForbidden):
        actions.launch_issue(issue, acting_user=somebody)
    with pytest.raises(ActionForbidden):
        actions.schedule_launch(issue, at=timezone.now() + timedelta(hours=1), acting_user=somebody)

    assert not Article.objects.filter(live=True).exists()


def test_a_slug_changed_in_the_proof_leaves_a_way_from_the_old_address(magazine: SmallMagazine, client: Client) -> None:
    ahead = magazine.article("Ahead", slug="before")
    change(ahead, slug="after")
    issue = an_issue_on_its_way(magazine, [ahead])
    actions.make_proof(issue, acting_user=None)

    actions.launch_issue(issue, acting_user=None)

    assert client.get("/articles/before/").headers["Location"] == "/articles/after/"
    assert OldAddress.objects.count() == 1


def test_the_state_follows_the_issue(magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    assert queries.production_of(issue).state == Production.State.PLANNED

    actions.make_proof(issue, acting_user=None)
    assert queries.production_of(issue).state == Production.State.PRODUCTION

    actions.launch_issue(issue, acting_user=None)
    publishing.unpublish(Issue.objects.get(pk=issue.pk), acting_user=None)
    assert queries.production_of(issue).state == Production.State.PRODUCTION
