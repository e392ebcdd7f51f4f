"""Sessions are listed and ended; a new password ends the others; what is taken away is gone at the next request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.audit.models import AuditEntry
from masthead.staff.models import StaffSession, User
from masthead.staff.sessions import prune_sessions
from tests.cast import a_user

PASSWORD = "correct horse battery"
SECURITY = "/desk/account/security/"
CHANGE = {"old": PASSWORD, "new": "a heron stands still", "again": "a heron stands still"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def petra(db: None) -> User:
    return a_user()


def a_browser(name: str = "petra", **headers: str) -> Client:
    client = Client(headers=headers)
    assert client.post("/desk/login/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_sessions_are_listed_with_device_and_network_and_this_one_is_marked(petra: User) -> None:
    a_browser(**{"user-agent": FIREFOX})
    text = a_browser().get(SECURITY).content.decode()
    assert "Firefox on Linux" in text
    assert "127.0.0.0/24" in text
    assert "127.0.0.1" not in text
    assert text.count('access__mark">this one') == 1


def test_one_session_is_ended(petra: User) -> None:
    here, there, third = a_browser(), a_browser(), a_browser()
    here.post(f"{SECURITY}sessions/end/", {"session": there.session.session_key})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    assert AuditEntry.objects.filter(verb="end-session", user=petra).count() == 1


def test_all_others_are_ended(petra: User) -> None:
    here, there, third = a_browser(), a_browser(), a_browser()
    here.post(f"{SECURITY}sessions/end-others/")
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)
    assert AuditEntry.objects.get(verb="end-sessions").detail == {"count": 2}


def test_nobody_ends_somebody_elses_session_there(petra: User) -> None:
    a_user("Ines")
    here, theirs = a_browser(), a_browser("ines")
    assert here.post(f"{SECURITY}sessions/end/", {"session": theirs.session.session_key}).status_code == 404
    assert is_in(theirs)


def test_a_new_password_ends_the_other_sessions_and_not_this_one(petra: User) -> None:
    here, there = a_browser(), a_browser()
    answer = here.post(f"{SECURITY}password/", CHANGE, follow=True)
    assert "1 other session is ended" in answer.content.decode()
    assert (is_in(here), is_in(there)) == (True, False)
    assert StaffSession.objects.get().pk == here.session.session_key
    petra.refresh_from_db()
    assert petra.check_password("a heron stands still")
    assert AuditEntry.objects.filter(verb="change-password", user=petra).count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"old": "wrong"}, "not your present password"),
        ({"again": "another"}, "two passwords differ"),
        ({"new": "12345678", "again": "12345678"}, "too common"),
    ],
)
def test_a_change_that_will_not_do_is_refused_with_its_reason(petra: User, change: dict[str, str], words: str) -> None:
    answer = a_browser().post(f"{SECURITY}password/", {**CHANGE, **change})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    petra.refresh_from_db()
    assert petra.check_password(PASSWORD)


def test_the_present_password_cannot_be_guessed_there_without_end(petra: User) -> None:
    here = a_browser()
    for _ in range(6):
        answer = here.post(f"{SECURITY}password/", {**CHANGE, "old": "wrong"})
    assert "Too many attempts" in answer.content.decode()


def test_a_closed_account_is_out_at_the_next_request(petra: User) -> None:
    here = a_browser()
    User.objects.filter(pk=petra.pk).update(is_active=False)
    assert not is_in(here)


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(petra: User) -> None:
    here = a_browser()
    petra.groups.clear()
    assert not is_in(here)


def test_the_account_page_of_wagtail_works_and_leads_here(petra: User) -> None:
    here = a_browser()
    page = here.get("/desk/account/")
    assert page.status_code == 200
    assert SECURITY in page.content.decode()
    assert 'name="password-new_password1"' not in page.content.decode()


def test_being_seen_is_written_every_five_minutes_at_most(petra: User) -> None:
    here = a_browser()
    StaffSession.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    is_in(here)
    first = StaffSession.objects.get().seen_at
    is_in(here)
    assert StaffSession.objects.get().seen_at == first
    assert first > timezone.now() - timedelta(minutes=1)


def test_a_session_is_listed_under_the_one_whose_it_is(petra: User) -> None:
    here = a_browser()
    StaffSession.objects.update(user=a_user("Boris"))
    is_in(here)
    assert StaffSession.objects.get().user == petra


def test_sessions_that_are_over_are_forgotten(petra: User) -> None:
    kept, gone = a_browser(), a_browser()
    Session.objects.filter(pk=gone.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))
    prune_sessions()
    assert StaffSession.objects.get().pk == kept.session.session_key


def test_the_page_asks_no_more_the_more_sessions_there_are(petra: User) -> None:
    here = a_browser()
    here.get(SECURITY)
    with CaptureQueriesContext(connection) as few:
        here.get(SECURITY)
    for number in range(40):
        StaffSession.objects.create(session_key=f"key{number}", user=petra)
    with CaptureQueriesContext(connection) as many:
        here.get(SECURITY)
    assert len(many) == len(few)
