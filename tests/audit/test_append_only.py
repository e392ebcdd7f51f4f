"""The audit trail: what is written stays."""

from __future__ import annotations

import pytest

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


def test_an_entry_outlives_the_account() -> None:
    petra = a_user("Petra")
    entry = record("rename", a_contributor(), acting_user=petra)

    petra.delete()

    stored = AuditEntry.objects.get(pk=entry.pk)
    assert stored.user is None
    assert stored.user_label == "Petra"
