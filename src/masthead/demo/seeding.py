"""Filling a magazine with synthetic articles, through the importers' one writer."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.demo.loading.library import Told
from masthead.demo.synthetic.source import ISSUE_SIZE, SyntheticMagazine
from masthead.demo.synthetic.words import Vocabulary
from masthead.front.actions import lay_out_site
from masthead.importers import actions as importing
from masthead.importers.models import ImportRun
from masthead.magazine.queries import this_magazine
from masthead.staff.models import User

PART = ISSUE_SIZE * 100
"""How many articles are one import: what waits on disk between reading and writing stays below 40 MB."""


@dataclass(frozen=True)
class Seeded:
    """What a call of :func:`seed` did: the imports it made, each of which can be undone."""

    article_count: int
    runs: tuple[ImportRun, ...]


def seed(*, articles: int, seed: int = 1, acting_user: User | None = None, progress: Told | None = None) -> Seeded:
    """Make the first *articles* articles of the synthetic magazine of *seed*, in issues of twenty; those that are here stay.

    An article has twelve blocks, a lead picture out of forty, 700 to 900 words out of 40,000 (``synthetic.words``), one word that
    stands nowhere else (``words.rare_word``), and every hundredth has ``words.PHRASE``. ``progress(what, done, total)`` is told after
    each article. Renditions are left to the worker.

    Raises:
        ImportFailed, LeaseTaken: as ``importers.actions.carry_out``.
    """
    lay_out_site(name=this_magazine().name, acting_user=acting_user)
    vocabulary = Vocabulary(seed)
    count = _Count(articles, progress)
    runs = []
    for first in range(0, articles, PART):
        last = min(first + PART, articles)
        reader = SyntheticMagazine(first, last, seed=seed, vocabulary=vocabulary)
        source = f"synthetic magazine {seed}, articles from {first}"
        prepared = importing.prepare(reader, source=source, kind="synthetic", folder="")
        try:
            run = importing.carry_out(prepared, acting_user=acting_user, written=count.up)
        finally:
            prepared.spool.close()
        runs += [run] if run else []
        count.reach(last)
    return Seeded(articles, tuple(runs))


class _Count:
    """Tells of progress, by single articles and by parts that were here already."""

    def __init__(self, total: int, told: Told | None) -> None:
        self.total = total
        self.done = 0
        self.told = told

    def up(self) -> None:
        self.reach(self.done + 1)

    def reach(self, done: int) -> None:
        if self.told and done != self.done:
            self.told("articles", done, self.total)
        self.done = done
