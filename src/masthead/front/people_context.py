"""What the templates of contributors and of the masthead receive. ``docs/themers/contexts.md`` lists it; a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from masthead.front.context import Card, Listing
from masthead.machines.context import PageHead
from masthead.pictures.context import DrawnPicture


@dataclass(frozen=True)
class PersonCard:
    """A contributor shown small."""

    name: str
    path: str
    role_title: str
    portrait: DrawnPicture | None = None


@dataclass(frozen=True)
class Work:
    """What somebody did in one role, on one page of a contributor's list."""

    role: str = field(metadata={"help": "a code of contributors.models.Role"})
    label: str | Promise = field(metadata={"help": "“Words”, “Photographs”"})
    cards: tuple[Card, ...] = field(metadata={"help": "newest first"})


@dataclass(frozen=True)
class ContributorPage:
    """A contributor's page."""

    head: PageHead
    name: str
    role_title: str
    biography: SafeString
    website: str
    website_label: str = field(metadata={"help": "the address without what only machines need: “ada.example.org”"})
    portrait: DrawnPicture | None
    listing: Listing
    works: tuple[Work, ...] = field(metadata={"help": "the cards of the listing by role, words first"})


@dataclass(frozen=True)
class Initial:
    """Those whose name is sorted under one letter."""

    letter: str
    people: tuple[PersonCard, ...]


@dataclass(frozen=True)
class ContributorsPage:
    """All contributors who have something published, from A to Z; the experts apart and first."""

    head: PageHead
    experts: tuple[PersonCard, ...]
    initials: tuple[Initial, ...] = field(metadata={"help": "everybody, the experts too, from A to Z"})


@dataclass(frozen=True)
class MastheadGroup:
    """Those who stand under one heading of the masthead."""

    heading: str
    people: tuple[PersonCard, ...]


@dataclass(frozen=True)
class PolicyPage:
    """A plain page that says how the magazine works."""

    title: str
    path: str
    labels: tuple[str | Promise, ...] = field(metadata={"help": "what it says: “Ethics”, “Corrections”"})


@dataclass(frozen=True)
class MastheadPage:
    """Who makes the magazine, by heading, and where it says how it works."""

    head: PageHead
    title: str
    words: SafeString = field(metadata={"help": "of the plain page that stands at /masthead/; may be empty"})
    groups: tuple[MastheadGroup, ...]
    policies: tuple[PolicyPage, ...]
