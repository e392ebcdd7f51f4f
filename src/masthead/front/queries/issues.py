"""Issues and the shelf they stand on."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _

from masthead.front.context import IssuePage, IssuesPage, Link, ShelfIssue, ShelfYear
from masthead.front.queries.heads import head_of_issue
from masthead.front.queries.words import rich_text
from masthead.issues.models import Issue
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published
from masthead.published.rows import issue_row_of

COVERS_SHOWN = 60


def issue_page(issue: Issue, magazine: Magazine) -> IssuePage:
    """An issue, as it stands in memory: a draft shows as it will. Four queries, one more for who signed the letter."""
    view = published.issue_view(issue_row_of(issue))
    cover = pictures_by_id([issue.cover_id]).get(issue.cover_id or 0)
    signed_by = issue.letter_by
    page = IssuePage(
        head=PageHead(title=issue.title, path=issue.address),
        title=issue.title,
        label=issue.label,
        dated_on=issue.dated_on,
        cover=cover,
        cover_subject=issue.cover_subject,
        cover_lines=tuple(view.cover_lines),
        letter=rich_text(issue.editors_letter),
        letter_by=Link(signed_by.name, signed_by.get_absolute_url()) if signed_by else None,
        parts=tuple(view.parts),
        is_contents_only=issue.is_contents_only,
        feed_path=f"{issue.address}feed.xml",
    )
    crumbs = (Link(magazine.name, "/"), Link(_("Issues"), "/issues/"), Link(issue.title, issue.address))
    return replace(page, head=head_of_issue(page, issue.address, issue.number, magazine, crumbs))


def issues_page() -> IssuesPage:
    """Every issue by year, newest first. Three queries."""
    rows = published.issues()
    pictures = pictures_by_id(row.cover_picture_id for row in rows[:COVERS_SHOWN])
    shelf = [
        (
            row.year,
            ShelfIssue(
                path=row.path,
                title=row.title,
                label=row.label,
                number=row.number,
                cover=pictures.get(row.cover_picture_id or 0),
                is_contents_only=row.is_contents_only,
            ),
        )
        for row in rows
    ]
    years = (
        ShelfYear(year, tuple(issue for _year, issue in run))
        for year, run in groupby(shelf, key=lambda placed: placed[0])
    )
    return IssuesPage(PageHead(title=_("Issues"), path="/issues/"), tuple(years))
