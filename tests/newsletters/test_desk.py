"""Newsletters at the desk: words, counts, and who may know the people."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from masthead.audit.models import AuditEntry
from masthead.cli.checkup import magazine as checkup
from masthead.magazine.models import Magazine
from masthead.newsletters.models import Newsletter, Subscription
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.jobs.conftest import Clock
from tests.jobs.conftest import clock as clock
from tests.newsletters.letters import WORDS, a_newsletter, confirmed, sign_up, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(a_user("Petra", role=Role.PUBLISHER))
    return client


def test_an_editor_begins_a_newsletter_and_every_page_offers_it(client: Client, magazine: SmallMagazine) -> None:
    editor = a_user("Edda", role=Role.EDITOR)
    client.force_login(editor)
    assert "There is no newsletter yet" in client.get("/desk/newsletters/").content.decode()
    answer = client.post("/desk/newsletters/new/", {**WORDS, "is_offered": "on"})
    newsletter = Newsletter.objects.get()
    assert answer["Location"] == f"/desk/newsletters/{newsletter.pk}/"
    assert WORDS["heading"] in Client().get("/").content.decode()
    client.post(answer["Location"], {**WORDS, "heading": "Seven things", "is_offered": "on"})
    assert "Seven things" in Client().get("/").content.decode()
    entries = AuditEntry.objects.filter(target_type="newsletters.newsletter").order_by("pk")
    assert [(entry.verb, entry.user_label) for entry in entries] == [
        ("begin-newsletter", "Edda"),
        ("change-newsletter", "Edda"),
    ]
    assert entries[1].detail == {"heading": "Seven things"}
    client.post(answer["Location"], dict(WORDS) | {"is_offered": ""})
    assert Magazine.objects.get().sign_up == {}
    refused = client.post(answer["Location"], {**WORDS, "heading": ""})
    assert "This field is required" in refused.content.decode()


def test_of_two_that_are_offered_pages_show_the_first_and_the_desk_says_so(
    desk: Client, magazine: SmallMagazine
) -> None:
    first = a_newsletter(order=1)
    second = a_newsletter(name="The Other", slug="other", heading="Others", order=2)
    assert "Others" not in desk.get("/").content.decode()
    assert f"Pages show “{first.name}”" in desk.get(f"/desk/newsletters/{second.pk}/").content.decode()


def test_the_desk_and_the_doctor_say_why_readers_see_no_sign_up(desk: Client) -> None:
    a_small_magazine()
    newsletter = a_newsletter()
    for address in ("/desk/newsletters/", f"/desk/newsletters/{newsletter.pk}/"):
        assert "There is no mail server" in desk.get(address).content.decode()
    [finding] = checkup.newsletter()
    assert (finding.level, "readers see no sign-up" in finding.message) == ("warn", True)


def test_the_doctor_counts_when_all_is_well_and_says_nothing_without_a_newsletter(magazine: SmallMagazine) -> None:
    assert list(checkup.newsletter()) == []
    a_newsletter()
    [finding] = checkup.newsletter()
    assert finding.message == "“The Sunday Letter”: 0 subscribe, 0 have not confirmed yet"


def test_the_counts_are_shown_by_week(client: Client, magazine: SmallMagazine, clock: Clock) -> None:
    newsletter = a_newsletter()
    confirmed(Client(), "ada@example.org")
    clock.forward(days=14)
    sign_up(Client(), "bo@example.org")
    work()
    client.force_login(a_user("Petra", role=Role.PUBLISHER))
    page = client.get(f"/desk/newsletters/{newsletter.pk}/").content.decode()
    assert "In the last 12 weeks 2 asked and 1 confirmed." in page
    assert "<dt>Subscribers</dt><dd>1</dd>" in page
    assert page.count("<g><title>") == 12
    assert "ada@example.org" not in page


def test_publishers_see_who_subscribes_and_take_them_out_which_is_written_down(
    desk: Client, magazine: SmallMagazine
) -> None:
    newsletter = a_newsletter()
    confirmed(Client(), "ada@example.org")
    sign_up(Client(), "=cmd@example.org", page="/")
    work()
    here = f"/desk/newsletters/{newsletter.pk}/subscribers"
    assert "ada@example.org" in desk.get(f"{here}/").content.decode()
    narrowed = desk.get(f"{here}/?state=pending&q=CMD").content.decode()
    assert "=cmd@example.org" in narrowed
    assert "ada@example.org" not in narrowed
    answer: Any = desk.post(f"{here}.csv")
    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))
    assert [(row["address"], row["state"], row["page"]) for row in rows] == [
        ("ada@example.org", "confirmed", "/newsletter/"),
        ("'=cmd@example.org", "pending", "/"),
    ]
    assert all(WORDS["promise"] in row["wording"] for row in rows)
    entry = AuditEntry.objects.get(verb="export-subscribers")
    assert (entry.user_label, entry.detail) == ("Petra", {"confirmed": 1, "pending": 1})
    assert "no-store" in answer["Cache-Control"]
    assert Subscription.objects.count() == 2


def test_editors_do_not_see_who_subscribes(client: Client, magazine: SmallMagazine) -> None:
    newsletter = a_newsletter()
    client.force_login(a_user("Edda", role=Role.EDITOR))
    for answer in (
        client.get(f"/desk/newsletters/{newsletter.pk}/subscribers/"),
        client.post(f"/desk/newsletters/{newsletter.pk}/subscribers.csv"),
    ):
        assert answer.status_code in {302, 403}
    assert "Who subscribes is for publishers" in client.get(f"/desk/newsletters/{newsletter.pk}/").content.decode()
    assert not AuditEntry.objects.filter(verb="export-subscribers").exists()
