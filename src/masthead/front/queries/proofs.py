"""A proof read in private: cover, contents and every piece as they will be, drawn from what was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.body import queries as body
from masthead.body.reading import read
from masthead.front.context import ArticlePage, Furniture, Link
from masthead.front.issue_context import IssuePage, ProofBand, ProofPage
from masthead.front.queries.article import Gathered, Particulars, article_page, particulars_of_row
from masthead.front.queries.bylines import people_at, writers_of
from masthead.front.queries.issues import issue_page
from masthead.issues.freezing import ThawedProof, thawed_proof
from masthead.issues.models import ProofLink
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published
from masthead.published.models import PublishedArticle
from masthead.published.rows import rows_of

SHEET = "front/css/proof.css"


@dataclass(frozen=True)
class OpenProof:
    """A proof in hand: its pages in memory, and the rows that its articles would have."""

    link: ProofLink
    base: str
    thawed: ThawedProof
    rows: dict[int, PublishedArticle]

    def path_of(self, article: Article) -> str:
        """Where a piece is read: by its place in the issue, from 1."""
        return f"{self.base}{self.thawed.articles.index(article) + 1}/"


def open_proof(link: ProofLink, base: str) -> OpenProof:
    """The proof of a link, to be read under the address ``base``. The number of queries does not grow with its pieces."""
    thawed = thawed_proof(link.proof)
    now = timezone.now()
    for article in thawed.articles:
        article.prepare_for_publishing(now)
    prefetch_related_objects(list(thawed.articles), "section", "series")
    rows = {made.row.pk: made.row for made in rows_of(thawed.articles)}
    for place, article in enumerate(thawed.articles, start=1):
        rows[article.pk].path = f"{base}{place}/"
    return OpenProof(link, base, thawed, rows)


def contents_view(proof: OpenProof, around: Furniture) -> IssuePage:
    """The cover and the contents, each line leading to its piece in the proof. Two queries."""
    view = issue_page(proof.thawed.issue, around.magazine, proof.rows)
    return replace(view, head=_private(view.title), feed_path="")


def piece_view(proof: OpenProof, place: int, around: Furniture) -> ArticlePage | None:
    """The piece at a place of the running order, from 1; None when there is none. Six queries."""
    if not 1 <= place <= len(proof.thawed.articles):
        return None
    return _drawn(proof, [proof.thawed.articles[place - 1]], around.magazine)[0]


def whole_view(proof: OpenProof, around: Furniture) -> ProofPage:
    """The whole issue on one page. Eight queries; one more for each piece that links to plain pages or plays files."""
    issue = contents_view(proof, around)
    title = _("%(issue)s, whole") % {"issue": issue.title}
    pieces = _drawn(proof, proof.thawed.articles, around.magazine)
    return ProofPage(_private(title), title, issue, tuple(pieces))


def band_of(proof: OpenProof, place: int | None = None) -> ProofBand:
    """What stands on every page of the proof; ``place`` is that of the piece shown, if one is. No query."""
    articles = proof.thawed.articles
    before = articles[place - 2] if place and place > 1 else None
    after = articles[place] if place is not None and place < len(articles) else None
    if place is None and articles:
        after = articles[0]
    return ProofBand(
        number=proof.link.proof.number,
        issue_title=proof.thawed.issue.title,
        expires_at=proof.link.expires_at,
        contents_path=proof.base,
        whole_path=f"{proof.base}whole/",
        previous=Link(before.title, proof.path_of(before)) if before else None,
        next=Link(after.title, proof.path_of(after)) if after else None,
    )


def with_sheet(around: Furniture) -> Furniture:
    """The furniture with the style sheet of the band, which no reader's page needs."""
    return replace(around, sheets=(*around.sheets[:-2], SHEET, *around.sheets[-2:]))


def _drawn(proof: OpenProof, articles: Sequence[Article], magazine: Magazine) -> list[ArticlePage]:
    """Pieces as their pages will be, without what stands under an article. Pieces of the proof that the copy speaks of are linked in it."""
    gathered = _gathered(proof, articles)
    views = []
    for place, article in enumerate(articles, start=1):
        id_prefix = f"piece-{place}-" if len(articles) > 1 else ""
        view = article_page(article, magazine, _particulars(proof, article), gathered, id_prefix=id_prefix)
        views.append(replace(view, head=_private(view.headline), more=(), latest_issue=None, share=None))
    return views


def _gathered(proof: OpenProof, articles: Sequence[Article]) -> Gathered:
    """Four queries: cards of articles that the copy speaks of, who wrote the pieces, two for pictures."""
    copies = [read(article.body) for article in articles]
    referred = [number for copy in copies for number in (*body.article_ids(copy), *body.linked_page_ids(copy))]
    parties = [party for article in articles for party in particulars_of_row(proof.rows[article.pk]).parties]
    people = people_at(writers_of(parties))
    pictures = pictures_by_id(
        [
            *(person.portrait_id for person in people.values()),
            *(article.hero_picture_id for article in articles),
            *(number for copy in copies for number in body.picture_ids(copy)),
        ]
    )
    return Gathered(None, {**published.cards_by_id(referred), **proof.rows}, [], pictures, people=people)


def _particulars(proof: OpenProof, article: Article) -> Particulars:
    issue = proof.thawed.issue
    return replace(particulars_of_row(proof.rows[article.pk]), issues=((issue.number, Link(issue.label, proof.base)),))


def _private(title: str) -> PageHead:
    """A head that says the title and nothing to machines."""
    return PageHead(title=title, path="", is_listed=False)
