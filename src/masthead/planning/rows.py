"""Computing the desk's flat rows from drafts as they stand in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME, Page

from masthead.articles.models import Article, ArticleCredit
from masthead.articles.queries import tk_count
from masthead.contributors.models import Contributor
from masthead.contributors.queries import byline_of
from masthead.planning.models import Piece, Stage
from masthead.publishing import queries as publishing
from masthead.publishing.contents import comparable
from masthead.publishing.door import BOOKKEEPING
from masthead.publishing.findings import Finding, Severity

NO_COPY = BOOKKEEPING | {
    *("pk", "live", "first_published_at", "last_published_at", "updated_at", "word_count", "reading_minutes"),
    *("edit_is_substantive", COMMENTS_RELATION_NAME),
}
"""What a revision keeps that is not the copy: a change of it asks for no new approval."""

TIMED = frozenset({"embargoed", "past-its-end"})
"""Findings that come and go with the clock: nobody has to do anything about them."""

Facts = dict[str, Any]


def facts_of(articles: Sequence[Article]) -> list[Facts]:
    """The computed fields of each article's row, in order. The number of queries does not grow with the articles: six at most.

    An article that was saved by a form has its section and contributors in memory already: then there are two for the pictures,
    and one for exemptions if something blocks.
    """
    sections = _section_titles(articles)
    credits = [list(article.credits.all()) for article in articles]
    _fetch_contributors(credit for some in credits for credit in some)
    findings = publishing.findings_on_each(articles)
    return [
        _facts_of(article, sections.get(article.section_id or 0, ""), own, found)
        for article, own, found in zip(articles, credits, findings, strict=True)
    ]


def content_hash(content: Mapping[str, Any]) -> str:
    """A hash of the copy in a revision's content: equal copy, equal hash, whatever was noted around it."""
    copy = comparable({name: value for name, value in content.items() if name not in NO_COPY})
    return hashlib.sha256(json.dumps(copy, sort_keys=True, default=str).encode()).hexdigest()


def is_open(piece: Piece) -> bool:
    """Whether a piece asks for work yet."""
    return piece.stage != Stage.KILLED and not (piece.is_live and not piece.has_changes)


def _facts_of(
    article: Article, section_title: str, credits: Sequence[ArticleCredit], found: Sequence[Finding]
) -> Facts:
    byline = byline_of(credit for credit in credits if ArticleCredit.contributor.is_cached(credit))
    blocking = [finding for finding in found if finding.severity == Severity.BLOCKS and finding.code not in TIMED]
    return {
        "title": article.title[:255],
        "section_id": article.section_id,
        "section_title": section_title,
        "byline": byline,
        "form": article.form,
        "owner_id": article.owner_id,
        "word_count": article.words_now(),
        "has_picture": article.hero_picture_id is not None,
        "blocks_count": len(blocking),
        "tk_count": tk_count(article),
        "is_live": article.live,
        "has_changes": article.live and article.has_unpublished_changes,
        "went_live_at": article.first_published_at,
        "sought_in": f"{article.title} {byline}".casefold(),
    }


def _section_titles(articles: Iterable[Article]) -> dict[int, str]:
    """The titles of the articles' sections; no query for those in memory."""
    titles: dict[int, str] = {}
    wanted: set[int] = set()
    for article in articles:
        section = article.section if Article.section.is_cached(article) else None
        if section is not None:
            titles[section.pk] = section.title
        elif article.section_id:
            wanted.add(article.section_id)
    if wanted - titles.keys():
        titles.update(Page.objects.filter(pk__in=wanted).values_list("pk", "title"))
    return titles


def _fetch_contributors(credits: Iterable[ArticleCredit]) -> None:
    """Give credits their contributors, all at once; those that have theirs cost nothing, those whose contributor is gone keep none."""
    missing = [credit for credit in credits if not ArticleCredit.contributor.is_cached(credit)]
    if not missing:
        return
    contributors = Contributor.objects.in_bulk({credit.contributor_id for credit in missing})
    for credit in missing:
        if credit.contributor_id in contributors:
            credit.contributor = contributors[credit.contributor_id]
