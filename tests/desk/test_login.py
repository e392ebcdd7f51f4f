"""The one door to the desk: who comes in, who waits, what is written down, and that there is no other."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from masthead.audit.models import AuditEntry
from masthead.staff.models import LoginAttempt, StaffSession, User
from masthead.staff.roles import Role
from tests.cast import a_user

PASSWORD = "correct horse battery"
LOGIN = "/desk/login/"
OTHER_DOORS = (
    "/_util/login/",
    "/_util/authenticate_with_password/1/",
    "/accounts/login/",
    "/accounts/signup/",
    "/desk/password_reset/",
    "/desk/password_reset/done/",
    "/desk/password_reset/confirm/MQ/set-password/",
    "/desk/password_reset/complete/",
    "/desk/account/change_password/",
    "/desk/account/signup/",
    "/desk/account/login/",
    "/desk/account/password/reset/",
    "/admin/login/",
    "/admin/",
    "/django-admin/login/",
)
AUDIT_VERBS = ("login", "login-failed", "logout")


@pytest.fixture
def petra() -> User:
    user = a_user()
    user.email = "petra@magazine.example"
    user.save()
    return user


def log_in(client: Client, name: str = "petra", password: str = PASSWORD, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return client.post(LOGIN, {"username": name, "password": password, **more}, headers=headers)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["petra", "Petra", "petra@magazine.example", "PETRA@magazine.example"])
def test_one_logs_in_with_a_username_or_an_email_address(client: Client, petra: User, name: str) -> None:
    answer = log_in(client, name)
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


@pytest.mark.django_db
def test_the_field_says_that_both_are_heard(client: Client) -> None:
    assert "Username or e-mail" in client.get(LOGIN).content.decode()


@pytest.mark.django_db
def test_an_address_of_two_accounts_opens_neither(client: Client, petra: User) -> None:
    User.objects.create_user("other", "petra@magazine.example", PASSWORD)
    assert log_in(client, "petra@magazine.example").status_code == 422
    assert log_in(client, "petra").status_code == 302


@pytest.mark.django_db
def test_somebody_elses_username_as_ones_own_address_opens_nothing(client: Client) -> None:
    owner = a_user("owner@magazine.example")
    thief = a_user("Thief", role=Role.WRITER)
    thief.email = "owner@magazine.example"
    thief.set_password("stolen words only")
    thief.save()
    assert log_in(client, "owner@magazine.example", "stolen words only").status_code == 422
    log_in(client, "owner@magazine.example")
    assert client.session["_auth_user_id"] == str(owner.pk)


@pytest.mark.django_db
def test_the_cookies_stay_under_the_desk(client: Client, petra: User) -> None:
    log_in(client)
    assert {morsel["path"] for morsel in client.cookies.values()} == {"/desk/"}


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/desk/", "/articles/", ""])
def test_one_is_led_nowhere_but_to_the_desk(client: Client, petra: User, wanted: str) -> None:
    assert log_in(client, next=wanted)["Location"] == "/desk/"


@pytest.mark.django_db
def test_one_is_led_to_the_page_one_wanted(client: Client, petra: User) -> None:
    assert log_in(client, next="/desk/pages/?p=2")["Location"] == "/desk/pages/?p=2"


@pytest.mark.django_db
def test_a_wrong_password_and_a_wrong_name_are_answered_alike(client: Client, petra: User) -> None:
    wrong_password, wrong_name = log_in(client, password="no"), log_in(client, name="nobody")
    assert wrong_password.status_code == wrong_name.status_code == 422
    assert "do not match" in wrong_password.content.decode()
    assert "do not match" in wrong_name.content.decode()


@pytest.mark.django_db
def test_after_five_failures_one_waits_and_is_told_how_long_even_with_the_right_password(
    client: Client, petra: User
) -> None:
    for _ in range(5):
        log_in(client, password="no")
    answer = log_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert "try again in 5 minutes" in answer.content.decode()


@pytest.mark.django_db
def test_username_and_address_of_one_account_are_counted_together(client: Client, petra: User) -> None:
    for name in ("petra", "petra@magazine.example", "PETRA") * 2:
        answer = log_in(client, name, "no")
    assert answer.status_code == 429


@pytest.mark.django_db
def test_behind_a_trusted_proxy_each_visitor_is_counted_by_their_own_address(petra: User) -> None:
    from masthead.wsgi import TrustedProxies

    seen: list[str] = []

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.append(environ["REMOTE_ADDR"])
        return []

    door = TrustedProxies(application, ["10.0.0.0/8"])
    door({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.5"}, lambda *_: None)
    door({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.6"}, lambda *_: None)
    assert seen == ["203.0.113.5", "192.0.2.1"]
    for _ in range(5):
        Client(REMOTE_ADDR=seen[0]).post(LOGIN, {"username": "petra", "password": "no"})
    assert log_in(Client(REMOTE_ADDR=seen[0])).status_code == 429
    assert log_in(Client(REMOTE_ADDR=seen[1])).status_code == 302


@pytest.mark.django_db
def test_a_visitor_cannot_choose_their_address_by_a_header(petra: User) -> None:
    client = Client()
    for number in range(6):
        headers = {"x-forwarded-for": f"203.0.113.{number}"}
        answer = log_in(client, password="no", headers=headers)
    assert answer.status_code == 429


@pytest.mark.django_db
def test_success_forgets_the_failures(client: Client, petra: User) -> None:
    log_in(client, password="no")
    log_in(client)
    assert not LoginAttempt.objects.exists()


@pytest.mark.django_db
def test_login_failure_and_logout_are_written_down_without_the_password(client: Client, petra: User) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    log_in(client, password="a secret of mine")
    log_in(client, headers={"user-agent": agent})
    client.post("/desk/logout/")
    entries = {entry.verb: entry for entry in AuditEntry.objects.filter(verb__in=AUDIT_VERBS)}
    assert set(entries) == set(AUDIT_VERBS)
    assert entries["login-failed"].user_label == "Visitor"
    assert entries["login-failed"].target_id == str(petra.pk)
    assert entries["login"].detail == {"way": "password", "device": "Firefox on Linux", "network": "127.0.0.0/24"}
    assert "a secret of mine" not in str([vars(entry) for entry in entries.values()])


@pytest.mark.django_db
def test_a_name_nobody_has_is_written_down_cut_short(client: Client) -> None:
    log_in(client, name="x" * 200)
    entry = AuditEntry.objects.get(verb="login-failed")
    assert entry.target_label == "x" * 40
    assert entry.target_id == ""
    assert entry.detail["is_known"] is False


@pytest.mark.django_db
def test_the_last_attempt_before_one_has_to_wait_is_marked(client: Client, petra: User) -> None:
    for _ in range(7):
        log_in(client, password="no")
    failures = AuditEntry.objects.filter(verb="login-failed").order_by("pk")
    assert [entry.detail.get("has_to_wait", False) for entry in failures] == [False] * 4 + [True]


@pytest.mark.django_db
def test_a_closed_account_and_one_without_a_role_stay_outside(client: Client, petra: User) -> None:
    User.objects.create_user("reader", password=PASSWORD)
    petra.is_active = False
    petra.save()
    assert log_in(client).status_code == 422
    answer = log_in(client, "reader")
    assert answer.status_code == 422
    assert "may not enter the desk" in answer.content.decode()
    assert not StaffSession.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", OTHER_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_other_door(client: Client, petra: User, address: str, method: str) -> None:
    credentials = {"username": "petra", "password": PASSWORD, "email": "petra@magazine.example"}
    answer = client.get(address) if method == "get" else client.post(address, credentials)
    is_closed = answer.status_code in {404, 405}
    assert is_closed or answer["Location"].startswith(f"{LOGIN}?next=")
    assert "_auth_user_id" not in client.session


def test_the_name_of_wagtails_login_leads_to_ours() -> None:
    from django.urls import resolve

    for name in ("wagtailadmin_login", "wagtailadmin_logout"):
        assert resolve(reverse(name)).func.__module__ == "masthead.desk.access.views.login"


@pytest.mark.django_db
def test_logging_out_takes_a_post(client: Client, petra: User) -> None:
    log_in(client)
    assert client.get("/desk/logout/").status_code == 405
    client.post("/desk/logout/")
    assert client.get("/desk/").status_code == 302
    assert not StaffSession.objects.exists()


@pytest.mark.django_db
def test_a_log_in_that_is_not_remembered_ends_with_the_browser(client: Client, petra: User) -> None:
    log_in(client)
    assert client.session.get_expire_at_browser_close()
    log_in(client, remember="on")
    assert not client.session.get_expire_at_browser_close()
