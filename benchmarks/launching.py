"""Launching an issue of many pieces: how long until it is committed, until readers see all of it, and what undoing costs.

    python -m benchmarks.launching MAGAZINE --pieces 60

Sixty drafts are made from the copy of published articles and put into a new issue, which is proofed. Each round launches it and undoes
that. Another connection looks every few milliseconds whether the issue is there: that is the moment of the commit. Then what follows is
done as the worker does it, and front page, issue, a piece, a feed and search are asked for. The magazine is changed by this: measure on
one made for it.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import measuring

PARTS = ("proof made", "readiness", "launch committed", "launch returned", "visible everywhere", "undone")


def drafts(count: int) -> list[Any]:
    """New approved drafts with the copy of articles from all over the magazine."""
    from masthead.articles.models import Article, ArticleCredit, ArticleIndex  # noqa: PLC0415 - set up by now
    from masthead.planning.models import Piece, Stage  # noqa: PLC0415

    ids = list(Article.objects.live().order_by("pk").values_list("pk", flat=True))
    if len(ids) < count:
        sys.exit("The magazine has too few articles: masthead seed --articles N.")
    index = ArticleIndex.objects.get()
    made = []
    for number, pk in enumerate(random.Random(7).sample(ids, count)):
        model = Article.objects.get(pk=pk)
        article = Article(
            title=f"Launched {number}: {model.title}"[:200],
            slug=f"launched-{time.time_ns()}",
            standfirst=model.standfirst,
            section=model.section,
            hero_picture=model.hero_picture,
            body=model.body.get_prep_value(),
        )
        article.credits = [
            ArticleCredit(contributor_id=credit.contributor_id, role=credit.role, sort_order=credit.sort_order)
            for credit in model.credits.all()
        ]
        article.tags.add(*model.tags.all())
        index.refresh_from_db()
        index.add_child(instance=article)
        article.save_revision()
        Piece.objects.update_or_create(article=article, defaults={"stage": Stage.READY, "title": article.title})
        made.append(article)
    return made


def issue_of(pieces: list[Any]) -> Any:
    from masthead.issues.models import ContentsEntry, Issue, IssueIndex  # noqa: PLC0415 - set up by now

    number = str(time.time_ns() % 10**9)
    issue = Issue(title=f"Issue {number}", slug=f"issue-{number}", number=number)
    issue.contents = [
        ContentsEntry(article=piece, sort_order=place, section_label="Features") for place, piece in enumerate(pieces)
    ]
    IssueIndex.objects.get().add_child(instance=issue)
    issue.save_revision()
    return issue


@contextmanager
def moment_of_commit(issue: Any) -> Iterator[list[float]]:
    """When another connection first sees the issue: one number, in the list, after the block."""
    from django.db import connection  # noqa: PLC0415 - set up by now

    from masthead.published.models import PublishedIssue  # noqa: PLC0415

    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set() and not seen:
            if PublishedIssue.objects.filter(pk=issue.pk).exists():
                seen.append(time.perf_counter())
            time.sleep(0.004)
        connection.close()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        watcher.join(timeout=2)
        over.set()
        watcher.join()


def follow_up() -> None:
    """What the worker does after a launch."""
    from masthead.jobs import outbox  # noqa: PLC0415 - set up by now
    from masthead.search.actions import follow  # noqa: PLC0415
    from masthead.switchboard import AFTER_COMMIT  # noqa: PLC0415

    while outbox.deliver(AFTER_COMMIT, limit=100):
        pass
    follow()


def require_visible(issue: Any, pieces: list[Any]) -> None:
    """Ask for what readers ask for; end the measurement when something is not there."""
    from django.test import Client  # noqa: PLC0415 - set up by now

    client = Client(headers={"host": "localhost"})
    wanted = {
        "/": issue.title,
        issue.address: pieces[-1].title,
        pieces[0].address: pieces[0].title,
        f"{issue.address}feed.xml": "Launched",
        "/archive/": "Archive",
        "/search/?q=launched": "Launched",
    }
    for address, words in wanted.items():
        answer = client.get(address)
        if answer.status_code != 200 or words.split(":")[0] not in answer.content.decode():
            sys.exit(f"{address} does not show “{words}” ({answer.status_code}).")


def measured(rounds: int, piece_count: int) -> list[dict[str, Any]]:
    from masthead.issues import actions  # noqa: PLC0415 - set up by now
    from masthead.issues.models import Issue  # noqa: PLC0415
    from masthead.issues.readiness import readiness_of  # noqa: PLC0415

    pieces = drafts(piece_count)
    issue = issue_of(pieces)
    follow_up()
    wall: dict[str, list[float]] = {part: [] for part in PARTS}
    cpu: dict[str, list[float]] = {part: [] for part in PARTS}
    queries: dict[str, int] = {}

    def note(part: str, began: tuple[float, float], ended: float | None = None) -> None:
        wall[part].append((ended or time.perf_counter()) - began[0])
        cpu[part].append(time.process_time() - began[1])

    for _ in range(rounds):
        fresh = Issue.objects.get(pk=issue.pk)
        began = (time.perf_counter(), time.process_time())
        actions.make_proof(fresh, acting_user=None)
        note("proof made", began)
        began = (time.perf_counter(), time.process_time())
        if not readiness_of(fresh).is_ready:
            sys.exit("The issue is not ready.")
        note("readiness", began)
        with moment_of_commit(issue) as seen, measuring.statements_noted() as statements:
            began = (time.perf_counter(), time.process_time())
            launch = actions.launch_issue(fresh, acting_user=None)
            note("launch returned", began)
        note("launch committed", began, seen[0])
        queries["launch returned"] = len(statements)
        follow_up()
        require_visible(issue, pieces)
        note("visible everywhere", began)
        began = (time.perf_counter(), time.process_time())
        actions.undo_launch(launch, acting_user=None)
        note("undone", began)
        follow_up()
    return [
        {
            "part": part,
            "seconds": sorted(wall[part])[rounds // 2],
            "CPU s": sorted(cpu[part])[rounds // 2],
            "queries": queries.get(part, 0) or "",
        }
        for part in PARTS
    ]


def main() -> None:
    parser = measuring.arguments(__doc__, rounds=3)
    parser.add_argument("--pieces", type=int, default=60, help="how many pieces the issue has (60)")
    options = parser.parse_args()
    measuring.open_magazine(options.magazine)
    rows = measured(options.rounds, options.pieces)
    measuring.show(f"Launch of {options.pieces} pieces", rows, as_json=options.json)


if __name__ == "__main__":
    main()
