"""Edit and publish: what an editor's press of the button costs, by part, and what the worker does afterwards.

    python -m benchmarks.publishing MAGAZINE

Each round takes another article, adds a word to its standfirst and to its copy, saves a revision and publishes it
through ``publishing.actions.publish``: permission, checks, page, read model, audit trail and outbox, and on commit
Wagtail's index of references and the desk's search. The magazine is changed by this: measure on one made for it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import measuring

PARTS = ("edit + publish", "the page in memory", "revision saved", "published", "worker: search follows")


def numbers(count: int) -> Iterator[int]:
    """Ids of published articles, from all over the magazine."""
    from masthead.published.models import PublishedArticle  # noqa: PLC0415 - set up by now

    ids = list(PublishedArticle.objects.order_by("pk").values_list("pk", flat=True))
    if len(ids) < count:
        sys.exit("The magazine has too few articles: masthead seed --articles N.")
    yield from random.Random(5).sample(ids, count)


def owner() -> Any:
    from masthead.staff.models import User  # noqa: PLC0415 - set up by now

    found = User.objects.filter(is_superuser=True).order_by("pk").first()
    return found or sys.exit("Nobody may publish here: masthead createowner.")


def edited(number: int) -> Any:
    """An article as the desk loads it, with a word more in standfirst and copy."""
    from masthead.articles.models import Article  # noqa: PLC0415 - set up by now

    article = Article.objects.get(pk=number).get_latest_revision_as_object()
    article.standfirst = f"{article.standfirst} Measured."[:1000]
    copy = article.body.get_prep_value()
    paragraph = next(block for block in copy if block["type"] == "paragraph")
    paragraph["value"] = paragraph["value"].replace("</p>", " Measured.</p>", 1)
    article.body = copy
    return article


class Stopwatch:
    """CPU milliseconds and queries of each part, one list entry a round."""

    def __init__(self) -> None:
        self.cpu: dict[str, list[float]] = {part: [] for part in PARTS}
        self.queries: dict[str, list[float]] = {part: [] for part in PARTS}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        with measuring.statements_noted() as statements:
            began = time.process_time()
            yield
            self.cpu[name].append((time.process_time() - began) * 1000)
        self.queries[name].append(len(statements))

    def add_up(self, name: str, parts: tuple[str, ...]) -> None:
        for noted in (self.cpu, self.queries):
            noted[name].append(sum(noted[part][-1] for part in parts))


def measured(rounds: int, follow: Callable[[], int], warm_up: int = 3) -> list[dict[str, Any]]:
    from masthead.publishing import actions as publishing  # noqa: PLC0415 - set up by now

    user, watch = owner(), Stopwatch()
    for round_number, number in enumerate(numbers(rounds + warm_up)):
        if round_number == warm_up:
            watch = Stopwatch()
        with watch.part("the page in memory"):
            article = edited(number)
        with watch.part("revision saved"):
            revision = article.save_revision(user=user)
        with watch.part("published"):
            publishing.publish(article, acting_user=user, revision=revision)
        watch.add_up("edit + publish", ("the page in memory", "revision saved", "published"))
        with watch.part("worker: search follows"):
            follow()
    return [
        {
            "part": part,
            "CPU ms": sorted(watch.cpu[part])[rounds // 2],
            "p95": measuring.percentile(watch.cpu[part], 0.95),
            "queries": int(sorted(watch.queries[part])[rounds // 2]),
        }
        for part in PARTS
    ]


def main() -> None:
    options = measuring.arguments(__doc__, rounds=25).parse_args()
    measuring.open_magazine(options.magazine)
    from masthead.search.actions import follow  # noqa: PLC0415 - set up by now

    follow()
    measuring.show("Edit and publish", measured(options.rounds, follow), as_json=options.json)


if __name__ == "__main__":
    main()
