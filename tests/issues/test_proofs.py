"""A proof is a frozen, numbered version of an issue with everything in it; links to it end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.issues import actions, queries
from masthead.issues.actions import LinkUnusable, ProofWithdrawn
from masthead.issues.models import Issue, Launch, Proof, ProofLink
from masthead.issues.readiness import readiness_of
from masthead.publishing import actions as publishing
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, change, ready, three_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def test_a_proof_holds_the_latest_drafts_in_running_order(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    change(pieces[1], title="The quarrel, settled")
    editor = a_user("Egon")

    first, second = (actions.make_proof(issue, acting_user=editor, note=note) for note in ("first", "second"))

    assert (first.number, second.number, second.note) == (1, 2, "second")
    held = list(second.pages.values_list("position", "title"))
    assert held == [(0, "Issue 12"), (1, "A long winter"), (2, "The quarrel, settled"), (3, "A letter home")]
    assert AuditEntry.objects.filter(verb="proof", user=editor).count() == 2


def test_a_proof_does_not_change_with_the_drafts(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    proof = actions.make_proof(issue, acting_user=None)
    before = list(proof.pages.values("content", "content_hash"))

    change(pieces[0], title="Otherwise")
    publishing.delete(pieces[2], acting_user=None)

    assert list(proof.pages.values("content", "content_hash")) == before


def test_what_changed_since_is_named_with_who_and_which_fields(magazine: SmallMagazine) -> None:
    editor = a_user("Egon")
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    proof = actions.make_proof(issue, acting_user=None)
    assert queries.changes_since(proof) == []
    draft = pieces[1].get_latest_revision_as_object()
    draft.title, draft.standfirst = "Changed", "Changed too."
    draft.save_revision(user=editor)
    pieces[0].save_revision(user=editor)
    whole = issue.get_latest_revision_as_object()
    late = magazine.draft("Late")
    whole.contents = [entry for entry in whole.contents.all() if entry.article_id != pieces[2].pk]
    whole.contents.add(type(whole.contents.first())(article=late, sort_order=9))
    whole.save_revision(user=editor)

    changes = queries.changes_since(proof)

    assert [(change.title, change.kind) for change in changes] == [
        ("Issue 12", "changed"),
        ("Changed", "changed"),
        ("Late", "added"),
        ("A letter home", "left"),
    ]
    assert (changes[1].by, set(changes[1].fields)) == ("Egon", {"headline", "standfirst"})
    assert changes[0].fields == ("running order",)
    assert changes[1].at is not None


def test_only_a_hash_of_the_token_is_kept(magazine: SmallMagazine) -> None:
    proof = actions.make_proof(an_issue_on_its_way(magazine, three_pieces(magazine)), acting_user=None)

    shared = actions.share_proof(proof, acting_user=a_user("Egon"), label="Printer")

    token = shared.path.split("/")[2]
    assert len(token) >= 43
    assert token not in str(ProofLink.objects.values()) + str(AuditEntry.objects.values())
    assert queries.link_of(token) == shared.link
    assert queries.link_of(token[:-1]) is None
    assert queries.link_of(str(shared.link.pk)) is None
    assert timedelta(days=13) < shared.link.expires_at - timezone.now() <= timedelta(days=14)
    assert actions.share_proof(proof, acting_user=None).path != shared.path


def test_a_link_ends_by_time_by_withdrawal_and_with_its_proof(magazine: SmallMagazine) -> None:
    proof = actions.make_proof(an_issue_on_its_way(magazine, three_pieces(magazine)), acting_user=None)
    over, withdrawn, left = (actions.share_proof(proof, acting_user=None).link for _ in range(3))
    assert left.is_open()
    ProofLink.objects.filter(pk=over.pk).update(expires_at=timezone.now())
    actions.withdraw_link(withdrawn, acting_user=None)
    assert [ProofLink.objects.get(pk=link.pk).is_open() for link in (over, withdrawn, left)] == [False, False, True]

    actions.withdraw_proof(proof, acting_user=None)

    assert not ProofLink.objects.get(pk=left.pk).is_open()
    with pytest.raises(ProofWithdrawn):
        actions.share_proof(Proof.objects.get(pk=proof.pk), acting_user=None)


@pytest.mark.parametrize("lasts", [timedelta(), timedelta(days=-1), timedelta(days=400)])
def test_a_link_lasts_neither_no_time_nor_for_years(magazine: SmallMagazine, lasts: timedelta) -> None:
    proof = actions.make_proof(an_issue_on_its_way(magazine, three_pieces(magazine)), acting_user=None)

    with pytest.raises(LinkUnusable):
        actions.share_proof(proof, acting_user=None, expires_in=lasts)


def test_a_launch_that_waits_ends_with_its_proof(magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    proof = actions.make_proof(issue, acting_user=None)
    launch = actions.schedule_launch(issue, at=timezone.now() + timedelta(hours=1), acting_user=None)

    actions.withdraw_proof(proof, acting_user=None)

    launch.refresh_from_db()
    assert launch.state == Launch.State.CANCELLED


def test_who_may_not_proof_is_refused_everything(magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    proof = actions.make_proof(issue, acting_user=None)
    link = actions.share_proof(proof, acting_user=None).link
    writer = a_user("Wanda", role=Role.WRITER)

    for act in (
        lambda: actions.make_proof(issue, acting_user=writer),
        lambda: actions.share_proof(proof, acting_user=writer),
        lambda: actions.withdraw_link(link, acting_user=writer),
        lambda: actions.withdraw_proof(proof, acting_user=writer),
    ):
        with pytest.raises(ActionForbidden):
            act()
    assert ProofLink.objects.get(pk=link.pk).is_open()


def test_the_readiness_of_many_pieces_costs_as_many_queries_as_that_of_few(magazine: SmallMagazine) -> None:
    few = three_pieces(magazine)
    many = [*few, *(magazine.draft(f"Piece {number}", hero_picture=few[0].hero_picture) for number in range(9))]
    ready(*many)
    counts = []
    for number, pieces in (("1", few), ("2", many)):
        issue = an_issue_on_its_way(magazine, pieces, number)
        with CaptureQueriesContext(connection) as asked:
            assert len(readiness_of(issue).entries) == len(pieces)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 40


def test_the_structure_of_an_issue_is_looked_at(magazine: SmallMagazine) -> None:
    bare = magazine.draft("Bare", standfirst="", section=None, credits=[])
    ready(bare)
    issue = an_issue_on_its_way(magazine, [bare, bare])
    draft = issue.get_latest_revision_as_object()
    entry = type(draft.contents.first())
    draft.contents.add(entry(title_override="Only a name", cover_line="Look!", sort_order=5))
    draft.save_revision()

    readiness = readiness_of(Issue.objects.get(pk=issue.pk))

    codes = [{finding.code for finding in each.findings} for each in readiness.entries]
    assert "placed-twice" in codes[0] & codes[1]
    assert {"no-standfirst", "no-section", "no-byline", "no-lead-picture"} <= codes[0]
    assert {"only-named", "cover-line-alone", "no-department"} <= codes[2]
    assert {finding.code for finding in readiness.findings} == {"no-cover"}
    assert not readiness.is_ready
    assert readiness.entries[0].key != readiness.entries[1].key


def test_an_article_deleted_while_it_is_placed_blocks(magazine: SmallMagazine) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    publishing.delete(Article.objects.get(pk=pieces[0].pk), acting_user=None)

    readiness = readiness_of(Issue.objects.get(pk=issue.pk))

    assert [finding.code for finding in readiness.entries[0].blocks] == ["piece-gone"]
