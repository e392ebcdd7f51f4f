"""A reader signs up: what is written down, what is refused, and what nobody can learn from the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from masthead.front.models import PolicyKind
from masthead.magazine.models import Magazine
from masthead.newsletters import actions
from masthead.newsletters.models import Consent, Newsletter, SignUpRequest, Subscriber
from masthead.publishing import actions as publishing
from tests.cast import SmallMagazine
from tests.front.reading import text_of_page, tree_of
from tests.front.test_pages import a_plain_page
from tests.jobs.conftest import Clock
from tests.jobs.conftest import clock as clock
from tests.newsletters.letters import OURS, WORDS, a_newsletter, confirmed, form_on, sign_up, the_one, work

pytestmark = pytest.mark.django_db

PAGES = ("/", "/articles/a-quiet-winter/", "/newsletter/")


@pytest.fixture(autouse=True)
def newsletter(magazine: SmallMagazine) -> Newsletter:
    magazine.article()
    return a_newsletter()


def said_by(answer: Any) -> str:
    """What a refusal says at the field."""
    found = form_error(answer.content.decode())
    assert found, answer.status_code
    return found


def form_error(page: str) -> str:
    node = LexborHTMLParser(page).css_first("#sign-up-error")
    return text_of_page(node) if node else ""


def test_the_form_says_what_the_editor_promises_and_what_will_happen(client: Client) -> None:
    for page in PAGES:
        tree = tree_of(client.get(page))
        words = text_of_page(tree)
        for said in (WORDS["heading"], WORDS["promise"], "We write once to ask", "you can leave whenever you like"):
            assert said in words, page
        field = the_one(tree, "input[name=address]")
        assert (field.attributes["type"], field.attributes["autocomplete"]) == ("email", "email")
        assert tree.css_first(f"label[for={field.attributes['id']}]") is not None
        assert text_of_page(tree.css_first("form.sign-up__form button")) == "Send it to me"
        assert len(tree.css("h1")) == 1
        assert not tree.css(".sign-up input[type=checkbox]"), "nothing is ticked beforehand, and nothing has to be"


def test_a_sign_up_leads_to_what_happens_next_and_the_worker_asks_to_confirm(client: Client) -> None:
    answer = sign_up(client, " Ada@Example.org ", page="/articles/a-quiet-winter/")
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/asked/")
    assert "Now look at your mail" in text_of_page(tree_of(client.get(answer["Location"])))
    assert not Subscriber.objects.exists(), "who it is, the worker looks"
    work()
    subscriber, consent = Subscriber.objects.get(), Consent.objects.get()
    assert (subscriber.address, subscriber.state, subscriber.language) == ("Ada@example.org", "pending", "en")
    assert (consent.act, consent.path) == ("asked", "/articles/a-quiet-winter/")
    for said in (WORDS["heading"], WORDS["promise"], WORDS["button"], "you can leave whenever you like"):
        assert said in consent.wording
    assert [message.to for message in mail.outbox] == [["Ada@example.org"]]


def test_nobody_can_learn_from_the_answer_whether_an_address_is_known(client: Client, clock: Clock) -> None:
    confirmed(client, "known@example.org")
    clock.forward(hours=2)
    answers = []
    for address in ("known@example.org", "unknown@example.org"):
        sent = {**form_on(client), "address": address}
        with CaptureQueriesContext(connection) as asked:
            answer = client.post("/newsletter/", sent, headers=OURS)
        verbs = [query["sql"].split()[0] for query in asked.captured_queries]
        answers.append((answer.status_code, dict(answer.items()), answer.content, verbs))
    assert answers[0] == answers[1]


def test_two_visitors_get_the_same_page_until_the_day_ends(client: Client, clock: Clock) -> None:
    clock.ahead = timezone.now().replace(hour=1) + timedelta(days=1) - clock.real()
    first = {page: client.get(page).content for page in PAGES}
    clock.forward(hours=9)
    somebody_else = Client(headers={"Cookie": "a=b", "User-Agent": "Another"}, REMOTE_ADDR="198.51.100.1")
    assert {page: somebody_else.get(page).content for page in PAGES} == first
    clock.forward(days=1)
    assert client.get("/").content != first["/"]


def test_no_answer_sets_a_cookie_and_none_to_a_form_is_kept(client: Client) -> None:
    path = confirmed(client)
    answers = [client.get(page) for page in (*PAGES, "/newsletter/asked/", path)]
    private = [sign_up(client, "no address"), sign_up(client, "bo@example.org"), client.post(path), client.get(path)]
    for answer in (*answers, *private):
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
    assert {answer["Cache-Control"] for answer in private} == {"no-store, private"}


def test_a_form_sent_by_another_site_is_refused(client: Client) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "null"},
    ):
        answer = sign_up(client, headers=headers)
        assert answer.status_code == 403, headers
        assert "another site" in said_by(answer)
        assert "ada@example.org" not in answer.content.decode()
    assert not SignUpRequest.objects.exists()


def test_a_form_of_our_own_is_taken_also_from_a_text_browser(client: Client) -> None:
    for headers in ({}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}):
        assert sign_up(client, headers=headers).status_code == 303, headers


REFUSED = {
    "": "Type your e-mail address",
    "   ": "Type your e-mail address",
    "ada": "has an @ in it",
    "ada@": "cannot be sent",
    "ada@example": "cannot be sent",
    "ada@@example.org": "cannot be sent",
    "ada@exa mple.org": "cannot be sent",
    "ada@[192.0.2.1]": "cannot be sent",
    "ada@localhost": "cannot be sent",
    "ada@example.org\r\nBcc: eve@example.org": "cannot be sent",
    "ada\r\nBcc: eve@example.org": "cannot be sent",
    "ada@example.org, eve@example.org": "cannot be sent",
    "Ada <ada@example.org>": "cannot be sent",
    "ada\x00@example.org": "cannot be sent",
    "ada\u2028@example.org": "before the @",
    "jürgen@example.org": "before the @",
    "a" * 65 + "@example.org": "cannot be sent",
    "ada@" + "a" * 250 + ".org": "longer than",
}


def test_what_is_no_address_is_said_at_the_field_and_stands_there_still(client: Client) -> None:
    form = form_on(client)
    for typed, said in REFUSED.items():
        answer = client.post("/newsletter/", {**form, "address": typed}, headers=OURS)
        assert answer.status_code == 422, typed
        assert said in said_by(answer), typed
        tree = LexborHTMLParser(answer.content.decode())
        field = the_one(tree, "input[name=address]")
        assert field.attributes["aria-invalid"] == "true"
        assert "sign-up-error" in str(field.attributes["aria-describedby"])
        assert the_one(tree, "title").text().startswith("Error: ")
    assert not SignUpRequest.objects.exists()


def test_addresses_that_are_unusual_and_right_are_taken(client: Client) -> None:
    for typed, kept, sent_to in (
        ("POST@BÜCHER.example.org", "POST@bücher.example.org", "POST@xn--bcher-kva.example.org"),
        ("ada+sunday@mailinator.com", "ada+sunday@mailinator.com", "ada+sunday@mailinator.com"),
        ("o'brien@example.org", "o'brien@example.org", "o'brien@example.org"),
    ):
        assert sign_up(client, typed).status_code == 303, typed
        work()
        assert Subscriber.objects.get(address_key=kept.casefold()).address == kept
        assert mail.outbox[-1].message()["To"] == sent_to


def test_a_form_from_long_ago_is_shown_again_and_then_taken(client: Client, clock: Clock) -> None:
    old = form_on(client)
    clock.forward(days=14)
    assert client.post("/newsletter/", {**old, "address": "ada@example.org"}, headers=OURS).status_code == 303
    clock.forward(days=2)
    answer = client.post("/newsletter/", {**old, "address": "ada@example.org"}, headers=OURS)
    assert answer.status_code == 409
    assert "open for long" in said_by(answer)
    assert 'value="ada@example.org"' in answer.content.decode()
    fresh = answer.content.decode().split('name="moment" value="')[1].split('"')[0]
    again = client.post("/newsletter/", {**old, "moment": fresh, "address": "bo@example.org"}, headers=OURS)
    assert again.status_code == 303


def test_a_form_that_we_did_not_sign_is_not_taken(client: Client) -> None:
    for moment in ("", "1-abcdef-20261103", "x.y.z", "é" * 40):
        assert sign_up(client, moment=moment).status_code == 409, moment
    assert not SignUpRequest.objects.exists()


def test_a_form_from_tomorrow_is_not_taken(client: Client, clock: Clock) -> None:
    clock.forward(days=1)
    tomorrows = form_on(client)
    clock.forward(days=-1)
    assert client.post("/newsletter/", {**tomorrows, "address": "a@example.org"}, headers=OURS).status_code == 409


def test_nobody_consents_to_words_that_they_have_not_seen(client: Client, newsletter: Newsletter) -> None:
    read = form_on(client)
    actions.change_newsletter(newsletter, {"promise": "Ten letters a day, with advertisements."}, acting_user=None)
    answer = client.post("/newsletter/", {**read, "address": "ada@example.org"}, headers=OURS)
    assert answer.status_code == 409
    assert "Ten letters a day" in answer.content.decode()
    assert not SignUpRequest.objects.exists()


def test_a_program_that_fills_in_everything_is_told_so(client: Client) -> None:
    answer = sign_up(client, website="https://spam.example")
    assert answer.status_code == 422
    assert "press the button once more" in said_by(answer)
    assert not SignUpRequest.objects.exists()


def test_what_is_not_offered_cannot_be_asked_for(client: Client, newsletter: Newsletter) -> None:
    read = form_on(client)
    actions.change_newsletter(newsletter, {"is_offered": False}, acting_user=None)
    answer = client.post("/newsletter/", {**read, "address": "ada@example.org"}, headers=OURS)
    assert answer.status_code == 404
    assert "No newsletter is offered at the moment" in answer.content.decode()
    assert client.get("/newsletter/").status_code == 404
    assert "sign-up" not in client.get("/").content.decode().split("<body>")[1]


def test_a_form_for_another_newsletter_than_the_one_offered_is_not_taken(
    client: Client, newsletter: Newsletter
) -> None:
    read = form_on(client)
    actions.change_newsletter(newsletter, {"is_offered": False}, acting_user=None)
    a_newsletter(slug="other", name="The Other Letter")
    answer = client.post("/newsletter/", {**read, "address": "ada@example.org"}, headers=OURS)
    assert (answer.status_code, SignUpRequest.objects.count()) == (404, 0)


@pytest.mark.parametrize("lack", ["mail", "key"])
def test_without_a_mail_server_or_a_key_no_sign_up_is_shown(client: Client, settings: Any, lack: str) -> None:
    if lack == "mail":
        settings.EMAIL_HOST = ""
    else:
        settings.CONFIG = replace(settings.CONFIG, site=replace(settings.CONFIG.site, secret_key=""))
    assert client.get("/newsletter/").status_code == 404
    assert "sign-up__form" not in client.get("/").content.decode()


def test_the_words_reach_every_page_without_a_query(client: Client, django_assert_max_num_queries: Any) -> None:
    assert Magazine.objects.get().sign_up["heading"] == WORDS["heading"]
    with django_assert_max_num_queries(12):
        assert WORDS["promise"] in client.get("/articles/a-quiet-winter/").content.decode()


def test_the_newsletter_has_its_own_page_and_the_colophon_leads_there(client: Client) -> None:
    assert the_one(tree_of(client.get("/")), ".colophon a[href='/newsletter/']").text() == "Newsletter"
    assert "<loc>http://testserver/newsletter/</loc>" in client.get("/sitemap-pages.xml").content.decode()
    words = text_of_page(tree_of(client.get("/newsletter/")))
    assert "It began in 1911. It has not stopped." in words
    assert client.get("/newsletter")["Location"] == "/newsletter/"


def test_the_privacy_page_is_linked_when_there_is_one(client: Client, magazine: SmallMagazine) -> None:
    assert "How we treat your address" not in client.get("/").content.decode()
    page = a_plain_page("Data", magazine.tree.front)
    page.policies = [PolicyKind.PRIVACY]
    page.save_revision()
    publishing.publish(page, acting_user=None)
    link = the_one(tree_of(client.get("/")), ".sign-up__terms a")
    assert link.attributes["href"] == "/data/"
