"""Many pages published as one leave the rows that the publishing action leaves on each in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment, Revision

from masthead.articles.models import ArticleCredit, Correction, Series
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden, PublishingRefused
from masthead.issues.models import ContentsEntry, Issue
from masthead.jobs.models import OutboxEntry
from masthead.planning import actions as planning
from masthead.published.models import PublishedArticle
from masthead.publishing import actions
from masthead.publishing.actions import Candidate, ManyRefused
from masthead.publishing.pages import MagazinePage
from masthead.redirects.models import OldAddress
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine, a_user
from tests.importers.test_two_routes import differences, rows_of, run_on_commit, start_counting_again, tables

NUMBERED = {"published.Change", "published.ListEntry", "published.ListCount", "wagtailcore.PageLogEntry"}
"""Tables whose rows have a number nobody refers to; how many times an article changed within one transaction is of no matter."""

Route = Callable[[Sequence[MagazinePage], User | None], object]


def singly(pages: Sequence[MagazinePage], user: User | None) -> None:
    for page in pages:
        actions.publish(page, acting_user=user)


def as_one(pages: Sequence[MagazinePage], user: User | None) -> None:
    actions.publish_many([Candidate(page) for page in pages], acting_user=user)


def left_by(route: Route, pages: Sequence[MagazinePage], user: User | None) -> dict[str, Any]:
    """Publish by a route and roll it back: every row of every table, with the indexes that follow the commit."""
    start_counting_again()  # also before the first route: tests that were rolled back have drawn numbers
    with transaction.atomic():
        route([type(page).objects.get(pk=page.pk) for page in pages], user)
        run_on_commit()
        rows = {model._meta.label: rows_of(model) for model in tables()}
        transaction.set_rollback(True)
    rows = without_moments(rows)
    for label in NUMBERED:
        rows[label] = sorted({str({k: v for k, v in row.items() if k not in {"id", "seq"}}) for row in rows[label]})
    return rows


def without_moments(value: Any) -> Any:
    """Without what says when: all of it is now."""
    if isinstance(value, dict):
        return {
            key: without_moments(each)
            for key, each in value.items()
            if not key.endswith("_at") and key != "fingerprint"
        }
    return [without_moments(each) for each in value] if isinstance(value, list) else value


def a_mixed_lot(magazine: SmallMagazine) -> list[MagazinePage]:
    """What an issue brings: pieces never seen, one live and changed, one that moved, one with comments and an issue around them.

    One has credits, tags and a correction that stand in its draft only, and a series that is deleted; one is in review.
    """
    picture, editor = a_picture(), a_user("Egon")
    new = magazine.draft("New", hero_picture=picture, credits=[magazine.ines, a_contributor("Bo Lund")])
    plain = magazine.draft("Plain", tags=["ice", "snow"])
    changed = magazine.article("Was live")
    changed.title, changed.standfirst, changed.credits = "Is live", "Otherwise.", []
    changed.tags.add("changed")
    changed.save_revision(user=editor)
    moved = magazine.article("Moves", slug="before")
    moved.slug = "after"
    moved.save_revision()
    renamed = magazine.draft("Working title")
    renamed.title = "Final title"
    renamed.wagtail_admin_comments.add(Comment(user=editor, text="Sure?", contentpath="title"))
    renamed.save_revision()
    settled = magazine.article("Live before the issue")
    drafted = drafted_parts(magazine)
    reviewed = magazine.draft("In review", owner=editor)
    planning.submit(reviewed, acting_user=editor)
    issue = Issue(title="Issue 12", slug="issue-12", number="12", live=False, cover=picture)
    pieces = [new, plain, changed, moved, renamed, settled, drafted, reviewed]
    issue.contents = [ContentsEntry(article=piece, sort_order=place) for place, piece in enumerate(pieces)]
    magazine.tree.issues.refresh_from_db()
    magazine.tree.issues.add_child(instance=issue)
    issue.save_revision()
    magazine.culture.title = "Culture and more"
    magazine.culture.save_revision()
    return [new, plain, changed, moved, renamed, drafted, reviewed, issue, magazine.culture]


def drafted_parts(magazine: SmallMagazine) -> MagazinePage:
    """A piece whose draft has a credit less and one more than its rows, in another order, a correction, more tags, and a series since gone."""
    staying, series = a_contributor("Kai Stays"), Series.objects.create(title="Gone", slug="gone")
    article = magazine.draft("Parts", credits=[magazine.ines, staying], series=series)
    article.credits = [
        ArticleCredit(pk=article.credits.all()[1].pk, contributor=staying, sort_order=0),
        ArticleCredit(contributor=a_contributor("New Name"), sort_order=1),
    ]
    article.corrections = [Correction(text="It was Tuesday.")]
    article.tags.add("more", "and more")
    article.save_revision()
    series.delete()
    return article


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_somebody", [True, False])
def test_many_as_one_leave_the_rows_that_each_in_turn_leaves(by_somebody: bool) -> None:
    pages = a_mixed_lot(a_small_magazine())
    user = a_user() if by_somebody else None

    one, other = left_by(singly, pages, user), left_by(as_one, pages, user)

    different = differences(one, other)
    assert not different, "\n".join(different)
    assert len(other["published.PublishedArticle"]) == 8
    parts = next(row for row in other["published.PublishedArticle"] if row["headline"] == "Parts")
    assert parts["byline"] == "Kai Stays and New Name"
    assert [row["status"] for row in other["wagtailcore.WorkflowState"]] == ["cancelled"]
    assert len(other["redirects.OldAddress"]) == 1
    assert [row["verb"] for row in other["audit.AuditEntry"]][-9:] == ["publish"] * 9


@pytest.mark.django_db
def test_one_that_is_refused_keeps_all_back_and_is_named() -> None:
    magazine = a_small_magazine()
    sound = magazine.draft("Sound")
    uncredited = magazine.draft("Uncredited", hero_picture=a_picture("Quay", creator="", agency="", alt=""))
    unnamed = magazine.draft("Paid for", form="sponsored")
    told, entered = OutboxEntry.objects.count(), AuditEntry.objects.count()

    with pytest.raises(ManyRefused) as refusal:
        actions.publish_many([Candidate(page) for page in (sound, uncredited, unnamed)], acting_user=None)

    codes = {each.page.title: [found.code for found in each.findings] for each in refusal.value.refusals}
    assert codes == {
        "Uncredited": ["picture-without-credit", "picture-without-alt"],
        "Paid for": ["sponsor-missing"],
    }
    assert "“Paid for”: A sponsored article must name its sponsor." in str(refusal.value)
    assert not PublishedArticle.objects.exists()
    assert (OutboxEntry.objects.count(), AuditEntry.objects.count()) == (told, entered)


@pytest.mark.django_db
def test_a_field_that_does_not_hold_what_it_must_is_refused_with_its_page() -> None:
    magazine = a_small_magazine()
    one, other = magazine.draft("One"), magazine.draft("Other")
    revision = other.latest_revision
    revision.content["standfirst"] = "x" * 2000
    revision.save()

    with pytest.raises(PublishingRefused, match="Other"):
        actions.publish_many([Candidate(one), Candidate(other)], acting_user=None)

    assert not PublishedArticle.objects.exists()


@pytest.mark.django_db
def test_who_may_not_publish_one_publishes_none() -> None:
    magazine = a_small_magazine()
    writer = a_user("Wanda", role=Role.WRITER)

    with pytest.raises(ActionForbidden):
        actions.publish_many([Candidate(magazine.draft())], acting_user=writer)

    assert not PublishedArticle.objects.exists()


@pytest.mark.django_db
def test_an_older_revision_leaves_the_newer_draft_on_top() -> None:
    magazine = a_small_magazine()
    article = magazine.draft("As proofed")
    proofed = article.latest_revision
    article.title = "Later thought"
    article.save_revision()

    outcome = actions.publish_many([Candidate(article, proofed)], acting_user=None)[0]

    assert outcome.page.title == "As proofed"
    assert outcome.page.has_unpublished_changes
    assert outcome.page.get_latest_revision_as_object().title == "Later thought"
    assert not OldAddress.objects.exists()


@pytest.mark.django_db
def test_nothing_to_publish_is_no_trouble() -> None:
    assert actions.publish_many([], acting_user=None) == []


@pytest.mark.django_db
def test_one_whose_moment_lies_ahead_waits_for_it_and_the_others_do_not() -> None:
    magazine = a_small_magazine()
    now, later = magazine.draft("Now"), magazine.draft("Later")
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision()

    outcomes = actions.publish_many([Candidate(later), Candidate(now)], acting_user=None)

    assert [outcome.is_live for outcome in outcomes] == [False, True]
    assert [row.headline for row in PublishedArticle.objects.all()] == ["Now"]
    assert Revision.objects.get(approved_go_live_at__isnull=False).object_id == str(later.pk)


@pytest.mark.django_db
def test_two_that_want_the_same_address_keep_all_back() -> None:
    magazine = a_small_magazine()
    one, other = magazine.draft("One", slug="one"), magazine.draft("Other", slug="other")
    for page in (one, other):
        page.slug = "same"
        page.save_revision()

    with pytest.raises(ManyRefused) as refusal:
        actions.publish_many([Candidate(one), Candidate(other)], acting_user=None)

    assert [each.page.pk for each in refusal.value.refusals] == [other.pk]
    assert not PublishedArticle.objects.exists()


@pytest.mark.django_db
def test_each_piece_more_costs_nine_statements_at_most() -> None:
    magazine = a_small_magazine()
    picture = a_picture()
    drafts = [
        magazine.draft(f"Piece {number}", hero_picture=picture, credits=[magazine.ines], tags=[f"tag {number}", "ice"])
        for number in range(12)
    ]

    costs = []
    for lot in (drafts[:2], drafts[2:]):
        with CaptureQueriesContext(connection) as noted:
            actions.publish_many([Candidate(page) for page in lot], acting_user=None)
        costs.append(len(noted))

    assert (costs[1] - costs[0]) / 8 <= 9, costs
