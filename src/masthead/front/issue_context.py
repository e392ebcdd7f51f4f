"""What templates of the shelf, of an issue and of a proof receive. ``docs/themers/contexts.md`` lists it; a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.safestring import SafeString

from masthead.front.context import ArticlePage, Link, TypeCover
from masthead.machines.context import PageHead
from masthead.pictures.context import DrawnPicture
from masthead.published.context import CoverLine, CoverLook


@dataclass(frozen=True)
class ShelfIssue:
    """An issue on the shelf."""

    path: str
    title: str
    label: str = field(
        metadata={"help": "“No. 12, November 2026”; the month alone where the title says no more than the number"}
    )
    cover: DrawnPicture | None
    type_cover: TypeCover | None = field(metadata={"help": "where there is no picture of a cover"})
    is_contents_only: bool
    lines: tuple[str, ...] = field(
        default=(), metadata={"help": "what it leads with: of the newest four, of one without a cover its first"}
    )


@dataclass(frozen=True)
class ShelfYear:
    """The issues of one year, newest first."""

    year: int
    issues: tuple[ShelfIssue, ...]


@dataclass(frozen=True)
class IssuesPage:
    """A page of all issues by year, newest first; pages are numbered from the oldest issues."""

    head: PageHead
    title: str
    years: tuple[ShelfYear, ...] = field(metadata={"help": "without the newest issue, where that stands apart"})
    newest: ShelfIssue | None = field(
        default=None, metadata={"help": "the newest issue of all, only on the shelf's own address"}
    )
    number: int | None = field(
        default=None, metadata={"help": "none on the shelf's own address, which shows the newest"}
    )
    older_path: str = field(default="", metadata={"help": "address of the page before; empty on the oldest"})
    newer_path: str = field(default="", metadata={"help": "address of the page after; empty on the newest"})
    oldest_path: str = field(default="", metadata={"help": "address of page 1, where that is not the page before"})
    newest_path: str = field(default="", metadata={"help": "the shelf's own address, where that is not the page after"})
    where: str = field(default="", metadata={"help": "“2019 – 2023”; empty on a shelf of one page"})


@dataclass(frozen=True)
class IssueEntry:
    """One line of an issue's contents."""

    title: str
    byline: str
    kicker: str
    page_number: str
    path: str = field(metadata={"help": "empty for a piece that is only named"})
    is_cover_story: bool
    standfirst: str = ""
    sponsor_label: str = field(default="", metadata={"help": "“Sponsored by …”; whenever it is there it must be shown"})
    language: str = field(default="", metadata={"help": "only when it is not the magazine's own"})
    direction: str = field(default="", metadata={"help": "ltr or rtl; with language"})
    picture: DrawnPicture | None = field(
        default=None, metadata={"help": "of a cover story, else of the first of its part; never what is on the cover"}
    )


@dataclass(frozen=True)
class IssuePart:
    """A run of entries under one department."""

    label: str
    entries: tuple[IssueEntry, ...]


@dataclass(frozen=True)
class IssuePage:
    """An issue: cover, cover lines, editor's letter, contents in running order."""

    head: PageHead
    title: str
    label: str = field(
        metadata={
            "help": "“No. 12, November 2026”; the period alone, or empty, where the title says no more than the number"
        }
    )
    number: str
    dated_on: date
    cover: DrawnPicture | None
    cover_subject: str
    cover_look: CoverLook
    cover_lines: tuple[CoverLine, ...]
    type_cover: TypeCover | None = field(metadata={"help": "where there is no picture of a cover"})
    letter: SafeString
    letter_by: Link | None
    letter_role: str = field(metadata={"help": "the title of who signed it: “Editor”"})
    letter_portrait: DrawnPicture | None
    parts: tuple[IssuePart, ...]
    is_contents_only: bool
    feed_path: str
    older: ShelfIssue | None = field(default=None, metadata={"help": "the issue before it on the shelf"})
    newer: ShelfIssue | None = field(default=None, metadata={"help": "the issue after it on the shelf"})

    @property
    def is_slim(self) -> bool:
        """Whether it has neither a cover picture nor a letter, so that its contents stand right beside its cover of type."""
        return self.type_cover is not None and not self.letter


@dataclass(frozen=True)
class ProofBand:
    """What stands above every page of a proof."""

    number: int = field(metadata={"help": "of the proof"})
    issue_title: str
    expires_at: datetime = field(metadata={"help": "when the link ends"})
    contents_path: str
    whole_path: str = field(metadata={"help": "address of the whole issue on one page"})
    previous: Link | None = field(metadata={"help": "the piece before this one"})
    next: Link | None = field(metadata={"help": "the piece after this one; the first one on the contents"})


@dataclass(frozen=True)
class ProofPage:
    """A whole issue on one page, read in private."""

    head: PageHead
    title: str
    issue: IssuePage
    pieces: tuple[ArticlePage, ...] = field(metadata={"help": "in running order"})
