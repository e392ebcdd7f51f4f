"""Undoing a launch restores what was public before, exactly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Article
from masthead.errors import ActionForbidden
from masthead.issues import actions
from masthead.issues.actions import ChangedSinceLaunch, UndoOver
from masthead.issues.models import Issue, Launch, Production
from masthead.jobs import outbox
from masthead.published.models import PublishedArticle
from masthead.publishing import actions as publishing
from masthead.redirects.models import OldAddress
from masthead.search import actions as search
from masthead.staff.roles import Role
from masthead.switchboard import AFTER_COMMIT
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, change, ready, three_pieces

pytestmark = pytest.mark.django_db

ADDRESSES = (
    *("/", "/articles/", "/issues/", "/archive/", "/archive/2026/", "/contributors/", "/contributors/ines-corbeau/"),
    *("/contributors/bo-lund/", "/culture/", "/tags/winter/", "/tags/letters/", "/tags/before/", "/tags/after/"),
    *("/feed.xml", "/atom.xml", "/feed.json", "/culture/feed.xml", "/tags/winter/feed.xml", "/contributors/ines-corbeau/feed.xml"),
    *("/issues/issue-12/feed.xml", "/issues/issue-11/feed.xml", "/sitemap.xml", "/robots.txt"),
    *("/sitemap-pages.xml", "/sitemap-2026.xml", "/search/?q=winter", "/search/?q=quarrel"),
    *("/issues/issue-12/", "/issues/issue-11/", "/articles/before/", "/articles/after/", "/articles/ahead-of-the-issue/"),
    *("/articles/a-long-winter/", "/articles/the-quarrel/", "/articles/a-letter-home/", "/articles/live-before/", "/search/?q=before"),
)  # fmt: skip


def what_readers_get(client: Client) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    """Every answer with its status, its bytes and its headers, once the worker has done what follows."""
    while outbox.deliver(AFTER_COMMIT, limit=100):
        pass
    if search.is_rebuild_needed():
        search.rebuild()
    search.follow()
    answers = ((address, client.get(address)) for address in ADDRESSES)
    return {address: (answer.status_code, answer.content, dict(answer.headers)) for address, answer in answers}


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_full_issue(magazine: SmallMagazine) -> tuple[Issue, list[Article]]:
    """New pieces, one out and unchanged, one out with changes of everything that hangs on it and of its address; an issue before it."""
    pieces = three_pieces(magazine)
    ahead = magazine.article("Ahead of the issue")
    before = magazine.article("Live before", slug="before", tags=["winter", "before"], hero_picture=a_picture("Old"))
    magazine.issue("11", [before])
    draft = Article.objects.get(pk=before.pk).get_latest_revision_as_object()
    draft.title, draft.slug, draft.standfirst = "Live before, and changed", "after", "Otherwise."
    draft.tags.remove("before")
    draft.tags.add("after")
    draft.credits.clear()
    draft.credits.add(type(before.credits.first())(contributor=a_contributor("Bo Lund"), sort_order=0))
    draft.edit_is_substantive = True
    draft.save_revision()
    contents = [*pieces, ahead, Article.objects.get(pk=before.pk)]
    ready(*contents)
    return an_issue_on_its_way(magazine, contents), contents


def test_readers_get_what_they_got_before_byte_for_byte(magazine: SmallMagazine, client: Client) -> None:
    issue, _ = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    before, rows = what_readers_get(client), list(PublishedArticle.objects.order_by("pk").values())
    states = list(Production.objects.order_by("pk").values())

    launch = actions.launch_issue(issue, acting_user=None)
    during = what_readers_get(client)
    actions.undo_launch(launch, acting_user=None)
    after = what_readers_get(client)

    assert [address for address in before if before[address] != after[address]] == []
    assert list(PublishedArticle.objects.order_by("pk").values()) == rows
    assert list(Production.objects.order_by("pk").values()) == states
    assert sum(before[address] != during[address] for address in before) > 20
    assert {before[address][0] for address in before} >= {200, 404}
    assert after["/issues/issue-12/"][0] == after["/articles/the-quarrel/"][0] == after["/articles/after/"][0] == 404
    assert not OldAddress.objects.exists()


def test_an_issue_is_launched_undone_and_launched_again(magazine: SmallMagazine, client: Client) -> None:
    issue, pieces = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    actions.undo_launch(actions.launch_issue(issue, acting_user=None), acting_user=None)
    assert Production.objects.get(pk=issue.pk).state == Production.State.PRODUCTION

    actions.launch_issue(Issue.objects.get(pk=issue.pk), acting_user=None)

    assert [client.get(piece.address).status_code for piece in pieces[:4]] == [200] * 4
    assert client.get("/articles/before/").headers["Location"] == "/articles/after/"
    assert sorted(Launch.objects.values_list("state", flat=True)) == ["launched", "undone"]


def test_drafts_saved_since_stay_drafts(magazine: SmallMagazine) -> None:
    issue, pieces = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    launch = actions.launch_issue(issue, acting_user=None)
    change(pieces[1], title="A better headline")

    actions.undo_launch(launch, acting_user=None)

    quarrel = Article.objects.get(pk=pieces[1].pk)
    assert (quarrel.live, quarrel.has_unpublished_changes) == (False, True)
    assert quarrel.get_latest_revision_as_object().title == "A better headline"
    assert quarrel.first_published_at is None


def test_what_was_published_again_since_is_named_and_may_be_left(magazine: SmallMagazine, client: Client) -> None:
    editor = a_user("Egon")
    issue, pieces = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    launch = actions.launch_issue(issue, acting_user=None)
    change(pieces[1], standfirst="Corrected in public.")
    publishing.publish(Article.objects.get(pk=pieces[1].pk), acting_user=editor)

    with pytest.raises(ChangedSinceLaunch, match="“The quarrel” \\(Egon\\)") as refusal:
        actions.undo_launch(launch, acting_user=None)
    assert [page.page_id for page in refusal.value.pages] == [pieces[1].pk]
    assert client.get("/issues/issue-12/").status_code == 200

    actions.undo_launch(launch, acting_user=None, leaving=[pieces[1].pk])
    assert "Corrected in public." in client.get(pieces[1].address).content.decode()
    assert client.get("/issues/issue-12/").status_code == 404


def test_a_new_piece_deleted_since_is_no_trouble(magazine: SmallMagazine, client: Client) -> None:
    issue, pieces = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    launch = actions.launch_issue(issue, acting_user=None)
    publishing.delete(Article.objects.get(pk=pieces[2].pk), acting_user=None)

    actions.undo_launch(launch, acting_user=None)

    assert client.get(pieces[0].address).status_code == 404


def test_a_launch_is_undone_once_and_within_its_window(magazine: SmallMagazine) -> None:
    issue, _ = a_full_issue(magazine)
    actions.make_proof(issue, acting_user=None)
    launch = actions.launch_issue(issue, acting_user=None)
    with pytest.raises(ActionForbidden):
        actions.undo_launch(launch, acting_user=a_user("Sara", role=Role.SUB_EDITOR))
    Launch.objects.update(undo_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(UndoOver, match="time"):
        actions.undo_launch(launch, acting_user=None)
    Launch.objects.update(undo_until=timezone.now() + timedelta(hours=1))
    actions.undo_launch(launch, acting_user=None)

    with pytest.raises(UndoOver, match="not before readers"):
        actions.undo_launch(launch, acting_user=None)
