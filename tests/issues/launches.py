"""An issue on its way, for the tests of proofs and launches."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from masthead.articles.models import Article
from masthead.issues.models import ContentsEntry, Issue
from masthead.planning.models import Piece, Stage
from tests.cast import SmallMagazine, a_picture


def ready(*articles: Article) -> None:
    """Let pieces be approved."""
    for article in articles:
        approved = {"stage": Stage.READY, "approved_at": timezone.now(), "title": article.title}
        Piece.objects.update_or_create(article=article, defaults=approved)


def three_pieces(magazine: SmallMagazine) -> list[Article]:
    """Three approved drafts, the first with a picture."""
    pieces = [
        magazine.draft("A long winter", hero_picture=a_picture("Snow")),
        magazine.draft("The quarrel"),
        magazine.draft("A letter home", tags=["letters"]),
    ]
    ready(*pieces)
    return pieces


def an_issue_on_its_way(magazine: SmallMagazine, pieces: list[Article], number: str = "12", **fields: Any) -> Issue:
    """A draft issue with pieces in it, the first on the cover."""
    issue = Issue(title=f"Issue {number}", slug=f"issue-{number}", number=number, period_label="November", **fields)
    issue.contents = [
        ContentsEntry(
            article=piece,
            sort_order=place,
            section_label="Features",
            cover_line="" if place else f"{piece.title}!",
        )
        for place, piece in enumerate(pieces)
    ]
    magazine.tree.issues.refresh_from_db()
    magazine.tree.issues.add_child(instance=issue)
    issue.save_revision()
    return Issue.objects.get(pk=issue.pk)


def change(article: Article, **fields: Any) -> Article:
    """Save a draft that says something else."""
    draft = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return Article.objects.get(pk=article.pk)
