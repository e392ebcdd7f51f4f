"""Readiness, proofs and launch at the desk, without a script."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from masthead.articles.actions import give_lead_picture
from masthead.articles.models import Article
from masthead.errors import ActionForbidden
from masthead.issues import queries
from masthead.issues.models import Issue, Launch, Proof, SignedWarning
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, change, ready, three_pieces

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
def pieces(magazine: SmallMagazine) -> list[Article]:
    return three_pieces(magazine)


@pytest.fixture
def issue(magazine: SmallMagazine, pieces: list[Article]) -> Issue:
    return an_issue_on_its_way(magazine, pieces)


def act(desk: Client, issue: Issue, **data: object) -> str:
    return desk.post(f"/desk/issues/{issue.pk}/launch/", data, follow=True).content.decode()


def proofed(desk: Client, issue: Issue) -> Proof:
    act(desk, issue, act="proof")
    proof = queries.latest_proof(issue)
    assert proof
    return proof


def test_an_issue_is_proofed_launched_undone_and_launched_again(
    desk: Client, issue: Issue, pieces: list[Article]
) -> None:
    page = act(desk, issue, act="proof")
    assert "Proof 1 is made." in page
    assert "3 articles and the issue go live. No. 12, November becomes the current issue." in page
    proof = proofed(desk, issue)

    page = act(desk, issue, act=f"launch:{proof.pk}")
    assert "Launched: 3 articles and the issue went live." in page
    assert Issue.objects.get(pk=issue.pk).live
    undo = re.search(r'value="(undo-launch:\d+)"', page)
    assert undo

    page = act(desk, issue, act=undo[1])
    assert "readers see what they saw before" in page
    assert not Issue.objects.get(pk=issue.pk).live

    act(desk, issue, act=f"launch:{proof.pk}")
    assert Article.objects.filter(live=True).count() == 3


def test_a_link_is_shown_once_and_withdrawn(desk: Client, issue: Issue) -> None:
    proof = proofed(desk, issue)
    page = act(desk, issue, act=f"share:{proof.pk}", label="the printer")
    link = re.search(r"http://testserver(/proof/[\w-]+/)", page)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert link[1] not in desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()

    act(desk, issue, act=f"withdraw-link:{proof.links.get().pk}")
    assert Client().get(link[1]).status_code == 410 or Client().get(link[1]).status_code == 404


def test_changes_since_the_proof_are_counted_and_named(desk: Client, issue: Issue, pieces: list[Article]) -> None:
    proofed(desk, issue)
    change(pieces[1], standfirst="Something else.")

    page = desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()
    assert "1 change since Proof 1" in page
    assert "The quarrel" in page


def test_a_launch_at_a_time_waits_and_is_cancelled(desk: Client, issue: Issue) -> None:
    proof = proofed(desk, issue)
    moment = timezone.localtime() + timedelta(days=2)
    page = act(desk, issue, act=f"launch-later:{proof.pk}", at=moment.strftime("%Y-%m-%dT%H:%M"))
    assert "It will be launched on" in page
    waiting = queries.waiting_launch(issue)
    assert waiting

    act(desk, issue, act=f"cancel-launch:{waiting.pk}")
    assert queries.waiting_launch(issue) is None
    assert "is no moment" in act(desk, issue, act=f"launch-later:{proof.pk}", at="when pigs fly")
    assert "moment is over" in act(desk, issue, act=f"launch-later:{proof.pk}", at="2001-01-01T10:00")


def test_alt_text_is_mended_in_the_row_and_red_becomes_green(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    bare = a_picture("Bare", alt="")
    piece = magazine.draft("Bare trees", hero_picture=bare)
    ready(piece)
    issue = an_issue_on_its_way(magazine, [piece], "13")
    page = desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()
    assert f"describe:{bare.pk}" in page
    assert ">1 to mend<" in page

    act(desk, issue, act=f"describe:{bare.pk}", alt="Bare trees in fog")

    bare.refresh_from_db()
    assert bare.alt == "Bare trees in fog"
    assert "Nothing to mend" in desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()


def test_a_missing_licence_is_chosen_in_the_row_or_on_the_page_of_the_picture_and_leads_back(
    desk: Client, magazine: SmallMagazine
) -> None:
    bare = a_picture("Bare", licence="")
    piece = magazine.draft("Bare trees", hero_picture=bare)
    ready(piece)
    issue = an_issue_on_its_way(magazine, [piece], "13")
    here = f"/desk/issues/{issue.pk}/launch/"
    page = desk.get(here).content.decode()
    assert '<select name="licence"' in page
    assert 'value="picture-not-licensed"' not in page, "a licence is had or not: nobody signs for it"
    there = f"/desk/pictures/{bare.pk}/?next={here.replace('/', '%2F')}"
    assert there.replace("&", "&amp;") in page
    assert f'name="next" value="{here}"' in desk.get(there).content.decode()

    assert "This field is required" in act(desk, issue, act=f"describe:{bare.pk}", licence="")
    act(desk, issue, act=f"describe:{bare.pk}", licence="own")

    bare.refresh_from_db()
    assert bare.licence == "own"
    assert "describe:" not in desk.get(here).content.decode()


def test_a_picture_whose_rights_ended_is_swapped_in_the_row_and_its_caption_goes(
    desk: Client, magazine: SmallMagazine
) -> None:
    ended = a_picture("Old", rights_expire_on=date(2020, 1, 31))
    piece = magazine.draft("Bare trees", hero_picture=ended, hero_caption="Of the old one")
    ready(piece)
    issue = an_issue_on_its_way(magazine, [piece], "13")
    page = desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()
    assert f"swap:{piece.pk}" in page
    assert ">1 to mend<" in page
    assert ">1 to mend<" in desk.get(f"/desk/issues/{issue.pk}/board/").content.decode()
    assert "The rights to the lead picture ended" in act(desk, issue, act=f"launch:{proofed(desk, issue).pk}")
    assert not Issue.objects.get(pk=issue.pk).live
    fresh = a_picture("Fresh")

    said = act(desk, issue, act=f"swap:{piece.pk}", picture=fresh.pk)

    assert "“Bare trees” begins with “Fresh” now." in said
    assert f"swap:{piece.pk}" not in said
    draft = Article.objects.get(pk=piece.pk).get_latest_revision_as_object()
    assert (draft.hero_picture_id, draft.hero_caption) == (fresh.pk, "")
    assert Piece.objects.get(pk=piece.pk).stage == Stage.READY


def test_a_picture_is_swapped_only_in_pieces_of_the_issue_and_by_whoever_may_edit(
    desk: Client, issue: Issue, magazine: SmallMagazine, client: Client
) -> None:
    other = magazine.draft("Elsewhere")
    answer = desk.post(f"/desk/issues/{issue.pk}/launch/", {"act": f"swap:{other.pk}", "picture": a_picture().pk})
    assert answer.status_code == 404
    with pytest.raises(ActionForbidden):
        give_lead_picture(other, a_picture("Two"), acting_user=a_user("Wanda", role=Role.WRITER))


def test_publish_in_the_form_of_an_issue_leads_to_its_launch(desk: Client, issue: Issue) -> None:
    form = {"title": issue.title, "slug": issue.slug, "number": issue.number, "dated_on": "2026-11-03"}
    rows = {name: inline_formset([]) for name in ("contents", "departments", "comments")}
    posted = nested_form_data(
        {**form, **rows, "editors_letter": rich_text("<p>Dear reader</p>"), "action-publish": "1"}
    )

    answer = desk.post(f"/desk/pages/{issue.pk}/edit/", posted)

    assert answer.headers["location"] == f"/desk/issues/{issue.pk}/launch/"
    assert not Issue.objects.get(pk=issue.pk).live


def test_a_warning_is_signed_with_a_name_and_counts_again(desk: Client, issue: Issue) -> None:
    page = desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()
    assert "It has no cover." in page

    page = act(desk, issue, act="sign", key="", code="no-cover", subject="")
    signed = SignedWarning.objects.get()
    assert signed.signed_name == "Edda"
    assert "signed by Edda" in page

    act(desk, issue, act=f"unsign:{signed.pk}")
    assert not SignedWarning.objects.exists()


def test_pieces_without_a_lead_picture_stand_in_one_line(desk: Client, magazine: SmallMagazine) -> None:
    issue = an_issue_on_its_way(magazine, [magazine.draft(title) for title in ("One", "Two", "Three")], "13")

    page = desk.get(f"/desk/issues/{issue.pk}/launch/").content.decode()

    folded = page.partition("3 pieces have no lead picture")[2].partition("</details>")[0]
    assert (page.count("It has no lead picture.</p>"), folded.count("It has no lead picture.</p>")) == (3, 3)


def test_what_blocks_cannot_be_signed(desk: Client, issue: Issue, pieces: list[Article]) -> None:
    page = act(desk, issue, act="sign", key=f"a{pieces[0].pk}", code="not-approved", subject="")
    assert "no such warning" in page
    assert not SignedWarning.objects.exists()


def test_what_keeps_an_issue_back_is_named_and_nothing_goes_live(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    issue = an_issue_on_its_way(magazine, [magazine.draft("Unapproved")], "14")
    proof = proofed(desk, issue)
    page = act(desk, issue, act=f"launch:{proof.pk}")

    assert "“Unapproved”: It is not approved yet" in page
    assert not Launch.objects.filter(state="launched").exists()


@pytest.mark.parametrize(
    "asked", ["", "burn", "launch:x", "launch:999999", "undo-launch:-1", "withdraw-link:1" + "0" * 30]
)
def test_nonsense_does_nothing(desk: Client, issue: Issue, asked: str) -> None:
    proofed(desk, issue)
    answer = desk.post(f"/desk/issues/{issue.pk}/launch/", {"act": asked})

    assert answer.status_code in {200, 404}
    assert not Launch.objects.exists()


def test_a_proof_of_another_issue_is_not_launched_from_here(
    desk: Client, issue: Issue, magazine: SmallMagazine
) -> None:
    other = an_issue_on_its_way(magazine, [], "15")
    proof = proofed(desk, other)

    assert desk.post(f"/desk/issues/{issue.pk}/launch/", {"act": f"launch:{proof.pk}"}).status_code == 404
