"""Accounts made, changed and deleted at the desk are in the trail, and what was taken away ends sessions."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from masthead.audit.models import AuditEntry
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_user

PASSWORD = "correct horse battery"
USERS = "/desk/users/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga() -> User:
    return User.objects.create_superuser("olga", "olga@magazine.example", PASSWORD)


@pytest.fixture
def publisher() -> User:
    return a_user("Paula", role=Role.PUBLISHER)


@pytest.fixture
def desk(client: Client, publisher: User) -> Client:
    client.force_login(publisher)
    return client


def form(user: User, **changes: Any) -> dict[str, Any]:
    facts = {
        "username": user.username,
        "email": user.email or "x@magazine.example",
        "first_name": user.first_name or "A",
        "last_name": user.last_name or "B",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
        "password1": "",
        "password2": "",
    }
    return {name: value for name, value in {**facts, **changes}.items() if value is not None}


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_new_account_is_in_the_trail(desk: Client, publisher: User) -> None:
    group = Group.objects.get(name=Role.WRITER)
    made = {
        "username": "nina", "email": "nina@magazine.example", "first_name": "Nina", "last_name": "N",
        "is_active": "on", "groups": [group.pk], "password1": PASSWORD, "password2": PASSWORD,
    }  # fmt: skip
    desk.post(f"{USERS}new/", made)
    entry = AuditEntry.objects.get(verb="create-user")
    assert (entry.user, entry.target_label) == (publisher, "nina")
    assert entry.detail == {"roles": ["Writers"], "is_owner": False}


def test_changes_and_roles_are_in_the_trail_and_no_password(desk: Client) -> None:
    nina = a_user("Nina", role=Role.WRITER)
    editors = Group.objects.get(name=Role.EDITOR)
    desk.post(f"{USERS}edit/{nina.pk}/", form(nina, first_name="Ninette", groups=[editors.pk]))
    desk.post(
        f"{USERS}edit/{nina.pk}/",
        form(User.objects.get(pk=nina.pk), password1="new words here", password2="new words here"),
    )
    assert verbs() == ["change-user", "change-roles", "change-password"]
    assert AuditEntry.objects.get(verb="change-user").detail["first_name"] == ["Nina", "Ninette"]
    assert AuditEntry.objects.get(verb="change-roles").detail == {"added": ["Editors"], "removed": ["Writers"]}
    assert "new words here" not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    "change", [{"is_active": None}, {"password1": "new words here", "password2": "new words here"}]
)
def test_a_closed_account_and_a_new_password_end_its_sessions(desk: Client, change: dict[str, Any]) -> None:
    nina, there = a_user("Nina", role=Role.WRITER), Client()
    there.post("/desk/login/", {"username": "nina", "password": PASSWORD})
    desk.post(f"{USERS}edit/{nina.pk}/", form(nina, **change))
    assert not nina.staff_sessions.exists()
    assert there.get("/desk/").status_code == 302
    assert "end-sessions" in verbs()


def test_a_deleted_account_leaves_its_name_in_the_trail(desk: Client) -> None:
    nina = a_user("Nina", role=Role.WRITER)
    desk.post(f"{USERS}delete/{nina.pk}/")
    assert not User.objects.filter(pk=nina.pk).exists()
    assert AuditEntry.objects.get(verb="delete-user").detail == {"username": "nina", "roles": ["Writers"]}


@pytest.mark.parametrize(
    ("action", "said", "verb"),
    [
        ("assign_role", {"role": Role.EDITOR}, "change-roles"),
        ("set_active_state", {"mark_as_active": "False"}, "change-user"),
        ("delete", {}, "delete-user"),
    ],
)
def test_the_same_done_to_many_is_an_entry_for_each(desk: Client, action: str, said: dict[str, Any], verb: str) -> None:
    people = [a_user(name, role=Role.WRITER) for name in ("Nina", "Noor")]
    if "role" in said:
        said = {"role": Group.objects.get(name=said["role"]).pk}
    ids = "&".join(f"id={user.pk}" for user in people)
    desk.post(f"/desk/bulk/staff/user/{action}/?{ids}&next=/desk/", said)
    assert verbs() == [verb, verb]


def test_an_owner_is_changed_by_owners_only(desk: Client, olga: User) -> None:
    stolen = form(olga, password1="stolen words here", password2="stolen words here", is_superuser="on")
    desk.post(f"{USERS}edit/{olga.pk}/", stolen)
    desk.post(f"/desk/bulk/staff/user/set_active_state/?id={olga.pk}&next=/desk/", {"mark_as_active": "False"})
    olga.refresh_from_db()
    assert olga.check_password(PASSWORD)
    assert olga.is_active
    assert verbs() == []


def test_a_publisher_makes_nobody_an_owner(desk: Client) -> None:
    nina = a_user("Nina", role=Role.WRITER)
    desk.post(f"{USERS}edit/{nina.pk}/", form(nina, is_superuser="on"))
    nina.refresh_from_db()
    assert not nina.is_superuser


def test_ones_own_new_address_is_in_the_trail(client: Client) -> None:
    nina = a_user("Nina", role=Role.WRITER)
    client.force_login(nina)
    told = {"name_email-first_name": "Nina", "name_email-last_name": "N", "name_email-email": "nina@magazine.example"}
    client.post(
        "/desk/account/", {**told, "theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    )
    assert AuditEntry.objects.get(verb="change-user").detail["email"] == ["", "nina@magazine.example"]
