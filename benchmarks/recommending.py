"""Reading lists: what the worker spends on them, and how long making all of them takes.

    python -m benchmarks.recommending MAGAZINE
    python -m benchmarks.recommending MAGAZINE --all      and makes all lists anew, as masthead rebuild recommendations does

Words are counted and key words written for the whole magazine first, so that the lists are made among all its articles.
"Followed" is what the worker does after one article has changed: its words, its list, and the lists of those nearest to
it. The magazine is changed by this: measure on one made for it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import measuring
from benchmarks.measuring import Case

AT_ONCE = 50


def ids() -> list[int]:
    from masthead.published.models import PublishedArticle  # noqa: PLC0415 - set up by now

    found = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    return found if len(found) > AT_ONCE else sys.exit("The magazine has too few articles: masthead seed --articles N.")


def timed(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of CPU and on the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    run()
    return time.process_time() - cpu, time.perf_counter() - wall


def write_all_words(every: list[int]) -> None:
    from masthead.recommendations import making  # noqa: PLC0415 - set up by now

    for batch in making.in_batches(every):
        making.write_words(batch)


def change(number: int) -> None:
    """An article as if its copy had changed: followed anew."""
    from masthead.published.models import Change  # noqa: PLC0415 - set up by now
    from masthead.recommendations.models import ReadingList  # noqa: PLC0415

    ReadingList.objects.filter(pk=number).update(fingerprint="")
    Change.objects.create(article_id=number, kind=Change.Kind.PUT)


def whole(every: list[int], *, with_lists: bool) -> list[dict[str, Any]]:
    """What is done to all articles, once."""
    from masthead.recommendations import actions, making  # noqa: PLC0415 - set up by now

    actions.refresh(seconds=0)  # so that there is a row that says how far we are
    parts = {"words counted": making.count_words, "key words of all": lambda: write_all_words(every)}
    if with_lists:
        parts["everything (rebuild)"] = actions.rebuild
    rows = []
    for name, run in parts.items():
        cpu, wall = timed(run)
        rows.append({"what": name, "articles": len(every), "CPU s": cpu, "wall s": wall})
    return rows


def measured(every: list[int], rounds: int) -> list[dict[str, Any]]:
    """What is done to one article, or to fifty."""
    from masthead.recommendations import actions, making  # noqa: PLC0415 - set up by now
    from masthead.recommendations.candidates import Library  # noqa: PLC0415

    chance = random.Random(7)
    taken = {"fifty": chance.sample(every, AT_ONCE), "one": [every[0]]}

    def lists() -> None:
        making.write_lists(making.lists_of(chance.sample(every, AT_ONCE), Library(), making.timezone.now()))

    def follow() -> None:
        change(taken["one"][0])
        actions.follow()
        taken["one"] = chance.sample(every, 1)

    actions.follow(seconds=3600)
    lists()
    cases = [
        Case("key words of fifty", lambda: making.write_words(chance.sample(every, AT_ONCE))),
        Case("lists of fifty", lists),
        Case("one change followed", follow),
    ]
    measuring.take_turns(cases, rounds, warm_up=1)
    rows = []
    for case in cases:
        with measuring.statements_noted() as statements:
            case.run()
        rows.append(
            {
                "what": case.name,
                "CPU ms": case.cpu,
                "p95": measuring.percentile(case.cpu_ms, 0.95),
                "wall ms": case.wall,
            }
        )
        rows[-1]["queries"] = len(statements)
    return rows


def main() -> None:
    parser = measuring.arguments(__doc__)
    parser.add_argument("--all", action="store_true", help="make all lists anew as well")
    options = parser.parse_args()
    measuring.open_magazine(options.magazine)
    every = ids()
    measuring.show("Reading lists, the whole magazine", whole(every, with_lists=options.all), as_json=options.json)
    measuring.show("Reading lists, by piece of work", measured(every, options.rounds), as_json=options.json)


if __name__ == "__main__":
    main()
