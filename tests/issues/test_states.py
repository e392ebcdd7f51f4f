"""Where an issue stands is kept beside its page."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from masthead.issues import actions
from masthead.issues.models import Issue, Launch, Production, Proof
from masthead.publishing import actions as publishing
from tests.cast import a_small_magazine
from tests.issues.launches import an_issue_on_its_way, three_pieces

pytestmark = pytest.mark.django_db
State = Production.State


def states() -> dict[str, str]:
    return dict(Production.objects.values_list("issue__number", "state"))


def test_issues_from_before_are_launched_if_they_are_live() -> None:
    issue = a_small_magazine().issue("12", [])
    Production.objects.all().delete()
    migration = importlib.import_module("masthead.issues.migrations.0003_states_of_issues_that_are_here")

    migration.give_states(apps, connection.schema_editor())

    assert issue.production.state == Production.State.LAUNCHED


def test_a_launch_archives_the_issue_before_it_and_undoing_brings_it_back() -> None:
    magazine = a_small_magazine()
    magazine.issue("11", [], dated_on=date(2026, 10, 1))
    magazine.issue("3", [], dated_on=date(2026, 12, 1), is_contents_only=True)
    issue = an_issue_on_its_way(magazine, three_pieces(magazine), dated_on=date(2026, 11, 1))
    actions.make_proof(issue, acting_user=None)
    before = states()
    assert before == {"11": State.LAUNCHED, "3": State.ARCHIVED, "12": State.PRODUCTION}

    launch = actions.launch_issue(issue, acting_user=None)
    assert states() == {"11": State.ARCHIVED, "3": State.ARCHIVED, "12": State.LAUNCHED}

    actions.undo_launch(launch, acting_user=None)
    assert states() == before


def test_an_older_issue_that_comes_later_does_not_become_the_current_one() -> None:
    magazine = a_small_magazine()
    newer = magazine.issue("12", [], dated_on=date(2026, 11, 1))
    magazine.issue("4", [], dated_on=date(2025, 3, 1))
    assert states() == {"12": State.LAUNCHED, "4": State.ARCHIVED}

    publishing.unpublish(newer, acting_user=None)
    assert states() == {"12": State.PRODUCTION, "4": State.LAUNCHED}

    publishing.delete(Issue.objects.get(number="4"), acting_user=None)
    assert states() == {"12": State.PRODUCTION}


def test_former_issues_of_a_magazine_from_before_are_archived_once() -> None:
    magazine = a_small_magazine()
    for number, month in (("10", 9), ("11", 10)):
        magazine.issue(number, [], dated_on=date(2026, month, 1))
    Production.objects.update(state=State.LAUNCHED)
    migration = importlib.import_module("masthead.issues.migrations.0008_former_issues_are_archived")

    migration.archive(apps, connection.schema_editor())

    assert states() == {"10": State.ARCHIVED, "11": State.LAUNCHED}


def test_an_issue_waits_for_one_launch_only() -> None:
    issue = a_small_magazine().issue("12", [])
    proof = Proof.objects.create(issue=issue, number=1)
    Launch.objects.create(issue=issue, proof=proof)

    with pytest.raises(IntegrityError), transaction.atomic():
        Launch.objects.create(issue=issue, proof=proof)
