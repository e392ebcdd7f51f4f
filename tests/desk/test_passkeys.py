"""Passkeys in a real browser with a virtual authenticator, and answers that a browser would not give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from masthead.audit.models import AuditEntry
from masthead.staff.models import Passkey, User
from tests.cast import a_user

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page
    from pytest_django.live_server_helper import LiveServer

PASSWORD = "correct horse battery"
SECURITY = "/desk/account/security/"


def a_device(page: Page) -> tuple[CDPSession, str]:
    """An authenticator that knows its person, as a phone does."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/desk/login/")
    page.get_by_label("Username or e-mail").fill("petra")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def log_out(page: Page) -> None:
    page.context.clear_cookies()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_signs_in_alone_and_as_a_second_step(live_server: LiveServer, page: Page) -> None:
    site = f"http://localhost:{live_server.thread.port}"
    user = a_user()
    cdp, device = a_device(page)
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(site) else None)

    log_in(page, site)
    page.wait_for_url(f"{site}/desk/")
    page.goto(f"{site}{SECURITY}passkey/")
    page.get_by_label("What you call it").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert page.locator(".access__codes li").count() == 10
    passkey = Passkey.objects.get(user=user)
    assert (passkey.name, passkey.host) == ("My phone", "localhost")

    log_out(page)
    page.goto(f"{site}/desk/login/?next=/desk/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{site}/desk/account/")

    log_out(page)
    log_in(page, site)
    page.wait_for_url(f"{site}/desk/login/second/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{site}/desk/")
    logins = AuditEntry.objects.filter(verb="login").order_by("pk").values_list("detail__way", "detail__factor")
    assert list(logins) == [("password", None), ("passkey", "passkey"), ("password", "passkey")]

    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    log_out(page)
    page.goto(f"{site}/desk/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Nothing was signed").wait_for()
    assert foreign == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_that_was_copied_and_one_that_was_removed_open_nothing(live_server: LiveServer, page: Page) -> None:
    site = f"http://localhost:{live_server.thread.port}"
    a_user()
    a_device(page)
    log_in(page, site)
    page.wait_for_url(f"{site}/desk/")
    page.goto(f"{site}{SECURITY}passkey/")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    Passkey.objects.update(sign_count=1000)
    log_out(page)
    page.goto(f"{site}/desk/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("opens no account here").wait_for()
    assert AuditEntry.objects.filter(verb="copied-passkey").count() == 1

    Passkey.objects.all().delete()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("opens no account here").wait_for()
    assert AuditEntry.objects.filter(verb="login-failed", detail__way="passkey").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["", "[]", "{}", '{"id": 1}', '{"rawId": "AAAA", "response": {}}', "not json"])
def test_an_answer_that_no_browser_gives_is_refused(client: Client, body: str) -> None:
    a_user()
    assert json.loads(client.post("/desk/login/passkey/").content)["publicKey"]["userVerification"] == "required"
    answer: Any = client.post("/desk/login/passkey/finish/", body, "application/json")
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_challenge_is_good_once(client: Client) -> None:
    a_user()
    client.post("/desk/login/passkey/")
    client.post("/desk/login/passkey/finish/", "{}", "application/json")
    answer = client.post("/desk/login/passkey/finish/", "{}", "application/json")
    assert "took too long" in answer.json()["detail"]


@pytest.mark.django_db
def test_ones_own_passkey_is_removed_and_nobody_elses(client: Client) -> None:
    petra, ines = a_user(), a_user("Ines")
    for user in (petra, ines):
        Passkey.objects.create(user=user, name="Phone", credential_digest=user.username, credential=b"", host="x")
    client.post("/desk/login/", {"username": "petra", "password": PASSWORD})
    assert User.objects.get(pk=petra.pk).passkeys.count() == 1
    theirs = ines.passkeys.get().pk
    client.force_login(petra)
    session = client.session
    session["access.confirmed_at"] = 2**40
    session.save()
    assert client.post(f"{SECURITY}passkey/remove/", {"passkey": theirs}).status_code == 404
    assert client.post(f"{SECURITY}passkey/remove/", {"passkey": petra.passkeys.get().pk}).status_code == 302
    assert Passkey.objects.get().user == ines
