"""Covers of issues that have no picture of one: type on flat inks, composed from the issue's own number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from django.utils.formats import date_format

from masthead.front.context import TypeCover
from masthead.magazine.models import Magazine
from masthead.published.models import PublishedIssue

PAIRS_OF_INKS, COMPOSITIONS = 6, 4
NAME_WIDTHS = (5.1, 6.2, 7.5, 9.1, 10.8, 13.0)
"""The widest line, in em, that each size of the name still sets whole; the seventh breaks words where it must."""
TWO_LINES_FROM = 4
"""A name that would be set smaller than this size is set in two lines."""
WORDS_LENGTHS, WORD_WIDTHS, NUMBER_LENGTHS = (22, 48), (4.8, 5.9), (2, 3)
"""Characters of the words, em of their longest, and figures of the number, that each size still holds."""
NARROW, WIDE = frozenset("iljtfrI.,:;'’!|()"), frozenset("mwMW—&@%")


def name_on_covers(magazine: Magazine) -> str:
    """The words of the nameplate. No query."""
    return magazine.theme_now.nameplate_words or magazine.name


def type_cover_of(issue: PublishedIssue, name: str, leads: Sequence[str] = ()) -> TypeCover:
    """The cover of an issue under a name; ``leads`` is what it leads with, for an issue whose title only says its number. No query.

    Inks and composition follow from the number, or from the month where there is none: an issue always has the same
    cover, and neither what stood on the one before it.
    """
    lines = name_lines(name)
    only_number = says_only_its_number(issue.title, issue.number)
    words = (leads[0] if leads else "") if only_number else issue.title
    has_figure = any(letter.isdecimal() for letter in issue.number)
    place = issue.number_sort if has_figure else issue.dated_on.year * 12 + issue.dated_on.month
    return TypeCover(
        name_lines=lines,
        name_size=_step(max(map(width_in_em, lines)), NAME_WIDTHS),
        number=issue.number,
        number_size=_step(len(issue.number), NUMBER_LENGTHS),
        words=words,
        words_size=max(_step(len(words), WORDS_LENGTHS), _step(_longest_word(words), WORD_WIDTHS)),
        period=period_of(issue),
        inks=place % PAIRS_OF_INKS + 1,
        composition=(place + place // COMPOSITIONS) % COMPOSITIONS + 1,
    )


def label_of(issue: PublishedIssue) -> str:
    """“No. 12, November 2026”; the period alone where the title says no more than the number."""
    return period_of(issue) if says_only_its_number(issue.title, issue.number) else issue.label


def period_of(issue: PublishedIssue) -> str:
    """Its name or period, else its month: “November 2026”."""
    return issue.period_label or date_format(issue.dated_on, "F Y")


def says_only_its_number(title: str, number: str) -> bool:
    """Whether a title is no more than “Issue 14”, “Nr. 14” or “14”."""
    return re.fullmatch(rf"[^\d.,]{{0,12}}[.\s]*{re.escape(number)}\D{{0,2}}", title.strip()) is not None


def name_lines(name: str) -> tuple[str, ...]:
    """The name on one line, or on the two most equal ones where one would make it small."""
    if _step(width_in_em(name), NAME_WIDTHS) <= TWO_LINES_FROM:
        return (name,)
    words = name.split()
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(splits, key=lambda lines: max(map(width_in_em, lines)), default=(name,))


def width_in_em(text: str) -> float:
    """About how wide the widest of our display faces sets a text; a little too much rather than too little."""
    return sum(_letter_width(letter) for letter in text)


def _longest_word(words: str) -> float:
    return max(map(width_in_em, words.split()), default=0.0)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter.isspace():
        return 0.25
    if letter in NARROW:
        return 0.32
    return 0.9 if letter in WIDE else 0.72 if letter.isupper() else 0.53


def _step(size: float, limits: Sequence[float]) -> int:
    """Which of the steps a size falls on: 1 for up to the first limit."""
    return 1 + sum(size > limit for limit in limits)
