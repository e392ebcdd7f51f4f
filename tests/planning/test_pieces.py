"""Every article has its piece, whichever way its draft was saved."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from masthead.articles.models import Article, ArticleCredit, Section
from masthead.body import making
from masthead.planning import actions, queries
from masthead.planning.models import Piece, Stage
from masthead.publishing import actions as publishing
from tests.cast import a_contributor, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


def test_a_draft_has_its_row() -> None:
    magazine = a_small_magazine()
    article = magazine.draft("A quiet winter", hero_picture=a_picture())
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.stage, piece.title, piece.section_title, piece.byline) == (
        Stage.WRITING,
        "A quiet winter",
        "Culture",
        "Ines Corbeau",
    )
    assert (piece.word_count, piece.has_picture, piece.is_live, piece.is_open) == (14, True, False, True)
    assert piece.latest_revision_at == article.latest_revision_created_at


def test_a_draft_of_a_public_article_is_followed_and_not_what_readers_see() -> None:
    article = a_small_magazine().article()
    article.title = "A loud winter"
    article.save_revision()
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.title, piece.is_live, piece.has_changes, piece.is_open) == ("A loud winter", True, True, True)


def test_what_blocks_is_counted() -> None:
    magazine = a_small_magazine()
    article = magazine.draft(hero_picture=a_picture(creator="", agency="", alt=""))
    assert Piece.objects.get(pk=article.pk).blocks_count == 2


def test_publishing_makes_a_piece_ready_and_taking_it_down_opens_it_again() -> None:
    article = a_small_magazine().article()
    piece = Piece.objects.get(pk=article.pk)
    assert (piece.stage, piece.is_live, piece.has_changes, piece.is_open) == (Stage.READY, True, False, False)
    assert piece.went_live_at == article.first_published_at
    publishing.unpublish(article, acting_user=None)
    piece.refresh_from_db()
    assert (piece.is_live, piece.is_open) == (False, True)


def test_a_piece_goes_with_its_article() -> None:
    article = a_small_magazine().draft()
    publishing.delete(article, acting_user=None)
    assert not Piece.objects.exists()


def test_a_copy_has_a_row_of_its_own() -> None:
    article = a_small_magazine().article()
    copied = article.copy(update_attrs={"title": "Another winter", "slug": "another-winter"})
    piece = Piece.objects.get(pk=copied.pk)
    assert (piece.title, piece.is_live, piece.stage) == ("Another winter", False, Stage.WRITING)


def test_a_section_with_a_new_title_carries_it_to_its_pieces() -> None:
    magazine = a_small_magazine()
    article = magazine.draft()
    section = Section.objects.get(pk=magazine.culture.pk)
    section.title = "Arts"
    section.save_revision()
    publishing.publish(section, acting_user=None)
    assert Piece.objects.get(pk=article.pk).section_title == "Arts"


def test_a_contributor_with_a_new_name_carries_it_to_bylines() -> None:
    magazine = a_small_magazine()
    article = magazine.draft()
    magazine.ines.name = "Ines Raven"
    magazine.ines.save()
    assert actions.refresh_contributor(magazine.ines.pk) == 1
    assert Piece.objects.get(pk=article.pk).byline == "Ines Raven"


def test_a_picture_that_is_mended_takes_its_blocks_away(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    magazine = a_small_magazine()
    picture = a_picture(creator="", agency="")
    with django_capture_on_commit_callbacks(execute=True):
        article = magazine.draft(hero_picture=picture)
    assert Piece.objects.get(pk=article.pk).blocks_count == 1
    picture.creator = "Ada Lindqvist"
    picture.save()
    assert actions.refresh_picture(picture.pk) == 1
    assert Piece.objects.get(pk=article.pk).blocks_count == 0


def test_rebuilding_keeps_what_people_decided_and_makes_what_is_missing() -> None:
    magazine = a_small_magazine()
    held, lost, public = magazine.draft("Held"), magazine.draft("Lost"), magazine.article("Public")
    actions.hold(Piece.objects.get(pk=held.pk), acting_user=None)
    names = ["title", "stage", "word_count", "byline", "section_title", "blocks_count", "went_live_at", "is_open"]
    before = list(Piece.objects.order_by("pk").values_list(*names))
    Piece.objects.filter(pk=lost.pk).delete()
    Piece.objects.filter(pk=held.pk).update(title="", word_count=0)
    Piece.objects.filter(pk=public.pk).update(byline="", blocks_count=7)
    assert actions.rebuild() == 3
    assert list(Piece.objects.order_by("pk").values_list(*names)) == before


def test_a_save_costs_at_most_six_queries_more() -> None:
    magazine = a_small_magazine()
    blocks = [
        making.paragraph("<p>Snow.</p>"),
        making.picture(a_picture("Snow").pk),
        making.picture(a_picture("Ice").pk),
    ]
    article = magazine.draft(
        hero_picture=a_picture(creator="", agency=""),
        body=making.stream(blocks),
        credits=[a_contributor("Ada Verne"), a_contributor("Bo Lund"), magazine.ines],
    )
    article = Article.objects.get(pk=article.pk)
    article.credits = [ArticleCredit(contributor=credit.contributor) for credit in article.credits.all()]
    revision = article.save_revision()
    assert article.section is not None
    with CaptureQueriesContext(connection) as asked:
        actions.record_draft(article, revision)
    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(statements) <= 6, statements


def test_many_rows_cost_as_many_queries_as_one() -> None:
    magazine = a_small_magazine()
    some = [magazine.draft(f"Piece {number}") for number in range(12)]
    counts = []
    for wanted in (some[:2], some):
        Piece.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            actions.rebuild(
                [article.pk for article in Article.objects.filter(pk__in=[one.pk for one in wanted]).live()]
            )
            actions.record_many(
                list(Article.objects.filter(pk__in=[one.pk for one in wanted]).prefetch_related("credits__contributor"))
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_pieces_are_listed_by_stage_section_person_and_words() -> None:
    magazine = a_small_magazine()
    ice, snow = magazine.draft("Ice"), magazine.draft("Snow on the harbour")
    public = magazine.article("Harbour lights")
    sport = Section(title="Sport", slug="sport", live=False)
    Page.objects.get(pk=magazine.tree.front.pk).add_child(instance=sport)
    game = magazine.draft("The game", section=sport)
    assert [piece.pk for piece in queries.pieces()] == [game.pk, public.pk, snow.pk, ice.pk]
    assert [piece.pk for piece in queries.pieces(is_open=True)] == [game.pk, snow.pk, ice.pk]
    assert [piece.pk for piece in queries.pieces(section=sport)] == [game.pk]
    assert [piece.pk for piece in queries.pieces(q="HARBOUR ines")] == [public.pk, snow.pk]
    assert [piece.pk for piece in queries.pieces(stage=Stage.WRITING, q="ice")] == [ice.pk]
    assert queries.stage_counts() == {
        Stage.PITCH: 0,
        Stage.WRITING: 3,
        Stage.SUB_EDIT: 0,
        Stage.PICTURES: 0,
        Stage.READY: 0,
        Stage.HOLD: 0,
    }


def test_articles_that_were_there_before_get_their_rows() -> None:
    magazine = a_small_magazine()
    draft, public = magazine.draft("A draft"), magazine.article("In public")
    Piece.objects.all().delete()
    import_module("masthead.planning.migrations.0002_backfill").backfill(apps, None)
    rows = {piece.pk: (piece.title, piece.stage, piece.is_open, piece.section_title) for piece in Piece.objects.all()}
    assert rows == {
        draft.pk: ("A draft", Stage.WRITING, True, "Culture"),
        public.pk: ("In public", Stage.READY, False, "Culture"),
    }
