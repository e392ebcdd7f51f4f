"""Keeping the desk's flat rows: called for every saved revision, publication and withdrawal. The switchboard says when."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.articles.models import Article, ArticleCredit, Section
from masthead.pictures.models import Picture
from masthead.planning import rights, rows
from masthead.planning.models import Assignment, Piece, Stage, Step
from masthead.publishing.pages import MagazinePage

BATCH = 100
BREATH_SECONDS = 0.15
"""A writer of SQLite who waits looks every 0.1 s whether it is free; between batches that is long enough for editors to come in."""
COMPUTED = (
    *("title", "section_id", "section_title", "byline", "form", "owner_id", "word_count", "has_picture", "sought_in"),
    *("blocks_count", "tk_count", "is_live", "has_changes", "went_live_at", "is_open"),
    *("latest_revision_at", "latest_revision_by_id"),
)
SETTLED = ("stage", "stage_changed_at", "approved_at", "approved_content")


def record_draft(page: MagazinePage, revision: Revision | None = None) -> None:
    """Rewrite the row of an article as it stands in memory, just saved as ``revision``. Other pages are passed over.

    A changed copy loses its approval, unless whoever changed it may approve; an approved piece is ready while nothing blocks it.
    At most six queries for an article that a form saved.
    """
    if not isinstance(page, Article):
        return
    facts = rows.facts_of([page])[0]
    with transaction.atomic():
        known = Piece.objects.select_for_update().filter(pk=page.pk).first()
        piece = known or Piece(article_id=page.pk, stage=Stage.READY if page.live else Stage.WRITING)
        _fill(piece, facts, page)
        if revision is not None:
            piece.latest_revision_by_id = revision.user_id
            _weigh_approval(piece, page, revision)
        settle(piece)
        piece.save(force_insert=known is None, update_fields=[*COMPUTED, *SETTLED] if known else None)


def record_many(articles: Sequence[Article]) -> None:
    """Write the rows of many articles as they stand in memory (imports, rebuilding); the number of queries does not grow with them."""
    known = Piece.objects.in_bulk([article.pk for article in articles])
    latest = [article.latest_revision_id for article in articles]
    writers = dict(Revision.objects.filter(pk__in=latest).values_list("pk", "user_id"))
    made: list[Piece] = []
    for article, facts in zip(articles, rows.facts_of(articles), strict=True):
        piece = known.get(article.pk)
        if piece is None:
            piece = Piece(article_id=article.pk, stage=Stage.READY if article.live else Stage.WRITING)
            piece.approved_at = article.first_published_at if article.live else None
            made.append(piece)
        _fill(piece, facts, article)
        piece.latest_revision_by_id = writers.get(article.latest_revision_id)
        settle(piece)
    Piece.objects.bulk_create(made, batch_size=BATCH)
    Piece.objects.bulk_update(known.values(), [*COMPUTED, *SETTLED], batch_size=BATCH)


def record_publication(pages: Sequence[MagazinePage]) -> None:
    """Articles are public: what readers see counts as approved, and nobody is asked for its steps any more.

    A section that is public may have a new title, which its pieces carry. Two or three queries however many articles.
    """
    for page in pages:
        if isinstance(page, Section):
            Piece.objects.filter(section_id=page.pk).exclude(section_title=page.title).update(section_title=page.title)
    articles = {page.pk: page for page in pages if isinstance(page, Article)}
    if not articles:
        return
    went_live = Page.objects.filter(pk=OuterRef("pk")).values("first_published_at")[:1]
    complete = [number for number, article in articles.items() if not article.has_unpublished_changes]
    now = timezone.now()
    count = Piece.objects.filter(pk__in=complete).update(
        stage=Stage.READY,
        stage_changed_at=now,
        stage_before="",
        step="",
        is_sent_back=False,
        approved_at=now,
        approved_content="",
        blocks_count=0,
        tk_count=0,
        is_live=True,
        has_changes=False,
        is_open=False,
        went_live_at=Subquery(went_live),
    )
    if len(complete) < len(articles):
        changed = set(articles) - set(complete)
        Piece.objects.filter(pk__in=changed).update(
            is_live=True, has_changes=True, is_open=True, went_live_at=Subquery(went_live)
        )
    if count < len(complete):
        there = set(Piece.objects.filter(pk__in=complete).values_list("pk", flat=True))
        record_many([articles[number] for number in complete if number not in there])
    close_assignments(complete)


def record_removal(pages: Sequence[MagazinePage]) -> None:
    """Articles are no longer public, and so they are open work again. One query."""
    numbers = [page.pk for page in pages if isinstance(page, Article)]
    if numbers:
        removed = Piece.objects.filter(pk__in=numbers).exclude(stage=Stage.KILLED)
        removed.update(is_live=False, has_changes=False, is_open=True)


def refresh_contributor(contributor_id: int) -> int:
    """Write the bylines of somebody's pieces anew, after a change of name. How many pieces."""
    credited = ArticleCredit.objects.filter(contributor_id=contributor_id).values_list("article_id", flat=True)
    return rebuild(sorted(set(credited)))


def refresh_picture(picture_id: int) -> int:
    """Count anew what blocks the pieces that show a picture, after a change of its credit, alt or licence. How many pieces.

    A piece whose picture stands only in unpublished changes is found at its next save.
    """
    using = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Picture),
        to_object_id=str(picture_id),
        content_type=ContentType.objects.get_for_model(Article),
    )
    return rebuild(sorted({int(number) for number in using.values_list("object_id", flat=True)}))


def rebuild(ids: Sequence[int] | None = None, *, told: Callable[[int, int], object] | None = None) -> int:
    """Compute the rows of these articles, or of all, from their latest drafts; what people decided stays. How many there were.

    In batches, each a transaction of its own, with a breath between them. ``told`` hears how many are done, and of how many.
    """
    numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True)) if ids is None else ids
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        if start:
            time.sleep(BREATH_SECONDS)
        with transaction.atomic():
            record_many(_latest_drafts(batch))
        if told:
            told(min(start + BATCH, len(numbers)), len(numbers))
    return len(numbers)


def settle(piece: Piece) -> None:
    """Let the stage follow from approval and findings: approved and unhindered is ready, approved and hindered is not; nothing is saved."""
    if piece.stage not in (Stage.HOLD, Stage.KILLED):
        if piece.approved_at is not None:
            change_stage(piece, _earned(piece))
        elif piece.stage == Stage.READY:
            change_stage(piece, Stage.WRITING)
    piece.is_open = rows.is_open(piece)


def change_stage(piece: Piece, stage: Stage) -> None:
    """Put a piece at a stage, and note since when; nothing is saved."""
    if piece.stage != stage:
        piece.stage, piece.stage_changed_at = stage, timezone.now()


def close_assignments(page_ids: Iterable[int], *, step: Step | None = None, state: str = Assignment.State.DONE) -> int:
    """End the open assignments of pages, of one step or of all. How many there were."""
    open_ones = Assignment.objects.filter(page_id__in=list(page_ids), is_open=True)
    if step is not None:
        open_ones = open_ones.filter(step=step)
    return open_ones.update(state=state, is_open=False, changed_at=Now(), version=F("version") + 1)


def _earned(piece: Piece) -> Stage:
    if not piece.blocks_count:
        return Stage.READY
    return Stage.SUB_EDIT if piece.tk_count else Stage.PICTURES


def _fill(piece: Piece, facts: dict[str, Any], article: Article) -> None:
    for name, value in facts.items():
        setattr(piece, name, value)
    piece.latest_revision_at = article.latest_revision_created_at


def _weigh_approval(piece: Piece, article: Article, revision: Revision) -> None:
    """A change of approved copy by somebody who may approve is approved with it; by anybody else it asks for a new approval."""
    if piece.approved_at is None:
        return
    content = rows.content_hash(revision.content)
    if content == piece.approved_content:
        return
    if rights.may_pass(revision.user, Step.APPROVE, article):
        piece.approved_content = content
    else:
        piece.approved_at = None


def _latest_drafts(numbers: Sequence[int]) -> list[Article]:
    """Articles as their latest revisions have them; the public ones without changes all at once."""
    found = Article.objects.filter(pk__in=numbers).prefetch_related("credits__contributor").select_related("section")
    return [
        article.get_latest_revision_as_object() if article.has_unpublished_changes else article for article in found
    ]
