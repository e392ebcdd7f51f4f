"""Issues and the shelf they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _

from masthead.articles.labels import sponsor_label
from masthead.front.context import Link
from masthead.front.issue_context import IssueEntry, IssuePage, IssuePart, IssuesPage, ShelfIssue, ShelfYear
from masthead.front.queries.cards import Pictures, page_path, title_with_page
from masthead.front.queries.furniture import direction_of
from masthead.front.queries.heads import head_of_issue
from masthead.front.queries.type_covers import label_of, name_on_covers, says_only_its_number, type_cover_of
from masthead.front.queries.words import rich_text
from masthead.issues.models import Issue
from masthead.machines.context import PageHead
from masthead.magazine.models import Magazine
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published import queries as published
from masthead.published.context import ContentsLine, ContentsPart, CoverLook, Shelf
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.published.rows import issue_row_of

PATH = "/issues/"
LINES_OF_NEWEST = 4


def issue_page(issue: Issue, magazine: Magazine, cards: Mapping[int, PublishedArticle] | None = None) -> IssuePage:
    """An issue, as it stands in memory: a draft shows as it will. Five queries, one more for who signed the letter.

    ``cards``: the articles in it where they are not what is public (a proof), which has no issues beside it.
    """
    row = issue_row_of(issue)
    view = published.issue_view(row, cards)
    beside = published.issues_beside(row) if cards is None else (None, None)
    signed_by = issue.letter_by
    pictures = pictures_by_id(
        [
            issue.cover_id,
            signed_by.portrait_id if signed_by else None,
            *(each.cover_picture_id for each in beside if each),
            *(number for part in view.parts for number in _picture_ids(part, issue)),
        ]
    )
    name = name_on_covers(magazine)
    older, newer = (on_shelf(each, pictures, name) if each else None for each in beside)
    cover = pictures.get(issue.cover_id or 0)
    leads = [line.text for line in view.cover_lines] or [line.title for part in view.parts for line in part.lines]
    only_number = says_only_its_number(issue.title, issue.number)
    page = IssuePage(
        head=PageHead(title=issue.title, path=issue.address),
        title=issue.title,
        label=issue.period_label if only_number else issue.label,
        number=issue.number,
        dated_on=issue.dated_on,
        cover=cover,
        cover_subject=issue.cover_subject,
        cover_look=CoverLook(**view.issue.cover_look),
        cover_lines=tuple(view.cover_lines),
        type_cover=None if cover else type_cover_of(row, name, leads),
        letter=rich_text(issue.editors_letter),
        letter_by=Link(signed_by.name, signed_by.get_absolute_url()) if signed_by else None,
        letter_role=signed_by.role_title if signed_by else "",
        letter_portrait=pictures.get((signed_by and signed_by.portrait_id) or 0),
        parts=tuple(_part(part, issue, pictures) for part in view.parts),
        is_contents_only=issue.is_contents_only,
        feed_path=f"{issue.address}feed.xml",
        older=older,
        newer=newer,
    )
    crumbs = (Link(magazine.name, "/"), Link(_("Issues"), PATH), Link(issue.title, issue.address))
    return replace(page, head=head_of_issue(page, issue.address, issue.number, magazine, crumbs))


def _part(part: ContentsPart, issue: Issue, pictures: Pictures) -> IssuePart:
    beside = zip(part.lines, _picture_ids(part, issue), strict=True)
    return IssuePart(part.label, tuple(_entry(line, pictures.get(number or 0)) for line, number in beside))


def _picture_ids(part: ContentsPart, issue: Issue) -> list[int | None]:
    """The pictures beside the lines of a department: of cover stories, else of its first line; never the one on the cover."""
    has_cover_story = any(line.is_cover_story for line in part.lines)
    leads = [line.is_cover_story if has_cover_story else place == 0 for place, line in enumerate(part.lines)]
    ids = [
        line.card.hero_picture_id if line.card and leads_here else None
        for line, leads_here in zip(part.lines, leads, strict=True)
    ]
    return [None if number == issue.cover_id else number for number in ids]


def _entry(line: ContentsLine, picture: DrawnPicture | None) -> IssueEntry:
    card = line.card
    return IssueEntry(
        title=line.title,
        byline=line.byline,
        kicker=line.kicker,
        page_number=line.page_number,
        path=line.path,
        is_cover_story=line.is_cover_story,
        standfirst=card.standfirst if card else "",
        sponsor_label=sponsor_label(card.form, card.sponsor_name) if card else "",
        language=card.language if card else "",
        direction=direction_of(card.language) if card and card.language else "",
        picture=picture,
    )


def issues_page(magazine: Magazine, number: int | None = None) -> IssuesPage | None:
    """A page of all issues by year, newest first; None when there is no such page. Six queries.

    On the shelf's own address the newest issue stands apart, with what it leads with.
    """
    shelf = published.shelf(number)
    if shelf is None:
        return None
    pictures = pictures_by_id(row.cover_picture_id for row in shelf.issues)
    leads, name = published.leads_of(shelf.issues), name_on_covers(magazine)
    issues = [on_shelf(row, pictures, name, leads.get(row.pk, ())) for row in shelf.issues]
    newest = issues[0] if issues and number is None else None
    by_year = zip(shelf.issues, issues, strict=True)
    years = (
        ShelfYear(year, tuple(issue for _row, issue in run if issue is not newest))
        for year, run in groupby(by_year, key=lambda pair: pair[0].year)
    )
    title = _("Issues")
    return IssuesPage(
        head=PageHead(title=title_with_page(title, number), path=page_path(PATH, number)),
        title=title,
        newest=newest,
        years=tuple(year for year in years if year.issues),
        number=number,
        older_path=page_path(PATH, shelf.older_number) if shelf.older_number else "",
        newer_path=page_path(PATH, shelf.newer_number) if number else "",
        oldest_path=page_path(PATH, 1) if (shelf.older_number or 1) > 1 else "",
        newest_path=PATH if shelf.newer_number else "",
        where=_years(shelf) if number or shelf.older_number else "",
    )


def _years(shelf: Shelf) -> str:
    first, last = shelf.issues[-1].year, shelf.issues[0].year
    return str(last) if first == last else f"{first} – {last}"


def on_shelf(row: PublishedIssue, pictures: Pictures, name: str, leads: Sequence[str] = ()) -> ShelfIssue:
    """An issue as it stands on the shelf. No query."""
    cover = pictures.get(row.cover_picture_id or 0)
    return ShelfIssue(
        path=row.path,
        title=row.title,
        label=label_of(row),
        cover=cover,
        type_cover=None if cover else type_cover_of(row, name, leads),
        is_contents_only=row.is_contents_only,
        lines=tuple(leads[:LINES_OF_NEWEST]),
    )
