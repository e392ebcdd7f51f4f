"""The latest issue as it stands beside articles and on the front page."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.front.context import LatestIssue
from masthead.front.queries.cards import Pictures
from masthead.published import queries as published
from masthead.published.context import CoverLook
from masthead.published.models import PublishedArticle, PublishedIssue


def latest_issue_of(
    issue: PublishedIssue | None, articles: Mapping[int, PublishedArticle], pictures: Pictures
) -> LatestIssue | None:
    """The issue with its cover and those of its cover lines whose article is public. No query."""
    if issue is None:
        return None
    return LatestIssue(
        path=issue.path,
        title=issue.title,
        label=issue.label,
        cover=pictures.get(issue.cover_picture_id or 0),
        cover_subject=issue.cover_subject,
        cover_look=CoverLook(**issue.cover_look),
        cover_lines=tuple(published.cover_lines_of(issue, articles)),
        number=issue.number,
        period=issue.period_label,
    )
