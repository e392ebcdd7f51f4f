"""The audit trail: what is written stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from masthead.audit.actions import record
from masthead.audit.models import AuditEntry, AuditIsAppendOnly
from tests.cast import a_contributor, a_user

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what() -> None:
    petra, ines = a_user("Petra"), a_contributor()

    entry = record("rename", ines, acting_user=petra, detail={"from": "Inès"})

    stored = AuditEntry.objects.get(pk=entry.pk)
    assert (stored.user_label, stored.verb, stored.target_label, stored.detail) == (
        "Petra",
        "rename",
        "Ines Corbeau",
        {"from": "Inès"},
    )


def test_the_system_acts_under_its_own_name() -> None:
    assert record("tidy", a_contributor(), acting_user=None).user_label == "Masthead"


def test_an_entry_cannot_be_changed_or_removed() -> None:
    entry = record("rename", a_contributor(), acting_user=None)
    entry.verb = "nothing"

    with pytest.raises(AuditIsAppendOnly):
        entry.save()
    with pytest.raises(AuditIsAppendOnly):
        entry.delete()


@pytest.mark.parametrize(
    "act",
    [
        lambda entries, _entry: entries.update(verb="nothing"),
        lambda entries, _entry: entries.filter(verb="rename").delete(),
        lambda entries, entry: entries.bulk_update([entry], ["verb"]),
        lambda entries, entry: entries.update_or_create(pk=entry.pk, defaults={"verb": "nothing"}),
        lambda entries, entry: entries.bulk_create(
            [entry], update_conflicts=True, unique_fields=["id"], update_fields=["verb"]
        ),
    ],
)
def test_nor_can_many_at_once(act: Callable[[Any, AuditEntry], object]) -> None:
    entry = record("rename", a_contributor(), acting_user=None)
    entry.verb = "nothing"

    with pytest.raises(AuditIsAppendOnly), transaction.atomic():
        act(AuditEntry.objects, entry)

    assert AuditEntry.objects.get(pk=entry.pk).verb == "rename"


def test_an_entry_outlives_the_account() -> None:
    petra = a_user("Petra")
    entry = record("rename", a_contributor(), acting_user=petra)

    petra.delete()

    stored = AuditEntry.objects.get(pk=entry.pk)
    assert stored.user is None
    assert stored.user_label == "Petra"
