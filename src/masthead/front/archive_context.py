"""What the template of the archive and of a year's page receives. ``docs/themers/contexts.md`` lists it; a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.front.context import Card, Link, Listing
from masthead.front.issue_context import ShelfIssue
from masthead.machines.context import PageHead


@dataclass(frozen=True)
class YearCount:
    """A year of the archive."""

    year: int
    path: str
    count: int


@dataclass(frozen=True)
class ArchiveMonth:
    """A month of the year that lies open."""

    name: str = field(metadata={"help": "“November”"})
    count: int = field(metadata={"help": "articles in the whole month"})
    cards: tuple[Card, ...] = field(metadata={"help": "newest first: on the archive's page its newest few"})
    issue: ShelfIssue | None = field(default=None, metadata={"help": "the newest of the month, on the archive's page"})

    @property
    def rest(self) -> int:
        """How many more there are than the cards here."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class ArchivePage:
    """The years in which something was published, and one of them by its months: the newest on the archive's page, else its own."""

    head: PageHead
    title: str
    years: tuple[YearCount, ...] = field(metadata={"help": "newest first"})
    year: YearCount | None = field(metadata={"help": "the one that lies open; none while nothing is published"})
    months: tuple[ArchiveMonth, ...] = field(metadata={"help": "of that year, newest first"})
    listing: Listing | None = field(
        default=None, metadata={"help": "on a year's own page: its newest, which the months have, and the way on"}
    )
    crumbs: tuple[Link, ...] = ()
