"""The first run: once, by somebody who may, and all of it or nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page, Site

from masthead.audit.models import AuditEntry
from masthead.desk.first_run import actions
from masthead.desk.first_run.actions import (
    AlreadyFounded,
    Founding,
    OwnerUnusable,
    create_owner,
    found_magazine,
    invite,
)
from masthead.desk.first_run.invitation import FILE_NAME, Invitation, read_invitation, write_invitation
from masthead.front.models import FrontPage
from masthead.magazine.models import Look
from masthead.magazine.queries import this_magazine
from masthead.staff.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a heron stands still"
ANSWERS = {
    "name": "The Small Hours",
    "tagline": "For those awake",
    "language": "en",
    "look": "gallery",
    "owner_name": "Petra Vance",
    "email": "petra@magazine.example",
    "password": PASSWORD,
    "password_again": PASSWORD,
}
HERE = {"HTTP_HOST": "localhost:8000", "HTTP_ORIGIN": "http://localhost:8000", "masthead.is_forwarded": False}
FOUNDING = Founding("petra@magazine.example", PASSWORD, owner_name="Petra Vance", name="The Small Hours")


def lives_at(base_url: str) -> None:
    """The magazine's public address, as the operator has set it."""
    settings.CONFIG = replace(settings.CONFIG, site=replace(settings.CONFIG.site, base_url=base_url))


@pytest.fixture(autouse=True)
def _on_this_machine(own_folders: None) -> None:
    lives_at("http://localhost:8000")


@pytest.fixture
def invitation() -> Invitation:
    return write_invitation(settings.CONFIG.data_dir, is_local=True)


def post(client: Client, answers: dict[str, str], **environ: Any) -> Any:
    return client.post("/setup/", answers, **{**HERE, **environ})


def test_the_page_asks_for_name_look_and_owner(client: Client, invitation: Invitation) -> None:
    answer = client.get("/setup/", **HERE)  # type: ignore[arg-type]
    text = answer.content.decode()
    assert answer.status_code == 200
    assert [value for value in Look.values if f'value="{value}"' in text] == Look.values
    assert text.count("<svg") == 3
    assert "code" not in re.findall(r'name="(\w+)"', text)
    assert " style=" not in text
    assert "<script" not in text
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer


def test_the_front_page_leads_there_while_there_is_no_magazine(client: Client, invitation: Invitation) -> None:
    answer = client.get("/", follow=True, **HERE)  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert b"Begin your magazine" in answer.content


def test_it_founds_the_magazine_and_logs_its_owner_in(client: Client, invitation: Invitation) -> None:
    answer = post(client, ANSWERS)

    assert answer.status_code == 303
    assert answer["Location"] == "/desk/"
    magazine = this_magazine()
    assert (magazine.name, magazine.look, magazine.is_set_up) == ("The Small Hours", "gallery", True)
    owner = User.objects.get()
    assert (owner.email, owner.get_full_name(), owner.is_superuser) == ("petra@magazine.example", "Petra Vance", True)
    assert owner.check_password(PASSWORD)
    assert client.get("/desk/", **HERE).status_code == 200  # type: ignore[arg-type]
    assert client.get("/", **HERE).status_code == 200  # type: ignore[arg-type]
    assert Site.objects.get(is_default_site=True).root_page.specific == FrontPage.objects.get()
    assert {page.slug for page in FrontPage.objects.get().get_children()} == {"articles", "issues"}
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"create-owner", "found"} <= verbs
    assert read_invitation(settings.CONFIG.data_dir) is None


def test_it_works_once(client: Client, invitation: Invitation) -> None:
    assert post(client, ANSWERS).status_code == 303
    again = {**ANSWERS, "email": "intruder@elsewhere.example"}
    assert client.get("/setup/", **HERE).status_code == 404  # type: ignore[arg-type]
    assert post(Client(), again).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"masthead.is_forwarded": True},
        {"HTTP_HOST": "testserver", "HTTP_ORIGIN": "http://testserver"},
    ],
)
def test_from_elsewhere_the_code_is_needed(client: Client, invitation: Invitation, environ: dict[str, Any]) -> None:
    refused = post(client, ANSWERS, **environ)
    assert refused.status_code == 422
    assert 'name="code"' in refused.content.decode()
    wrong = post(client, {**ANSWERS, "code": "ABCD-EFGH-JKMN"}, **environ)
    assert wrong.status_code == 422
    assert "not the code" in wrong.content.decode()
    assert not User.objects.exists()
    assert not FrontPage.objects.exists()

    right = post(client, {**ANSWERS, "code": invitation.code.lower().replace("-", " ")}, **environ)
    assert right.status_code == 303


def test_a_server_that_others_reach_needs_the_code_from_everybody(client: Client) -> None:
    write_invitation(settings.CONFIG.data_dir, is_local=False)
    assert post(client, ANSWERS).status_code == 422
    assert not User.objects.exists()


def test_a_site_with_a_public_address_needs_the_code_from_everybody(client: Client, invitation: Invitation) -> None:
    lives_at("https://magazine.example")
    assert post(client, ANSWERS).status_code == 422
    assert not User.objects.exists()


def test_without_an_invitation_nobody_gets_in(client: Client) -> None:
    text = client.get("/setup/", **HERE).content.decode()  # type: ignore[arg-type]
    assert "No code has been given out" in text
    for code in ("", "None", "ABCD-EFGH-JKMN"):
        assert post(client, {**ANSWERS, "code": code}).status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "origin", ["", "null", "http://elsewhere.example", "http://localhost:9000", "https://localhost:8000"]
)
def test_a_form_on_another_site_is_refused(client: Client, invitation: Invitation, origin: str) -> None:
    refused = post(client, ANSWERS, HTTP_ORIGIN=origin)
    assert refused.status_code == 403
    assert "did not come from this site" in refused.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password", "12345678", "too common"),
        ("password", "short", "too short"),
        ("password_again", "another password", "two passwords differ"),
        ("email", "not an address", "valid email"),
        ("look", "neon", "valid choice"),
        ("language", "English!", "language tag"),
        ("name", "", "required"),
        ("name", "x" * 121, "at most 120"),
        ("name", "a\x00b", "Null characters"),
    ],
)
def test_an_answer_that_will_not_do_changes_nothing(
    client: Client, invitation: Invitation, field: str, value: str, said: str
) -> None:
    refused = post(client, {**ANSWERS, field: value})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert said in text
    assert PASSWORD not in text
    assert "petra@magazine.example" in text or field == "email"
    assert not User.objects.exists()
    assert not FrontPage.objects.exists()


def test_answers_are_shown_again_as_text_and_not_as_markup(client: Client, invitation: Invitation) -> None:
    text = post(client, {**ANSWERS, "name": '"><script>alert(1)</script>', "password": "x"}).content.decode()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_trouble_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the disk")

    monkeypatch.setattr(actions, "lay_out_site", fail)
    with pytest.raises(RuntimeError, match="the disk"):
        found_magazine(FOUNDING)
    assert not User.objects.exists()
    assert not this_magazine().is_set_up
    assert not AuditEntry.objects.exists()


def test_founding_twice_is_refused() -> None:
    found_magazine(FOUNDING)
    with pytest.raises(AlreadyFounded):
        found_magazine(FOUNDING)


def test_a_further_owner_leaves_the_magazine_as_it_is() -> None:
    found_magazine(FOUNDING)
    create_owner(Founding("second@magazine.example", PASSWORD, name="Another name"))
    assert this_magazine().name == "The Small Hours"
    assert User.objects.filter(is_superuser=True).count() == 2
    with pytest.raises(OwnerUnusable, match="already exists"):
        create_owner(Founding("second@magazine.example", PASSWORD))


def test_the_command_sets_a_new_magazine_up() -> None:
    create_owner(FOUNDING)
    assert this_magazine().is_set_up
    assert Page.objects.filter(slug="articles").exists()


def test_the_invitation_keeps_its_code_until_there_is_an_owner() -> None:
    first = invite(is_local=False)
    second = invite(is_local=True)
    assert first is not None
    assert second is not None
    assert first.code == second.code
    path = Path(settings.CONFIG.data_dir) / FILE_NAME
    assert path.stat().st_mode & 0o777 == 0o600
    found_magazine(FOUNDING)
    assert invite(is_local=True) is None
    assert not path.exists()


def test_a_damaged_invitation_lets_nobody_in(client: Client) -> None:
    write_invitation(settings.CONFIG.data_dir, is_local=True)
    (Path(settings.CONFIG.data_dir) / FILE_NAME).write_text('{"code": ')
    assert post(client, {**ANSWERS, "code": ""}).status_code == 422
