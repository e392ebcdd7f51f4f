"""The synthetic magazine as a source that the importers can read: one neutral record for each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha1
from random import Random

from masthead.demo.drawing import portfolio
from masthead.demo.synthetic.words import PHRASE, Vocabulary, rare_word
from masthead.importers.records import (
    Box,
    Crosshead,
    ImportedArticle,
    ImportedCredit,
    ImportedEntry,
    ImportedIssue,
    ImportedPicture,
    Kind,
    ListOfItems,
    Note,
    Outcome,
    Paragraph,
    Part,
    PictureUse,
    PullQuote,
    Reading,
    Table,
)
from masthead.text.slugs import slug_from

NEWEST = datetime(2026, 10, 31, 12, tzinfo=UTC)
BETWEEN = timedelta(minutes=107)
ISSUE_SIZE = 20
LAST_ISSUE = 100_000
PICTURE_COUNT = 40
PHRASE_EVERY = 100
SECTIONS = ["Culture", "Business", "Design", "Travel", "Well-being", "Science", "Food", "Cities", "Music", "Books"]
FORMS = ["feature", "feature", "news", "news", "essay", "review", "interview", "opinion"]
SERIES_COUNT, PEOPLE_COUNT, TAG_COUNT = 25, 240, 400


class SyntheticMagazine:
    """Articles *first* to *last* of the synthetic magazine of *seed*, number 0 the newest.

    An article depends on its number and the seed only, so a larger magazine begins with the same articles. Articles of one issue must
    not be divided between two sources: *first* is a multiple of ``ISSUE_SIZE``.
    """

    def __init__(self, first: int, last: int, *, seed: int, vocabulary: Vocabulary) -> None:
        self.numbers = range(first, last)
        self.seed = seed
        self.vocabulary = vocabulary
        names = Random(seed + 1)
        self._people = [vocabulary.title(names, 2).title() for _ in range(PEOPLE_COUNT)]
        self._series = [vocabulary.title(names, 3) for _ in range(SERIES_COUNT)]
        self._tags = [vocabulary.title(names, 1).lower() for _ in range(TAG_COUNT)]
        self._weights = [1 / rank for rank in range(1, PEOPLE_COUNT + 1)]

    def survey(self, tick: Callable[[], None]) -> int:
        """Say how many articles there are; there is nothing to look over."""
        tick()
        return len(self.numbers)

    def readings(self) -> Iterator[Reading]:
        """Every article with its one ledger line."""
        for number in self.numbers:
            record = self.article(number)
            note = Note(Kind.ARTICLE, record.key, Outcome.IMPORTED, article=record.key)
            yield Reading(record.key, record, (note,), Counter({Kind.ARTICLE: 1}))

    def issues_named(self, imported: set[str]) -> Iterator[ImportedIssue]:
        """The issues of twenty, the newest first; their sections stand in the order of their first article."""
        for first in range(self.numbers.start, self.numbers.stop, ISSUE_SIZE):
            place = first // ISSUE_SIZE
            numbers = [number for number in range(first, first + ISSUE_SIZE) if _key(number) in imported]
            entries = [ImportedEntry(_key(number), self._section(number)) for number in numbers]
            entries.sort(key=lambda entry: SECTIONS.index(entry.section_label))
            dated_on = _published_at(first).date()
            number = LAST_ISSUE - place
            yield ImportedIssue(f"issue-{number}", str(number), f"No. {number}", dated_on, tuple(entries))

    def picture_bytes(self, key: str) -> bytes:
        """The picture of a key."""
        return pooled(int(key.rpartition("-")[2].removesuffix(".jpg")), self.seed)[1]

    def article(self, number: int) -> ImportedArticle:
        """Article *number*: twelve blocks, 700 to 900 words."""
        dice = Random(self.seed * 1_000_003 + number)
        headline = self.vocabulary.title(dice, dice.randint(3, 8))
        picture = _picture(number * 7 % PICTURE_COUNT, self.seed)
        people = dice.choices(self._people, self._weights, k=dice.choice([1, 1, 1, 2]))
        return ImportedArticle(
            key=_key(number),
            source_path=_key(number),
            slug=f"{slug_from(headline, 'article')[:60].strip('-')}-{number}",
            headline=headline,
            published_at=_published_at(number),
            is_public=True,
            body=tuple(self._body(dice, number, picture)),
            kicker=self.vocabulary.title(dice, 2),
            standfirst=self.vocabulary.sentences(dice, 26),
            form=dice.choice(FORMS),
            section=self._section(number),
            series=dice.choice(self._series) if dice.random() < 0.12 else "",  # noqa: PLR2004
            issue=f"issue-{LAST_ISSUE - number // ISSUE_SIZE}",
            credits=tuple(ImportedCredit(name) for name in dict.fromkeys(people)),
            tags=tuple(dict.fromkeys(dice.choices(self._tags, [1 / r for r in range(1, TAG_COUNT + 1)], k=4))),
            licence="all-rights-reserved",
            hero=PictureUse(picture.key, alt=picture.alt),
            pictures=(picture,),
        )

    def _section(self, number: int) -> str:
        return SECTIONS[Random(number).randrange(len(SECTIONS))]

    def _body(self, dice: Random, number: int, picture: ImportedPicture) -> Iterator[Part]:
        words = self.vocabulary
        yield self._paragraph(dice, f" {rare_word(number).capitalize()}.")
        yield self._paragraph(dice, f" {PHRASE.capitalize()}." if number % PHRASE_EVERY == 0 else "")
        yield Crosshead(words.title(dice, 3))
        yield self._paragraph(dice)
        yield PullQuote(words.sentences(dice, 14), words.title(dice, 2).title())
        yield self._paragraph(dice)
        yield Crosshead(words.title(dice, 3))
        yield self._paragraph(dice)
        yield ListOfItems(tuple(words.sentences(dice, 9) for _ in range(5)))
        yield self._paragraph(dice)
        asides: tuple[Part, ...] = (
            Box(words.title(dice, 3), (Paragraph(words.sentences(dice, 40)),)),
            PictureUse(picture.key, words.sentences(dice, 12), picture.alt),
            Table(tuple(tuple(words.draw(dice, 3)) for _ in range(5)), caption=words.title(dice, 5)),
        )
        yield asides[number % len(asides)]
        yield self._paragraph(dice)

    def _paragraph(self, dice: Random, end: str = "") -> Paragraph:
        return Paragraph(self.vocabulary.sentences(dice, dice.randint(85, 115)) + end)


@lru_cache(maxsize=PICTURE_COUNT)
def pooled(place: int, seed: int) -> tuple[str, bytes, int, int]:
    """Name, JPEG file, width and height of one picture of the pool, drawn once. The pool takes about 25 MB of memory."""
    return portfolio.pooled(place, seed=seed)


@lru_cache(maxsize=PICTURE_COUNT)
def _picture(place: int, seed: int) -> ImportedPicture:
    name, data, width, height = pooled(place, seed)
    return ImportedPicture(
        key=f"{name}.jpg",
        sha1=sha1(data, usedforsecurity=False).hexdigest(),
        size_bytes=len(data),
        width=width,
        height=height,
        title=name.replace("-", " ").capitalize(),
        alt=f"A drawing: {name.rpartition('-')[0].replace('-', ' ')}.",
        creator="Drawn by code",
        licence="cc0",
    )


def _key(number: int) -> str:
    return f"article-{number}"


def _published_at(number: int) -> datetime:
    return NEWEST - BETWEEN * number
