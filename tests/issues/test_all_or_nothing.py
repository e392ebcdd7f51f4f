"""A launch happens whole or not at all: whatever statement fails, whenever the process is killed, whoever else is at it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from masthead.articles.models import Article
from masthead.issues import actions
from masthead.issues.models import Issue, Launch
from masthead.published.models import PublishedArticle, PublishedIssue
from masthead.publishing import actions as publishing
from tests.cast import a_small_magazine
from tests.database import database_url, digests
from tests.issues.launches import an_issue_on_its_way, three_pieces
from tests.template_database import REPOSITORY

KILLS = 20


class FailsAt:
    """A database whose n-th statement fails, as a full disk or a lost connection would have it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.number:
            raise OperationalError(f"Statement {self.number} fails.")
        return execute(*arguments)


def an_issue_ready_to_go() -> Issue:
    """Three pieces, one of them public already with changes, proofed."""
    magazine = a_small_magazine()
    issue = an_issue_on_its_way(magazine, three_pieces(magazine))
    actions.make_proof(issue, acting_user=None)
    return issue


@pytest.mark.django_db(transaction=True)
def test_whichever_statement_fails_nothing_is_changed() -> None:
    issue = an_issue_ready_to_go()
    before = digests()
    failed = 0
    while True:
        fault = FailsAt(failed + 1)
        try:
            with connection.execute_wrapper(fault):
                actions.launch_issue(Issue.objects.get(pk=issue.pk), acting_user=None)
        except OperationalError:
            assert digests() == before, f"statement {failed + 1}"
            failed += 1
        else:
            break

    assert failed > 100
    assert Article.objects.filter(live=True).count() == PublishedArticle.objects.count() == 3
    assert PublishedIssue.objects.count() == Launch.objects.filter(state=Launch.State.LAUNCHED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_whichever_statement_of_undoing_fails_nothing_is_changed() -> None:
    issue = an_issue_ready_to_go()
    launch = actions.launch_issue(issue, acting_user=None)
    before = digests()
    failed = 0
    while True:
        try:
            with connection.execute_wrapper(FailsAt(failed + 1)):
                actions.undo_launch(Launch.objects.get(pk=launch.pk), acting_user=None)
        except OperationalError:
            assert digests() == before, f"statement {failed + 1}"
            failed += 1
        else:
            break

    assert failed > 50
    assert PublishedArticle.objects.count() == PublishedIssue.objects.count() == 0


def by_a_process(verb: str, *arguments: object) -> list[dict[str, Any]]:
    """What a process of its own, on this database, says it saw: one JSON object a line."""
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.issues.process", verb, *map(str, arguments)],
        cwd=REPOSITORY,
        env={**os.environ, "MASTHEAD_DATABASE_URL": database_url()},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.mark.django_db(transaction=True)
def test_a_launch_killed_at_any_moment_happened_whole_or_not_at_all() -> None:
    issue = an_issue_ready_to_go()

    seen = by_a_process("kills", issue.pk, KILLS)

    assert len(seen) == KILLS
    assert {each["state"] for each in seen} <= {"nothing", "everything"}, seen
    assert sum(each["state"] == "nothing" for each in seen) >= KILLS // 4, seen
    assert all(each["was_killed"] for each in seen if each["state"] == "nothing")


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_that_launch_at_once_one_does() -> None:
    issue = an_issue_ready_to_go()

    seen = by_a_process("race", issue.pk)

    assert sorted(each["outcome"] for each in seen) == ["LaunchedAlready", "launched"]
    assert Launch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_piece_deleted_while_the_launch_runs_is_either_in_it_or_named() -> None:
    issue = an_issue_ready_to_go()
    piece = Article.objects.get(title="The quarrel")

    seen = {each["verb"]: each for each in by_a_process("delete", issue.pk, piece.pk)}

    assert seen["delete"]["outcome"] == "done"
    assert seen["launch"]["outcome"] in {"launched", "LaunchRefused"}
    if seen["launch"]["outcome"] == "LaunchRefused":
        assert "“The quarrel”: The article is deleted." in seen["launch"]["said"]
    live = set(Article.objects.filter(live=True).values_list("pk", flat=True))
    assert live == set(PublishedArticle.objects.values_list("pk", flat=True))
    for row in PublishedIssue.objects.all():
        assert piece.pk not in {entry["article_id"] for entry in row.entries}


@pytest.mark.django_db(transaction=True)
def test_a_piece_taken_down_while_the_launch_runs_is_public_everywhere_or_nowhere() -> None:
    issue = an_issue_ready_to_go()
    piece = Article.objects.get(title="The quarrel")
    publishing.publish(piece, acting_user=None)

    seen = {each["verb"]: each for each in by_a_process("unpublish", issue.pk, piece.pk)}

    assert (seen["unpublish"]["outcome"], seen["launch"]["outcome"]) == ("done", "launched")
    live = set(Article.objects.filter(live=True).values_list("pk", flat=True))
    assert live == set(PublishedArticle.objects.values_list("pk", flat=True))
    assert len(live - {piece.pk}) == 2
    page = Client().get(Issue.objects.get(pk=issue.pk).address).content.decode()
    assert ("The quarrel" in page) == (f'href="{piece.address}"' in page) == (piece.pk in live)
