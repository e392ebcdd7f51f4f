"""What templates receive from the read model."""

from dataclasses import dataclass, field

from masthead.published.models import PublishedArticle, PublishedIssue


@dataclass(frozen=True)
class ListPage:
    """One page of a list. Pages are numbered from the oldest, so that a full page never changes again."""

    entries: list[PublishedArticle] = field(metadata={"help": "newest first"})
    number: int | None = field(metadata={"help": "None on the list's own address, which shows the newest"})
    count: int = field(metadata={"help": "articles in the whole list"})
    older_number: int | None = field(metadata={"help": "page to go back to; None on the oldest"})
    newer_number: int | None = field(
        metadata={"help": "page to go forward to; None when that is the list's own address"}
    )

    @property
    def is_newest(self) -> bool:
        """Whether this is the list's own address."""
        return self.number is None


@dataclass(frozen=True)
class Shelf:
    """One page of all issues, numbered as lists are."""

    issues: list[PublishedIssue] = field(metadata={"help": "newest first; their entries are read when asked for"})
    number: int | None = field(metadata={"help": "None on the shelf's own address, which shows the newest"})
    count: int = field(metadata={"help": "issues on the whole shelf"})
    older_number: int | None
    newer_number: int | None


@dataclass(frozen=True)
class ContentsLine:
    """One line of an issue's contents, as readers see it."""

    title: str
    byline: str
    kicker: str
    page_number: str
    path: str = field(metadata={"help": "empty for a piece that is only named"})
    is_cover_story: bool
    card: PublishedArticle | None


@dataclass(frozen=True)
class ContentsPart:
    """A run of lines under one section label."""

    label: str
    lines: list[ContentsLine]


@dataclass(frozen=True)
class CoverLine:
    """A line on the cover, bound to an article."""

    text: str
    path: str = field(metadata={"help": "empty for a piece that is only named"})


@dataclass(frozen=True)
class CoverLook:
    """How the words of a cover stand to its picture."""

    place: str = field(default="beside", metadata={"help": "beside, top-start, top-end, bottom-start or bottom-end"})
    ink: str = field(default="light", metadata={"help": "light or dark"})
    has_shade: bool = field(default=False, metadata={"help": "a veil behind the lines"})
    has_nameplate: bool = field(default=False, metadata={"help": "the magazine's name across the top"})

    @property
    def lines_are_over(self) -> bool:
        """Whether the cover lines stand over the picture."""
        return self.place != "beside"

    @property
    def is_over(self) -> bool:
        """Whether anything stands over the picture."""
        return self.lines_are_over or self.has_nameplate


@dataclass(frozen=True)
class IssueView:
    """A published issue with its cover lines and contents resolved against what is public now."""

    issue: PublishedIssue
    cover_lines: list[CoverLine] = field(metadata={"help": "in the order they stand on the cover"})
    parts: list[ContentsPart] = field(metadata={"help": "sections in running order"})
