"""What will be public at a moment ahead, for previews of the front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wagtail.models import Revision

from masthead.articles.models import Article
from masthead.published import keys
from masthead.published.rows import ArticleRows, rows_of
from masthead.publishing import queries as publishing

MOST = 60


def coming_by(moment: datetime) -> list[ArticleRows]:
    """The rows that scheduled articles will have once they are public at ``moment``; the first 60 of them, the newest first.

    The number of queries grows with what is scheduled, so this is for the desk only.
    """
    revisions: list[Revision] = list(publishing.due_to_publish(moment).select_related("content_type")[:MOST])
    articles: list[Article] = []
    for revision in revisions:
        page = revision.as_object()
        if isinstance(page, Article):
            page.first_published_at = page.first_published_at or revision.approved_go_live_at
            page.prepare_for_publishing(moment)
            articles.append(page)
    made = rows_of(articles) if articles else []
    return sorted(made, key=lambda rows: (rows.row.published_at, rows.row.pk), reverse=True)


def with_coming(listed: dict[str, list[int]], coming: Sequence[ArticleRows]) -> dict[str, list[int]]:
    """The lists of ids, newest first, with those of ``coming`` before them. No query."""
    if not coming:
        return listed
    found = {key: list(ids) for key, ids in listed.items()}
    for rows in reversed(coming):
        for key in rows.list_keys:
            if key == keys.ALL or key in found or key.startswith(keys.OF_SECTIONS):
                ids = found.setdefault(key, [])
                found[key] = [rows.row.pk, *(pk for pk in ids if pk != rows.row.pk)]
    return found
