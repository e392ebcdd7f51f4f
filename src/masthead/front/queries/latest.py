"""The latest issue as it stands beside articles and on the front page."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.front.context import LatestIssue
from masthead.front.queries.cards import Pictures
from masthead.front.queries.type_covers import label_of, name_on_covers, type_cover_of
from masthead.magazine.models import Magazine
from masthead.published import queries as published
from masthead.published.context import CoverLook
from masthead.published.models import PublishedArticle, PublishedIssue


def latest_issue_of(
    issue: PublishedIssue | None,
    articles: Mapping[int, PublishedArticle],
    pictures: Pictures,
    magazine: Magazine,
) -> LatestIssue | None:
    """The issue with its cover and those of its cover lines whose article is public. No query."""
    if issue is None:
        return None
    cover = pictures.get(issue.cover_picture_id or 0)
    lines = published.cover_lines_of(issue, articles)
    return LatestIssue(
        path=issue.path,
        title=issue.title,
        label=label_of(issue),
        cover=cover,
        cover_subject=issue.cover_subject,
        cover_look=CoverLook(**issue.cover_look),
        cover_lines=tuple(lines),
        type_cover=None
        if cover
        else type_cover_of(issue, name_on_covers(magazine), published.leading_words(issue.entries, articles)),
    )
