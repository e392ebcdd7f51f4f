"""Issues and the shelf they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _

from masthead.front.context import IssuePage, IssuesPage, Link, ShelfIssue, ShelfYear
from masthead.front.queries.cards import Pictures, page_path, title_with_page
from masthead.front.queries.heads import head_of_issue
from masthead.front.queries.words import rich_text
from masthead.issues.models import Issue
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published
from masthead.published.context import CoverLook
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.rows import issue_row_of

PATH = "/issues/"


def issue_page(issue: Issue, magazine: Magazine, cards: Mapping[int, PublishedArticle] | None = None) -> IssuePage:
    """An issue, as it stands in memory: a draft shows as it will. Four queries, one more for who signed the letter.

    ``cards``: the articles in it where they are not what is public (a proof).
    """
    view = published.issue_view(issue_row_of(issue), cards)
    cover = pictures_by_id([issue.cover_id]).get(issue.cover_id or 0)
    signed_by = issue.letter_by
    page = IssuePage(
        head=PageHead(title=issue.title, path=issue.address),
        title=issue.title,
        label=issue.label,
        dated_on=issue.dated_on,
        cover=cover,
        cover_subject=issue.cover_subject,
        cover_look=CoverLook(**view.issue.cover_look),
        cover_lines=tuple(view.cover_lines),
        letter=rich_text(issue.editors_letter),
        letter_by=Link(signed_by.name, signed_by.get_absolute_url()) if signed_by else None,
        parts=tuple(view.parts),
        is_contents_only=issue.is_contents_only,
        feed_path=f"{issue.address}feed.xml",
    )
    crumbs = (Link(magazine.name, "/"), Link(_("Issues"), PATH), Link(issue.title, issue.address))
    return replace(page, head=head_of_issue(page, issue.address, issue.number, magazine, crumbs))


def issues_page(number: int | None = None) -> IssuesPage | None:
    """A page of all issues by year, newest first; None when there is no such page. Five queries."""
    shelf = published.shelf(number)
    if shelf is None:
        return None
    pictures = pictures_by_id(row.cover_picture_id for row in shelf.issues)
    years = (
        ShelfYear(year, tuple(_on_shelf(row, pictures) for row in run))
        for year, run in groupby(shelf.issues, key=lambda row: row.year)
    )
    title = _("Issues")
    return IssuesPage(
        head=PageHead(title=title_with_page(title, number), path=page_path(PATH, number)),
        title=title,
        years=tuple(years),
        number=number,
        older_path=page_path(PATH, shelf.older_number) if shelf.older_number else "",
        newer_path=page_path(PATH, shelf.newer_number) if number else "",
    )


def _on_shelf(row: PublishedIssue, pictures: Pictures) -> ShelfIssue:
    return ShelfIssue(
        path=row.path,
        title=row.title,
        label=row.label,
        number=row.number,
        cover=pictures.get(row.cover_picture_id or 0),
        is_contents_only=row.is_contents_only,
    )
