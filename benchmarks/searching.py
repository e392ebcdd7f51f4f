"""Readers' search by class of question: from the words typed to ten hits with card, marked headline and snippet.

    python -m benchmarks.searching MAGAZINE

Forty questions of each class, asked through ``search.queries.find`` as the results page asks them, facets included.
How common a word is, is looked up in the index itself. “Page” is the whole results page at the WSGI application.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks import measuring
from benchmarks.measuring import Case, Site

QUESTIONS = 40
RARE, COMMON = 0.001, 0.3
TEXTS_READ = 400


@dataclass(frozen=True)
class Asked:
    """One class of questions; ``typing`` is how the search box asks while somebody types."""

    name: str
    texts: Sequence[str]
    typing: bool = False
    filters: dict[str, Any] | None = None
    page: int = 1


def shares(words: Sequence[str]) -> dict[str, float]:
    """The share of articles that hold each word, in any of its forms."""
    from masthead.search import engine  # noqa: PLC0415 - set up by now
    from masthead.search.context import SearchRequest  # noqa: PLC0415
    from masthead.search.folders import index_folder  # noqa: PLC0415
    from masthead.search.queries import find  # noqa: PLC0415

    count = engine.reader(index_folder()).count
    return {word: find(SearchRequest(text=f'"{word}"')).total / count for word in words}


def closest(known: dict[str, float], share: float) -> list[str]:
    """The words whose share is nearest to the one asked for."""
    return sorted(known, key=lambda word: abs(known[word] - share))[:QUESTIONS]


def classes() -> Iterator[Asked]:
    from masthead.demo.synthetic.words import PHRASE, Vocabulary, rare_word  # noqa: PLC0415 - set up by now
    from masthead.published.models import ListCount, PublishedArticle, PublishedText  # noqa: PLC0415

    dice = random.Random(3)
    vocabulary = Vocabulary(1).words
    known = shares([*vocabulary[100:400:3], *vocabulary[4_000::90]])
    rare, common = closest(known, RARE), closest(known, COMMON)
    ids = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    some = PublishedText.objects.filter(pk__in=dice.sample(ids, min(TEXTS_READ, len(ids))))
    texts = list(some.values_list("plain_text", flat=True))
    section = ListCount.objects.filter(list_key__startswith="section:").order_by("-count")[0].list_key
    yield Asked("one article's own word", [rare_word(number) for number in dice.sample(range(len(ids)), QUESTIONS)])
    yield Asked("rare word", rare)
    yield Asked(f"common word (in {COMMON:.0%} of articles)", common)
    yield Asked("word in every article", [vocabulary[0]] * QUESTIONS)
    yield Asked("two rare words", [" ".join(dice.sample(rare, 2)) for _ in range(QUESTIONS)])
    yield Asked("two common words", [" ".join(dice.sample(common, 2)) for _ in range(QUESTIONS)])
    yield Asked("five words", [" ".join(dice.sample(common, 3) + dice.sample(rare, 2)) for _ in range(QUESTIONS)])
    yield Asked("phrase of three words", [f'"{phrase}"' for phrase in phrases(texts, dice)])
    yield Asked("phrase in 1% of articles", [f'"{PHRASE}"'] * QUESTIONS)
    prefixes = [word[:3] for word in vocabulary[100:6_000] if len(word) > 3]
    yield Asked("beginning of three letters", dice.sample(prefixes, QUESTIONS), typing=True)
    yield Asked("beginning of two letters", [word[:2] for word in dice.sample(prefixes, QUESTIONS)], typing=True)
    yield Asked("common word in a section", common, filters={"section": int(section.partition(":")[2])})
    yield Asked("common word, page 50", common, page=50)
    yield Asked("no such word", [f"xq{word}" for word in rare])


def phrases(texts: Sequence[str], dice: random.Random) -> Iterator[str]:
    """Three words as they stand side by side in some article."""
    for text in texts[:QUESTIONS]:
        words = re.findall(r"\w+", max(text.split("\n"), key=len))
        start = dice.randrange(len(words) - 3)
        yield " ".join(words[start : start + 3])


def measured(rounds: int) -> list[dict[str, Any]]:
    from masthead.search.context import SearchRequest  # noqa: PLC0415 - set up by now
    from masthead.search.queries import find  # noqa: PLC0415

    rows = []
    for asked in classes():
        requests = [
            SearchRequest(text=text, is_typing=asked.typing, page=asked.page, **(asked.filters or {}))
            for text in asked.texts
        ]
        cases = [Case(request.text, partial(find, request)) for request in requests]
        measuring.take_turns(cases, rounds, warm_up=1)
        # One time for each question (its median over the rounds), then the percentiles over the questions.
        cpu = [case.cpu for case in cases]
        totals = sorted(find(request).total for request in requests)
        rows.append(
            {
                "questions": asked.name,
                "p50 CPU ms": measuring.percentile(cpu, 0.5),
                "p95 CPU ms": measuring.percentile(cpu, 0.95),
                "p95 wall ms": measuring.percentile([case.wall for case in cases], 0.95),
                "hits": totals[len(totals) // 2],
            }
        )
    rows.append(_page(rounds))
    return rows


def _page(rounds: int) -> dict[str, Any]:
    from masthead.demo.synthetic.words import Vocabulary  # noqa: PLC0415 - set up by now

    site = Site()
    ask: Callable[[str], bytes] = lambda word: site.page("/search/", f"q={word}")  # noqa: E731
    cases = [Case(word, partial(ask, word)) for word in Vocabulary(1).words[150:190]]
    measuring.take_turns(cases, rounds, warm_up=1)
    cpu = [case.cpu for case in cases]
    return {
        "questions": "page, common word",
        "p50 CPU ms": measuring.percentile(cpu, 0.5),
        "p95 CPU ms": measuring.percentile(cpu, 0.95),
        "p95 wall ms": measuring.percentile([case.wall for case in cases], 0.95),
        "hits": "",
    }


def main() -> None:
    options = measuring.arguments(__doc__, rounds=5).parse_args()
    measuring.open_magazine(options.magazine)
    from masthead.search.queries import health  # noqa: PLC0415 - set up by now

    state = health()
    if state.state != "ready":
        sys.exit(f"Readers' search is {state.state}: masthead rebuild search.")
    title = f"Search in {state.indexed_count:,} articles (index: {state.megabytes} MB)"
    measuring.show(title, measured(options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
