"""The three ways to compose the front page: what stands in which order, and where pictures stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from masthead.magazine.themes import FrontLayout
from masthead.published.models import PublishedArticle


@dataclass(frozen=True)
class Shape:
    """How one band is set: ``large_count`` cards with pictures, then a list of the rest."""

    name: str
    large_count: int
    card_count: int
    is_wordy: bool = False
    """Whether the cards of the list have their standfirsts."""
    is_pictured: bool = True
    """Whether the large cards stand there with their pictures; else they are large by their words."""

    def picks_from(self, rows: Sequence[PublishedArticle]) -> list[PublishedArticle]:
        """As many rows as the shape holds: first the newest with a picture for its large places, then the rest in order. No query.

        What somebody paid for does not stand large.
        """
        large = [row for row in rows if self._may_be_large(row)][: self.large_count]
        rest = sorted((row for row in rows if row not in large), key=lambda row: row.is_sponsored)
        return [*large, *rest][: self.card_count]

    def suits(self, rows: Sequence[PublishedArticle]) -> bool:
        """Whether there is a piece for every large place, and something for the list beside them."""
        large = sum(map(self._may_be_large, rows))
        return large >= self.large_count and (not self.large_count or len(rows) > self.large_count)

    def _may_be_large(self, row: PublishedArticle) -> bool:
        return not row.is_sponsored and bool(row.hero_picture_id if self.is_pictured else row.standfirst)


WORDS = Shape("words", 0, 4, is_wordy=True)
ESSAY = Shape("essay", 1, 5, is_pictured=False)
SHORT = Shape("short", 2, 2)


@dataclass(frozen=True)
class Composition:
    """One way to set the front page; its sheet is ``front/css/fronts/<name>.css``."""

    order: tuple[str, ...]
    """Parts after the opening, from the top; ``band`` is the next band, ``bands`` all that are left."""
    shapes: tuple[Shape, ...]
    """Of the first band, of the second, and so on, then again from the first. No two neighbours have as many columns."""
    issue_is_beside: bool
    """The latest issue stands in the opening, not among the parts."""
    pictured_second_count: int
    lead_sizes: str = "(min-width: 64rem) 50vw, 100vw"
    card_sizes: str = "(min-width: 46rem) 40vw, 100vw"
    """How wide pictures are drawn. An upright place shows a part of a wide picture: that one is drawn wider than the place."""
    also_count: int = 0
    """Headlines under the lead, where there is plenty."""
    contents_count: int = 0
    """Lines of the issue's contents, instead of its cover lines; an issue without cover lines has some in every look."""
    short: Shape = SHORT
    """Of a band of one or two cards."""
    words: tuple[Shape, ...] = (WORDS, ESSAY)
    """Of a band that has not enough pictures: the first that its neighbour does not wear."""

    def shapes_for(self, bands: Sequence[Sequence[PublishedArticle]]) -> Iterator[Shape]:
        """A shape for each band, not that of the band above it unless both are short. No query."""
        above = ""
        for shape, rows in zip(cycle(self.shapes), bands, strict=False):
            if len(rows) <= self.short.card_count:
                chosen = self.short
            else:
                suiting = [each for each in (shape, *self.words) if each.suits(rows)]
                chosen = next((each for each in suiting if each.name != above), WORDS)
            above = chosen.name
            yield chosen

    def parts(self, band_count: int, there: Collection[str]) -> Iterator[str]:
        """The order of a page with so many bands; of the other parts only those that are ``there``."""
        left = band_count
        for part in self.order:
            wanted = {"band": min(1, left), "bands": left}.get(part)
            if wanted is None:
                yield from [part] if part in there else []
            else:
                left -= wanted
                yield from ["band"] * wanted


COMPOSITIONS: dict[str, Composition] = {
    FrontLayout.BROADSHEET: Composition(
        order=("quote", "band", "opinions", "band", "picks", "bands", "sign_up", "experts"),
        shapes=(Shape("feature", 1, 5), WORDS, Shape("mirrored", 1, 5), Shape("pair", 2, 5)),
        issue_is_beside=True,
        pictured_second_count=2,
        also_count=4,
    ),
    FrontLayout.GALLERY: Composition(
        order=("quote", "band", "issue", "band", "picks", "band", "opinions", "bands", "sign_up", "experts"),
        shapes=(Shape("pair", 2, 5), Shape("mirrored", 1, 4), Shape("tiles", 2, 5)),
        issue_is_beside=False,
        pictured_second_count=3,
        lead_sizes="(min-width: 46rem) 90vw, 190vw",
        card_sizes="(min-width: 46rem) 60vw, 190vw",
    ),
    FrontLayout.QUIET: Composition(
        order=("quote", "band", "opinions", "band", "picks", "bands", "sign_up", "experts"),
        shapes=(Shape("feature", 1, 4), replace(WORDS, card_count=3), replace(ESSAY, card_count=4)),
        words=(replace(WORDS, card_count=3), replace(ESSAY, card_count=4)),
        short=Shape("short", 0, 2, is_wordy=True),
        issue_is_beside=True,
        pictured_second_count=0,
        lead_sizes="(min-width: 60rem) 62vw, 100vw",
        card_sizes="(min-width: 60rem) 62vw, 100vw",
        contents_count=9,
    ),
}
