"""What an article speaks of: its key words, by how often it says them and how rarely others do (tf-idf).

How often counts by its square root, so that a name on every line does not drown the rest; the headline and the standfirst count more
than the copy. A word said once in the copy is not what the article is about, nor is the name of who wrote it. Words that no other
article uses bind it to nothing yet; a few are kept for the next one that does. How a text becomes words and stems is the business of
``text.analysis``. The figures were chosen by reading the lists of two magazines (docs/decisions/0026-what-to-read-next.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from masthead.text.analysis import Analysis, analysis_of, searchable

MOST_WORDS, MOST_NEW_WORDS = 24, 6
UNIT = 1000
"""The length of an article's vector of weights."""
FIRST_LETTERS = 40_000
"""What is read of a text; some 7,000 words."""
COMMON_SHARE, COMMON_AMONG_FEW, FEW = 0.25, 0.5, 12
"""A word that stands in more than a quarter of the articles says nothing; among fewer than twelve, in more than half."""
RARE = 2
"""Rarer than this is no rarer: a word that only one article uses binds it to nothing."""
LONGEST, SHORTEST = 60, 3
# Han, kana: no spaces between words, so that pairs of characters take their place.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_NUMBER = re.compile(r"\d+\w{0,2}")


@dataclass(frozen=True)
class Zone:
    """A part of an article and how often each of its words counts."""

    text: str
    times: int


@dataclass(frozen=True)
class Spoken:
    """A word that says what an article is about."""

    stem: str
    word: str
    weight: int


@dataclass(frozen=True)
class Counts:
    """In how many of ``sample`` articles the words stand that are asked for."""

    of_stem: Mapping[str, int]
    sample: int

    def is_known(self, stem: str) -> bool:
        """Whether another article uses the word."""
        return self.of_stem.get(stem, 1) > 1

    def rarity(self, stem: str) -> float:
        """How much a word says: nothing when many use it; the inverse document frequency, as a logarithm."""
        count = self.of_stem.get(stem, 1)
        share = COMMON_SHARE if self.sample >= FEW else COMMON_AMONG_FEW
        return 0.0 if count > share * self.sample else math.log((1 + self.sample) / max(count, RARE))


def stems_in(text: str, language: str) -> Iterator[tuple[str, str]]:
    """``(stem, word)`` of each word that can say something, in order: no stop words, numbers, or words of one or two letters."""
    analysis = analysis_of(language)
    text = searchable(text[:FIRST_LETTERS])
    known: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for both in zip(analysis.stems.analyze(text), analysis.words.analyze(text), strict=True):
        if both not in known:
            known[both] = _said_by(*both, analysis)
        yield from known[both]


def _said_by(stem: str, word: str, analysis: Analysis) -> list[tuple[str, str]]:
    if pairs := _pairs_in(word):
        return [(pair, pair) for pair in pairs]
    is_word = SHORTEST <= len(word) <= LONGEST and len(stem) <= LONGEST and not _NUMBER.fullmatch(word)
    return [(stem, word)] if is_word and not analysis.is_stop_word(word) else []


def _pairs_in(word: str) -> list[str]:
    runs = _UNSPACED.findall(word)
    return [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


@dataclass(frozen=True)
class Heard:
    """The words of an article: how often each stem counts, and how often it stands in each form."""

    often: Counter[str]
    forms: Counter[tuple[str, str]]

    def commonest_forms(self, stems: Collection[str]) -> dict[str, str]:
        """The form in which each of the stems stands most often."""
        found = sorted((count, word, stem) for (stem, word), count in self.forms.items() if stem in stems)
        return {stem: word for _, word, stem in found}


def heard(zones: Iterable[Zone], language: str, *, without: str = "") -> Heard:
    """The words of an article's parts, but for those in ``without``."""
    unwanted = {stem for stem, _ in stems_in(without, language)}
    often: Counter[str] = Counter()
    forms: Counter[tuple[str, str]] = Counter()
    for zone in zones:
        said = Counter(stems_in(zone.text, language))
        forms.update(said)
        for (stem, _), count in said.items():
            if stem not in unwanted:
                often[stem] += count * zone.times
    return Heard(often, forms)


def key_words(words: Heard, counts: Counts) -> list[Spoken]:
    """The words that say most about an article, the weightiest first: up to 24 that others use too, and 6 that none does yet."""
    weighed = [(math.sqrt(count) * counts.rarity(stem), stem) for stem, count in words.often.items() if count > 1]
    ranked = sorted((each for each in weighed if each[0] > 0), reverse=True)
    known = [each for each in ranked if counts.is_known(each[1])][:MOST_WORDS]
    new = [each for each in ranked if not counts.is_known(each[1])][:MOST_NEW_WORDS]
    length = math.sqrt(sum(weight * weight for weight, _ in known or new))
    chosen = sorted((*known, *new), reverse=True)
    forms = words.commonest_forms({stem for _, stem in chosen})
    return [Spoken(stem, forms[stem], min(UNIT, round(UNIT * weight / length))) for weight, stem in chosen]
