"""What the template of the style guide receives."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from masthead.front.context import Card, LatestIssue, Listing
from masthead.front.people_context import PersonCard
from masthead.machines.context import PageHead
from masthead.magazine.readings import Reading


@dataclass(frozen=True)
class Language:
    """A sample of another script."""

    code: str
    direction: str
    name: str
    body: SafeString
    card: Card


@dataclass(frozen=True)
class StyleGuide:
    """All parts of a page in one place, for who makes or chooses a theme."""

    head: PageHead
    sheets: tuple[str, ...] = field(metadata={"help": "the style sheets of all kinds of pages, as static paths"})
    steps: tuple[str, ...] = field(metadata={"help": "the type scale, smallest first: the end of a token’s name"})
    colours: tuple[str, ...] = field(metadata={"help": "tokens of colour"})
    readings: tuple[Reading, ...] = field(metadata={"help": "pairs of colours with their contrast, light then dark"})
    cards: tuple[Card, ...] = field(metadata={"help": "with and without picture, long, sponsored, of several forms"})
    long_card: Card
    body: SafeString
    listing: Listing
    empty: Listing
    latest_issue: LatestIssue
    people: tuple[PersonCard, ...]
    languages: tuple[Language, ...]
