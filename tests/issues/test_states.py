"""Where an issue stands is kept beside its page."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from masthead.issues.models import Launch, Production, Proof
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


def test_issues_from_before_are_launched_if_they_are_live() -> None:
    issue = a_small_magazine().issue("12", [])
    Production.objects.all().delete()
    migration = importlib.import_module("masthead.issues.migrations.0003_states_of_issues_that_are_here")

    migration.give_states(apps, connection.schema_editor())

    assert issue.production.state == Production.State.LAUNCHED


def test_an_issue_waits_for_one_launch_only() -> None:
    issue = a_small_magazine().issue("12", [])
    proof = Proof.objects.create(issue=issue, number=1)
    Launch.objects.create(issue=issue, proof=proof)

    with pytest.raises(IntegrityError), transaction.atomic():
        Launch.objects.create(issue=issue, proof=proof)
