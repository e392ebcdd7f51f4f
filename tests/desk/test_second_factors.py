"""Authenticator apps, codes on paper, rules and resets: a stolen password opens nothing."""

from __future__ import annotations

import re
import time
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from masthead.audit.models import AuditEntry
from masthead.desk.access.actions import factors
from masthead.desk.access.actions.signing_in import CONFIRMED_AT
from masthead.errors import ActionForbidden
from masthead.staff.models import AuthenticatorApp, RecoveryCode, SecondFactorRule, StaffSession, User
from masthead.staff.sealing import seal, unseal
from tests.cast import a_user

PASSWORD = "correct horse battery"
SECURITY = "/desk/account/security/"
SECOND = "/desk/login/second/"
PEOPLE = "/desk/access/people/"


@pytest.fixture
def petra(db: None) -> User:
    return a_user()


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_superuser("olga", "olga@magazine.example", PASSWORD)


def log_in(name: str = "petra") -> Client:
    client = Client()
    client.post("/desk/login/", {"username": name, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def an_app(user: User) -> str:
    """The secret of an app that was set up a while ago."""
    secret = factors.new_secret()
    AuthenticatorApp.objects.create(user=user, sealed_secret=seal(secret))
    return secret


def digits(secret: str) -> str:
    return pyotp.TOTP(secret).now()


def test_an_app_is_set_up_with_the_digits_it_shows_and_codes_on_paper_come_with_it(petra: User) -> None:
    here = log_in()
    page = here.get(f"{SECURITY}app/").content.decode()
    assert "<svg" in page
    secret = re.search(r"access__secret\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")  # type: ignore[index]
    assert here.post(f"{SECURITY}app/", {"code": "000000"}).status_code == 422
    codes = here.post(f"{SECURITY}app/", {"code": digits(secret)}, follow=True).content.decode()
    assert len(re.findall(r"<code>([A-Z0-9-]{19})</code>", codes)) == 10
    assert (
        re.findall(r"<code>([A-Z0-9-]{19})</code>", here.get(f"{SECURITY}recovery/", follow=True).content.decode())
        == []
    )
    assert secret not in AuthenticatorApp.objects.get(user=petra).sealed_secret
    assert list(AuditEntry.objects.filter(verb="add-factor").values_list("detail__factor", flat=True)) == ["app"]


def test_whoever_has_an_app_is_asked_for_its_digits_after_the_password(petra: User) -> None:
    secret = an_app(petra)
    client = Client()
    answer = client.post("/desk/login/", {"username": "petra", "password": PASSWORD, "next": "/desk/pages/"})
    assert answer["Location"] == SECOND
    assert not is_in(client)
    assert not StaffSession.objects.exists()
    assert client.post(SECOND, {"code": digits(secret)})["Location"] == "/desk/pages/"
    assert is_in(client)
    assert AuditEntry.objects.get(verb="login").detail["factor"] == "app"


def test_a_code_is_good_once(petra: User) -> None:
    code = digits(an_app(petra))
    assert log_in().post(SECOND, {"code": code}).status_code == 302
    assert log_in().post(SECOND, {"code": code}).status_code == 422


def test_a_code_of_a_minute_ago_is_too_old_and_the_one_just_gone_is_not(petra: User) -> None:
    totp = pyotp.TOTP(an_app(petra))
    now = int(time.time())
    assert log_in().post(SECOND, {"code": totp.at(now - 90)}).status_code == 422
    assert log_in().post(SECOND, {"code": totp.at(now - 30)}).status_code == 302


def test_a_recovery_code_stands_in_once(petra: User) -> None:
    an_app(petra)
    code = factors.new_recovery_codes(petra, acting_user=petra)[3]
    assert code not in str(list(RecoveryCode.objects.values_list("digest", flat=True)))
    here = log_in()
    assert "9 are left" in here.post(SECOND, {"code": code.lower().replace("-", " ")}, follow=True).content.decode()
    assert log_in().post(SECOND, {"code": code}).status_code == 422


def test_new_recovery_codes_end_the_old_ones(petra: User) -> None:
    an_app(petra)
    old = factors.new_recovery_codes(petra, acting_user=petra)
    factors.new_recovery_codes(petra, acting_user=petra)
    assert log_in().post(SECOND, {"code": old[0]}).status_code == 422


def test_guessing_codes_has_to_wait_also_from_a_new_log_in(petra: User) -> None:
    secret = an_app(petra)
    for _ in range(5):
        log_in().post(SECOND, {"code": "000000"})
    answer = log_in().post(SECOND, {"code": digits(secret)})
    assert answer.status_code == 429
    assert "try again in" in answer.content.decode()
    assert AuditEntry.objects.filter(verb="login-failed", detail__way="second-factor").count() == 5


def test_the_second_page_alone_lets_nobody_in(petra: User) -> None:
    secret = an_app(petra)
    client = Client()
    assert client.post(SECOND, {"code": digits(secret)})["Location"] == "/desk/login/"
    assert not is_in(client)


def test_the_second_page_knows_no_one_whose_password_has_changed_meanwhile(petra: User) -> None:
    secret, client = an_app(petra), log_in()
    petra.set_password("a heron stands still")
    petra.save()
    assert client.post(SECOND, {"code": digits(secret)})["Location"] == "/desk/login/"


def test_a_factor_is_not_added_by_a_session_that_is_old_until_its_person_is_shown(petra: User) -> None:
    here = log_in()
    session = here.session
    session[CONFIRMED_AT] = int(time.time()) - 3600
    session.save()
    question = f"{SECURITY}confirm/?next={SECURITY}app/".replace(
        "/desk/account/security/app/", "%2Fdesk%2Faccount%2Fsecurity%2Fapp%2F"
    )
    assert here.get(f"{SECURITY}app/")["Location"] == question
    assert here.post(f"{SECURITY}passkey/options/", "{}", "application/json").status_code == 403
    confirming = {"next": f"{SECURITY}app/", "proof": "wrong"}
    assert here.post(f"{SECURITY}confirm/", confirming).status_code == 422
    assert here.post(f"{SECURITY}confirm/", {**confirming, "proof": PASSWORD})["Location"] == f"{SECURITY}app/"
    assert here.get(f"{SECURITY}app/").status_code == 200


def test_removing_the_last_factor_takes_the_codes_on_paper_too(petra: User) -> None:
    secret = an_app(petra)
    factors.new_recovery_codes(petra, acting_user=petra)
    here = log_in()
    here.post(SECOND, {"code": digits(secret)})
    here.post(f"{SECURITY}app/remove/")
    assert not RecoveryCode.objects.exists()
    assert AuditEntry.objects.filter(verb="remove-factor", user=petra).count() == 1
    assert is_in(log_in())


def test_a_rule_leads_to_the_factors_and_no_further_at_the_next_request(petra: User, owner: User) -> None:
    here = log_in()
    group = petra.groups.get()
    log_in("olga").post(f"{PEOPLE}rules/", {"groups": [group.pk]})
    answer = here.get("/desk/")
    assert answer["Location"] == SECURITY
    assert here.get("/desk/api/main/pages/").status_code == 403
    assert here.get(f"{SECURITY}app/").status_code == 200
    an_app(petra)
    assert is_in(here)
    assert AuditEntry.objects.get(verb="ask-second-factor").target_label == group.name


def test_a_rule_for_owners_is_theirs_to_make(petra: User, owner: User) -> None:
    from masthead.desk.access.actions.rules import ask_second_factor_of

    petra.user_permissions.add(a_permission("change_user"))
    petra = User.objects.get(pk=petra.pk)
    with pytest.raises(ActionForbidden):
        ask_second_factor_of([], of_owners=True, acting_user=petra)
    ask_second_factor_of([], of_owners=True, acting_user=owner)
    assert log_in("olga").get("/desk/")["Location"] == SECURITY
    ask_second_factor_of([], of_owners=False, acting_user=owner)
    assert not SecondFactorRule.objects.exists()


def test_a_reset_takes_everything_away_and_logs_out(petra: User, owner: User) -> None:
    secret = an_app(petra)
    there = log_in()
    there.post(SECOND, {"code": digits(secret)})
    here = log_in("olga")
    here.post(f"{PEOPLE}{petra.pk}/reset/")
    assert not is_in(there)
    assert is_in(log_in())
    entry = AuditEntry.objects.get(verb="reset-factors")
    assert (entry.user, entry.target_id, entry.detail["app"]) == (owner, str(petra.pk), True)


def test_nobody_resets_others_without_the_right_nor_an_owner_without_being_one(petra: User, owner: User) -> None:
    an_app(owner)
    here = log_in()
    here.post(f"{PEOPLE}{owner.pk}/reset/")
    assert here.get(PEOPLE).status_code == 302
    petra.user_permissions.add(a_permission("change_user"))
    assert here.get(PEOPLE).status_code == 200
    here.post(f"{PEOPLE}{owner.pk}/reset/")
    here.post(f"{PEOPLE}{owner.pk}/end/")
    assert AuthenticatorApp.objects.filter(user=owner).exists()


def test_another_secret_key_opens_no_sealed_secret(settings: Any) -> None:
    sealed = seal("JBSWY3DPEHPK3PXP")
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY = "another"
    assert unseal(sealed) is None


def test_the_list_of_people_asks_no_more_the_more_there_are(owner: User) -> None:
    here = log_in("olga")
    group = Group.objects.create(name="Circle")
    User.objects.create_user("somebody").groups.add(group)
    here.get(PEOPLE)
    with CaptureQueriesContext(connection) as few:
        here.get(PEOPLE)
    for number in range(40):
        User.objects.create_user(f"person{number}").groups.add(group)
    with CaptureQueriesContext(connection) as many:
        text = here.get(PEOPLE).content.decode()
    assert "person39" in text
    assert len(many) == len(few)


def a_permission(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename, content_type__app_label="staff")
