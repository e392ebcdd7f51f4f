"""Deleting an article, and bringing it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden, PublishingRefused
from masthead.issues import actions as issues
from masthead.planning import actions, queries
from masthead.planning.models import Piece, Stage, Trashed
from masthead.planning.troubles import InTheTrash, NotInTheTrash
from masthead.publishing import actions as publishing
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, three_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def test_a_public_article_deleted_at_the_desk_is_gone_for_readers_and_comes_back_whole(
    magazine: SmallMagazine, client: Client
) -> None:
    article, petra = magazine.article(), a_user("Petra")
    article.standfirst = "Only a draft says so."
    article.save_revision(user=petra)
    address, listing = article.address, reverse("wagtailadmin_explore", args=[magazine.tree.articles.pk])
    client.force_login(petra)

    client.post(f"/desk/pages/{article.pk}/delete/")

    assert client.get(address).status_code == 410
    assert f"/pages/{article.pk}/edit/" not in client.get(listing).content.decode()
    assert client.get(f"/desk/pages/{article.pk}/edit/").headers["location"] == reverse("desk_trash")
    assert not Piece.objects.get(pk=article.pk).is_open
    trashed = queries.trash().get()
    assert (trashed.by, trashed.was_public) == (petra, True)
    assert "Petra" in client.get(reverse("desk_trash")).content.decode()

    client.post(reverse("desk_trash_restore", args=[article.pk]))

    back = Article.objects.get(pk=article.pk)
    draft = back.get_latest_revision_as_object()
    assert (back.live, back.address, back.get_parent().pk) == (False, address, magazine.tree.articles.pk)
    assert (draft.standfirst, [credit.contributor for credit in draft.credits.all()]) == (
        "Only a draft says so.",
        [magazine.ines],
    )
    assert client.get(address).status_code == 404
    assert f"/pages/{article.pk}/edit/" in client.get(listing).content.decode()
    publishing.publish(back, acting_user=petra)
    assert client.get(address).status_code == 200
    trail = AuditEntry.objects.filter(verb__in=["trash", "untrash"]).order_by("pk")
    assert [(entry.verb, entry.user_label) for entry in trail] == [("trash", "Petra"), ("untrash", "Petra")]


def test_whoever_deletes_a_piece_of_a_launch_that_waits_is_told_before_and_after(
    magazine: SmallMagazine, client: Client
) -> None:
    pieces = three_pieces(magazine)
    issue = an_issue_on_its_way(magazine, pieces)
    issues.make_proof(issue, acting_user=None)
    issues.schedule_launch(issue, at=timezone.now() + timedelta(hours=3), acting_user=None)
    client.force_login(a_user("Petra"))
    address, loose = f"/desk/pages/{pieces[0].pk}/delete/", magazine.draft("In no issue")

    assert "whose launch waits for" in client.get(address).content.decode()
    assert "whose launch waits for" not in client.get(f"/desk/pages/{loose.pk}/delete/").content.decode()
    told = client.post(address, follow=True).content.decode()
    assert "will be refused while the piece is in the trash" in told
    assert reverse("desk_launch", args=(issue.pk,)) in told
    many = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete")) + f"?id={pieces[1].pk}"
    assert "will be refused while the piece is in the trash" in client.post(many, follow=True).content.decode()


def test_what_is_in_the_trash_is_neither_published_nor_planned(magazine: SmallMagazine) -> None:
    article = magazine.draft()
    article.go_live_at = timezone.now() + timedelta(hours=1)
    publishing.publish(article, acting_user=None, revision=article.save_revision())
    actions.put_in_trash(article, acting_user=None)

    assert not article.revisions.exclude(approved_go_live_at=None).exists()
    with pytest.raises(PublishingRefused, match="trash"):
        publishing.publish(Article.objects.get(pk=article.pk), acting_user=None)
    with pytest.raises(InTheTrash):
        actions.revive(Piece.objects.get(pk=article.pk), acting_user=None)


def test_whoever_may_delete_an_article_may_restore_it_and_only_a_publisher_ends_it(magazine: SmallMagazine) -> None:
    wanda, otto = a_user("Wanda", role=Role.WRITER), a_user("Otto", role=Role.WRITER)
    edda, paula = a_user("Edda"), a_user("Paula", role=Role.PUBLISHER)
    article = magazine.draft(owner=wanda)
    with pytest.raises(ActionForbidden):
        actions.put_in_trash(article, acting_user=otto)
    with pytest.raises(NotInTheTrash):
        actions.delete_for_good(article, acting_user=paula)

    actions.put_in_trash(article, acting_user=wanda)
    with pytest.raises(ActionForbidden):
        actions.restore_from_trash(article, acting_user=otto)
    with pytest.raises(ActionForbidden):
        actions.delete_for_good(article, acting_user=edda)
    actions.restore_from_trash(article, acting_user=wanda)
    assert Piece.objects.get(pk=article.pk).stage == Stage.WRITING
    actions.put_in_trash(article, acting_user=wanda)
    actions.delete_for_good(article, acting_user=paula)

    assert not Article.objects.exists()


def test_after_thirty_days_it_goes_by_itself_and_its_address_stays_gone(
    magazine: SmallMagazine, client: Client
) -> None:
    old, recent = magazine.article("Old"), magazine.article("Recent")
    for article in (old, recent):
        actions.put_in_trash(article, acting_user=None)
    Trashed.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))

    assert actions.prune_trash() == 1
    assert list(Article.objects.all()) == [recent]
    assert client.get(old.address).status_code == 410


def test_many_are_deleted_at_once_and_the_list_asks_no_more_for_more(magazine: SmallMagazine, client: Client) -> None:

    client.force_login(a_user("Paula", role=Role.PUBLISHER))
    counts = []
    for batch in (1, 4):
        numbers = [magazine.draft(f"Number {batch} {index}").pk for index in range(batch)]
        bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
        client.post(f"{bulk}?{'&'.join(f'id={number}' for number in numbers)}")
        client.get(reverse("desk_trash"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("desk_trash"))
        counts.append(len(asked))

    assert Trashed.objects.count() == 5
    assert counts[0] == counts[1]
