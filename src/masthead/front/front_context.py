"""What the template of the front page receives. The other pages' contexts are in ``context.py``."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.front.context import Card, LatestIssue
from masthead.front.people_context import PersonCard
from masthead.machines.context import PageHead
from masthead.published.context import ContentsLine


@dataclass(frozen=True)
class Band:
    """A section on the front page."""

    title: str
    path: str
    cards: tuple[Card, ...] = field(metadata={"help": "the large ones first"})
    shape: str = field(metadata={"help": "how the look sets it: feature, mirrored, pair, tiles, words, essay or short"})
    large_count: int = field(metadata={"help": "cards that stand large; the rest are a list"})
    is_wordy: bool = field(metadata={"help": "whether the cards of the list have their standfirsts"})
    is_pictured: bool = field(metadata={"help": "whether the large cards have their pictures"})


@dataclass(frozen=True)
class FrontQuote:
    """A sentence out of an article, placed on the front page by an editor."""

    text: str = field(metadata={"help": "without quotation marks"})
    speaker: str = field(metadata={"help": "who says it; may be empty"})
    title: str = field(metadata={"help": "the article it is taken from"})
    path: str


@dataclass(frozen=True)
class Opinion:
    """A piece of opinion with who speaks in it."""

    card: Card
    writer: PersonCard | None


@dataclass(frozen=True)
class FrontPart:
    """Something that stands below the opening of the front page."""

    kind: str = field(metadata={"help": "issue, quote, picks, opinions, band, experts or sign_up"})
    band: Band | None = field(metadata={"help": "with the kind band"})


@dataclass(frozen=True)
class FrontPage:
    """The front page. No article stands on it twice; a slot without content closes."""

    head: PageHead
    lead: Card | None
    seconds: tuple[Card, ...] = field(metadata={"help": "those with a picture first, as many as the look shows"})
    also: tuple[Card, ...] = field(
        metadata={"help": "the next newest, for headlines under the lead; only where there is plenty"}
    )
    picks: tuple[Card, ...] = field(metadata={"help": "placed by editors, never filled by itself"})
    quote: FrontQuote | None
    latest_issue: LatestIssue | None
    contents: tuple[ContentsLine, ...] = field(
        metadata={"help": "the first lines of the latest issue's contents; in some looks, instead of its cover lines"}
    )
    issue_is_beside: bool = field(metadata={"help": "the latest issue stands in the opening, not among the parts"})
    opinions: tuple[Opinion, ...] = field(metadata={"help": "the newest; none unless there are two"})
    bands: tuple[Band, ...]
    experts: tuple[PersonCard, ...]
    lead_sizes: str = field(metadata={"help": "how wide the lead's picture is drawn, for the sizes of an image"})
    card_sizes: str = field(metadata={"help": "the same of the seconds and the large cards of bands"})
    parts: tuple[FrontPart, ...] = field(metadata={"help": "what stands below the opening, in the look's order"})

    @property
    def rails(self) -> tuple[tuple[Card, ...], ...]:
        """The seconds with pictures, and those in words only; without any picture, two rails of words. No empty rail."""
        pictured = sum(card.picture is not None for card in self.seconds)
        first = pictured or (len(self.seconds) + 1) // 2
        return tuple(rail for rail in (self.seconds[:first], self.seconds[first:]) if rail)
