"""What the tests of launches start as a process of its own: launches that are killed, and two at once.

``python -m tests.issues.process kills <issue> <rounds>``, ``race <issue>``, ``delete <issue> <article>`` or
``unpublish <issue> <article>``. Each attempt is a fork of a
process that is already set up; each line of output is one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def forked(work: Callable[[], None]) -> int:
    """Do some work in a child; its process id."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        sys.stdout.flush()
        os._exit(0)


class Told:
    """Counts the statements of a launch and tells the parent, by a pipe, when the n-th is about to run."""

    def __init__(self, pipe: int, number: int = 0) -> None:
        self.pipe = pipe
        self.number = number
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.number:
            os.write(self.pipe, b"now")
        return execute(*arguments)


def kills(issue_id: int, rounds: int) -> None:
    """Launch and be killed, over and over, at moments spread over its statements; after each, say what is left.

    A moment is a statement and up to ten milliseconds, so that it may fall into the statement, the work after it or the
    commit. How fast the machine is does not move the moments.
    """
    from masthead.issues import actions
    from masthead.issues.models import Launch
    from tests.database import digests

    statements = int(told_by_a_launch(issue_id)[1])
    lot = random.Random(12)
    for each in range(rounds):
        for launched in Launch.objects.filter(state=Launch.State.LAUNCHED):
            actions.undo_launch(launched, acting_user=None)
        before = digests()
        was_killed, _ = told_by_a_launch(issue_id, 1 + each * (statements - 1) // (rounds - 1), lot.uniform(0, 0.01))
        say(state=left(issue_id, before), was_killed=was_killed)


def told_by_a_launch(issue_id: int, statement: int = 0, wait_seconds: float = 0) -> tuple[bool, str]:
    """Launch in a child, killed a while after it comes to a statement: whether it died of that, and its last word."""
    from masthead.issues import actions
    from masthead.issues.models import Issue

    reading, writing = os.pipe()

    def launch() -> None:
        from django.db import connection

        told = Told(writing, statement)
        with connection.execute_wrapper(told):
            actions.launch_issue(Issue.objects.get(pk=issue_id), acting_user=None)
        os.write(writing, str(told.count).encode())

    child = forked(launch)
    os.close(writing)
    said = os.read(reading, 100).decode()
    if said == "now":
        time.sleep(wait_seconds)
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), said


def left(issue_id: int, before: dict[str, str]) -> str:
    """Whether nothing at all changed, or everything that a launch changes did."""
    from masthead.articles.models import Article
    from masthead.issues.models import Issue, Launch, Production
    from masthead.published.models import PublishedArticle, PublishedIssue
    from tests.database import digests

    after = digests()
    if after == before:
        return "nothing"
    is_whole = (
        Issue.objects.filter(pk=issue_id, live=True).exists()
        and Article.objects.filter(live=True).count() == PublishedArticle.objects.count() == 3
        and PublishedIssue.objects.count() == 1
        and Launch.objects.filter(state=Launch.State.LAUNCHED).count() == 1
        and Production.objects.get(pk=issue_id).state == Production.State.LAUNCHED
    )
    return "everything" if is_whole else f"some: {sorted(name for name in after if after[name] != before[name])}"


def race(issue_id: int) -> None:
    """Two launch at once."""
    at = time.time() + 0.5
    for child in [forked(lambda: attempt_launch(issue_id, at)) for _ in range(2)]:
        os.waitpid(child, 0)


def delete(issue_id: int, article_id: int, verb: str = "delete") -> None:
    """One launches while another deletes a piece."""
    at = time.time() + 0.5
    taking = [lambda: attempt_taking(verb, article_id, at + 0.05)]
    children = [forked(work) for work in (lambda: attempt_launch(issue_id, at), *taking)]
    for child in children:
        os.waitpid(child, 0)


def unpublish(issue_id: int, article_id: int) -> None:
    """One launches while another takes a piece down that readers have already."""
    delete(issue_id, article_id, "unpublish")


def attempt_launch(issue_id: int, at: float) -> None:
    from masthead.errors import MastheadError
    from masthead.issues import actions
    from masthead.issues.models import Issue

    issue = Issue.objects.get(pk=issue_id)
    time.sleep(max(0, at - time.time()))
    try:
        actions.launch_issue(issue, acting_user=None)
        say(verb="launch", outcome="launched")
    except MastheadError as trouble:
        say(verb="launch", outcome=type(trouble).__name__, said=str(trouble))


def attempt_taking(verb: str, article_id: int, at: float) -> None:
    from masthead.articles.models import Article
    from masthead.publishing import actions as publishing

    article = Article.objects.get(pk=article_id)
    time.sleep(max(0, at - time.time()))
    getattr(publishing, verb)(article, acting_user=None)
    say(verb=verb, outcome="done")


def say(**what: object) -> None:
    """One line, in one write, so that those of two processes do not mix."""
    os.write(sys.stdout.fileno(), (json.dumps(what) + "\n").encode())


VERBS: dict[str, Callable[..., None]] = {"kills": kills, "race": race, "delete": delete, "unpublish": unpublish}

if __name__ == "__main__":
    django.setup()
    VERBS[sys.argv[1]](*map(int, sys.argv[2:]))
