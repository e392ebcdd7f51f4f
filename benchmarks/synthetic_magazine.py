"""A synthetic magazine and the questions asked of it, always the same: for measuring search engines."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

VOCABULARY_SIZE = 200_000
REPEATS = 40


@dataclass(frozen=True)
class Article:
    """One article of the synthetic magazine."""

    id: int
    headline: str
    standfirst: str
    byline: str
    labels: str
    body: str
    published_on: str


@dataclass(frozen=True)
class Asked:
    """One query: ``kind`` is all (every word), any (some word), phrase or prefix."""

    kind: str
    words: tuple[str, ...]


def vocabulary() -> list[str]:
    """Pronounceable words, the most frequent first; short ones at the top, as in a language."""
    rng = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY_SIZE:
        syllables = 1 + (len(words) > 60) + (len(words) > 3_000) + (rng.random() < 0.4)
        word = "".join(rng.choice("bcdfglmnprstvkh") + rng.choice("aeiou") for _ in range(syllables))
        words[word + rng.choice("bcdfglmnprstvkh")] = None
    return list(words)


WORDS = vocabulary()
FREQUENCIES = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY_SIZE + 1)))
NAMES = [f"{a.title()} {b.title()}" for a, b in zip(WORDS[5_000:5_300], WORDS[9_000:9_300], strict=True)]


def article(number: int) -> Article:
    """The article with this number, always the same."""
    rng = random.Random(1_000_003 + number)

    def drawn(count: int) -> str:
        return " ".join(rng.choices(WORDS, cum_weights=FREQUENCIES, k=count)).capitalize()

    length = max(120, round(rng.gauss(600, 150)))
    return Article(
        id=number + 1,
        headline=drawn(8),
        standfirst=drawn(25) + ".",
        byline=" and ".join(rng.sample(NAMES, rng.choice((1, 1, 1, 2)))),
        labels=", ".join(rng.sample(WORDS[2_000:2_500], 4)),
        body="\n\n".join(drawn(80) + "." for _ in range(0, length, 80)),
        published_on=str(date(2010, 1, 1) + timedelta(days=number * 5_840 // 100_000)),
    )


def query_classes(articles: int) -> dict[str, list[Asked]]:
    """Forty queries of each class that the product is held to."""
    rng = random.Random(3)
    rare = min(range(VOCABULARY_SIZE), key=lambda rank: abs(share_of(rank) - 0.001))
    middling = WORDS[300:2_000:40]
    phrases = []
    for _ in range(REPEATS):
        words = re.findall(r"\w+", article(rng.randrange(articles)).body.split("\n\n")[0].lower())
        start = rng.randrange(70)
        phrases.append(Asked("phrase", tuple(words[start : start + rng.choice((2, 3))])))
    return {
        "rare word (0.1 %)": [Asked("all", (word,)) for word in WORDS[rare : rare + REPEATS]],
        "common word (30 %)": [Asked("all", (word,)) for word in WORDS[130:170]],
        "word in every article": [Asked("all", (WORDS[0],))] * REPEATS,
        "two words": [Asked("all", pair) for pair in itertools.pairwise(middling)],
        "two common words": [Asked("all", pair) for pair in itertools.pairwise(WORDS[130:171])],
        "phrase": phrases,
        "prefix of 3 letters": [Asked("prefix", (word[:3],)) for word in rng.sample(WORDS[60:3_000], REPEATS)],
    }


def share_of(rank: int) -> float:
    """The share of articles that hold the word of this rank."""
    return 1 - (1 - 1 / ((rank + 1) * FREQUENCIES[-1])) ** 630
