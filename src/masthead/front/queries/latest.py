"""The latest issue as it stands beside articles and on the front page."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.front.context import LatestIssue
from masthead.front.queries.cards import Pictures
from masthead.published.context import CoverLine
from masthead.published.models import PublishedArticle, PublishedIssue


def latest_issue_row() -> PublishedIssue | None:
    """The row of the issue with the latest date (then number). One query."""
    issues = PublishedIssue.objects.filter(is_contents_only=False)
    return issues.order_by("-dated_on", "-number_sort", "-pk").first()


def article_ids_on_cover(issue: PublishedIssue | None) -> list[int]:
    """The articles that the cover lines speak of. No query."""
    return (
        [entry["article_id"] for entry in issue.entries if entry["cover_line"] and entry["article_id"]] if issue else []
    )


def latest_issue_of(
    issue: PublishedIssue | None, articles: Mapping[int, PublishedArticle], pictures: Pictures
) -> LatestIssue | None:
    """The issue with its cover and those of its cover lines whose article is public. No query."""
    if issue is None:
        return None
    on_cover = [
        entry
        for entry in issue.entries
        if entry["cover_line"] and (not entry["article_id"] or entry["article_id"] in articles)
    ]
    on_cover.sort(key=lambda entry: entry["cover_line_order"])
    return LatestIssue(
        path=issue.path,
        title=issue.title,
        label=issue.label,
        cover=pictures.get(issue.cover_picture_id or 0),
        cover_subject=issue.cover_subject,
        cover_lines=tuple(
            CoverLine(entry["cover_line"], articles[entry["article_id"]].path if entry["article_id"] else "")
            for entry in on_cover
        ),
    )
