"""What a proof is made of: drafts copied as they stand, the hash of what they say, and pages made of them again.

Bookkeeping (who has it open, when it was public), comments and the numbers of rows are no copy: they are not part of what is compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import model_from_serializable_data
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from masthead.articles.models import Article
from masthead.issues.models import ContentsEntry, Issue, Proof, ProofedPage
from masthead.publishing import actions as publishing
from masthead.publishing.contents import comparable
from masthead.publishing.door import BOOKKEEPING
from masthead.publishing.thawing import thawed

NO_COPY = BOOKKEEPING | {
    "pk", "live", "first_published_at", "last_published_at", "word_count", "reading_minutes", "updated_at", "number_sort",
    COMMENTS_RELATION_NAME,
}  # fmt: skip


@dataclass(frozen=True)
class Latest:
    """The latest draft of a page."""

    page_id: int
    title: str
    revision_id: int | None
    saved_at: datetime | None
    saved_by_id: int | None
    content: Mapping[str, Any]
    is_live: bool


def latest_drafts(page_ids: Iterable[int]) -> dict[int, Latest]:
    """The latest drafts of pages by their id; a page that is gone is left out. Two queries, one more for pages never saved as a draft."""
    rows = list(Page.objects.filter(pk__in=set(page_ids)).values_list("pk", "latest_revision_id", "live"))
    revisions = Revision.objects.in_bulk([revision_id for _pk, revision_id, _is_live in rows if revision_id])
    found: dict[int, Latest] = {}
    bare = []
    for pk, revision_id, is_live in rows:
        revision = revisions.get(revision_id or 0)
        if revision is None:
            bare.append(pk)
            continue
        title = str(revision.content.get("title", revision.object_str))
        found[pk] = Latest(pk, title, revision.pk, revision.created_at, revision.user_id, revision.content, is_live)
    for page in Page.objects.filter(pk__in=bare).specific() if bare else ():
        found[page.pk] = Latest(page.pk, page.title, None, None, None, publishing.content_of(page), page.live)
    return found


def placed_ids(content: Mapping[str, Any]) -> list[int]:
    """The articles in an issue's content, in running order, each once."""
    entries = sorted(content.get("contents", ()), key=lambda entry: entry.get("sort_order") or 0)
    return list(dict.fromkeys(entry["article"] for entry in entries if entry.get("article")))


def substance_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a content says, without bookkeeping and comments."""
    return comparable({name: _said(value) for name, value in content.items() if name not in NO_COPY})


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [
            {name: each for name, each in row.items() if name != "pk"} if isinstance(row, dict) else row
            for row in value
        ]
    return value


def hash_of(content: Mapping[str, Any]) -> str:
    """A hash of what a content says: equal copy, equal hash."""
    said = json.dumps(substance_of(content), sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(said.encode()).hexdigest()


def fields_that_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which two contents say different things, in the order of the second."""
    before, after = substance_of(one), substance_of(other)
    return [name for name in (*after, *(before.keys() - after.keys())) if before.get(name) != after.get(name)]


@dataclass(frozen=True)
class ThawedProof:
    """A proof as pages in memory, to be drawn or asked about. The pages are not those of the database and must not be saved."""

    issue: Issue
    articles: Sequence[Article]

    @property
    def pages(self) -> list[Issue | Article]:
        """The issue and its articles, in running order."""
        return [self.issue, *self.articles]


def thawed_proof(proof: Proof) -> ThawedProof:
    """The issue and the articles as the proof has them. The number of queries does not grow with them."""
    return thawed_pages(list(proof.pages.all()), proof.issue_id)


def thawed_pages(frozen: Sequence[ProofedPage], issue_id: int) -> ThawedProof:
    """The same for pages of a proof that are in hand; the issue must be among them.

    An article of the proof stands in the issue's contents as the proof has it, also when it is deleted.
    """
    types = [Issue if each.page_id == issue_id else Article for each in frozen]
    pages = thawed([(kind, each.content) for kind, each in zip(types, frozen, strict=True)])
    articles = {page.pk: page for page in pages if isinstance(page, Article)}
    whole, issue = next((each, page) for each, page in zip(frozen, pages, strict=True) if isinstance(page, Issue))
    issue.contents = _entries(whole.content, articles)
    return ThawedProof(issue, list(articles.values()))


def _entries(content: Mapping[str, Any], articles: Mapping[int, Article]) -> list[ContentsEntry]:
    entries = []
    for row in content.get("contents", ()):
        entry = model_from_serializable_data(ContentsEntry, row, check_fks=False)
        if entry.article_id in articles:
            entry.article = articles[entry.article_id]
        entries.append(entry)
    return entries
