"""What editors placed on the front, against what is public; and what fills the places they left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from masthead.front.context import Card
from masthead.front.front_context import FrontQuote
from masthead.front.queries.cards import LONGEST_STANDFIRST, Pictures, card_of, length_of
from masthead.published.models import PublishedArticle
from masthead.slots.models import LIMITS, Place
from masthead.slots.queries import PlacedSlot

Articles = Mapping[int, PublishedArticle]
WORDED_LEADS = 5
"""Among so many of the newest a lead in words is looked for, so that it is still news."""


@dataclass(frozen=True)
class Opening:
    """The articles at the top of the front; each with the slot that placed it, or None where it was found."""

    lead: Placed | None
    seconds: tuple[Placed, ...]
    picks: tuple[Placed, ...]
    quote: Placed | None

    @property
    def all(self) -> Iterator[Placed]:
        """Everything that stands in a place, in order."""
        yield from (placed for placed in (self.lead, *self.seconds, *self.picks, self.quote) if placed)

    @property
    def article_ids(self) -> set[int]:
        """What may not stand on the front again."""
        return {placed.row.pk for placed in self.all}

    @property
    def picture_ids(self) -> list[int | None]:
        """The pictures of the lead and the picks."""
        return [placed.picture_id for placed in (self.lead, *self.picks) if placed]


@dataclass(frozen=True)
class Placed:
    """An article in a place."""

    row: PublishedArticle
    slot: PlacedSlot | None = None

    @property
    def picture_id(self) -> int | None:
        """The slot's own picture, else the article's."""
        return (self.slot.picture_id if self.slot else None) or self.row.hero_picture_id

    def card(self, pictures: Pictures, *, longest: int = LONGEST_STANDFIRST) -> Card:
        """As a card, with the slot's own words where it has some. A sponsor's label stays, whatever an editor writes. No query."""
        card = replace(card_of(self.row, pictures, longest=longest), picture=pictures.get(self.picture_id or 0))
        if self.slot is None:
            return card
        return replace(
            card,
            kicker=self.slot.kicker or card.kicker,
            title=self.slot.headline or card.title,
            length=length_of(self.slot.headline or card.title),
            standfirst=self.slot.standfirst or card.standfirst,
        )

    def quoted(self) -> FrontQuote | None:
        """As a quote; None for a slot without words."""
        if self.slot is None or not self.slot.quote_text.strip():
            return None
        return FrontQuote(self.slot.quote_text, self.slot.quote_by, self.row.card_title, self.row.path)


def opening_of(slots: Sequence[PlacedSlot], newest: Sequence[PublishedArticle], articles: Articles) -> Opening:
    """The top of the front: what an editor placed, if it is public; lead and seconds are filled up with the newest.

    ``newest`` are candidates, newest first. No article twice, also when an editor's and a found one coincide. No query.
    """
    by_place = {place: _public(slots, place, articles) for place in LIMITS}
    taken = {slot.article_id for slot in slots}
    free = [row for row in newest if row.pk not in taken]
    lead = next(iter(by_place[Place.LEAD]), None)
    if lead is None and (found := lead_among(free)):
        lead = Placed(found)
        free.remove(found)
    wanting = LIMITS[Place.SECOND] - len(by_place[Place.SECOND])
    seconds = (*by_place[Place.SECOND], *(Placed(row) for row in free[: max(0, wanting)]))
    return Opening(lead, seconds, tuple(by_place[Place.PICK]), next(iter(by_place[Place.QUOTE]), None))


def lead_among(newest: Sequence[PublishedArticle]) -> PublishedArticle | None:
    """The newest article with a picture; where none has one, the first of the newest few that says what it is about; else the newest.

    Never one that somebody paid for.
    """
    unpaid = [row for row in newest if not row.is_sponsored]
    worded = (row for row in unpaid[:WORDED_LEADS] if row.standfirst)
    return next((row for row in unpaid if row.hero_picture_id), None) or next(worded, unpaid[0] if unpaid else None)


def _public(slots: Sequence[PlacedSlot], place: str, articles: Articles) -> list[Placed]:
    standing = [slot for slot in slots if slot.place == place and slot.article_id in articles]
    return [Placed(articles[slot.article_id], slot) for slot in standing]
