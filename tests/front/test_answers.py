"""Readers' pages are the same for everybody: no cookie, a strict policy, cheap to ask for again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from masthead.articles.models import Article, Section
from masthead.contributors.models import Contributor
from masthead.issues.models import Issue
from masthead.magazine.models import Magazine
from masthead.pictures.models import Picture
from masthead.published.actions import refresh_contributor
from masthead.publishing import actions as publishing
from masthead.publishing.pages import MagazinePage
from tests.cast import a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/",
    "/articles/",
    "/articles/a-quiet-winter/",
    "/culture/",
    "/tags/winter/",
    "/contributors/",
    "/contributors/ines-corbeau/",
    "/issues/",
    "/issues/issue-12/",
    "/archive/",
    "/archive/2026/",
    "/search/",
)


@pytest.fixture(autouse=True)
def _a_magazine() -> None:
    magazine = a_small_magazine()
    magazine.issue("12", [magazine.article("A quiet winter", hero_picture=a_picture())])


def test_a_page_sets_no_cookie_and_does_not_vary_by_one(client: Client) -> None:
    for address in (*ADDRESSES, "/nowhere/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert "csrf" not in answer.content.decode().lower()


@pytest.mark.parametrize("cookie", ["masthead_csrf=x", "masthead_session=x", "masthead_session=; masthead_csrf=!"])
def test_a_broken_cookie_is_not_mended_on_a_page_that_anybody_may_keep(client: Client, cookie: str) -> None:
    for address in (*ADDRESSES, "/nowhere/", "/feed.xml", "/setup/"):
        answer = client.get(address, headers={"Cookie": cookie})
        assert not answer.cookies, address
        assert "cookie" not in answer.get("Vary", "").lower()


def test_a_page_is_the_same_for_somebody_who_is_logged_in(client: Client) -> None:
    before = {address: client.get(address).content for address in ADDRESSES}
    client.force_login(a_user())
    assert {address: client.get(address).content for address in ADDRESSES} == before


def test_a_page_may_be_kept_but_must_be_asked_for_again(client: Client) -> None:
    for address in ADDRESSES:
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == answer["ETag"]


def test_an_article_that_has_not_changed_since_answers_304(client: Client) -> None:
    answer = client.get("/articles/a-quiet-winter/")
    again = client.get("/articles/a-quiet-winter/", headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    older = client.get("/articles/a-quiet-winter/", headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"})
    assert older.status_code == 200


def test_a_correction_that_is_no_update_is_not_withheld_from_who_asks_by_date(client: Client) -> None:
    before = client.get("/articles/a-quiet-winter/")["Last-Modified"]
    article = Article.objects.get(slug="a-quiet-winter")
    article.standfirst = "Without what was libellous."
    article.save_revision()
    publishing.publish(article, acting_user=None)
    again = client.get("/articles/a-quiet-winter/", headers={"If-Modified-Since": before})
    assert again.status_code == 200
    assert "Without what was libellous." in again.content.decode()


CHANGES: dict[str, Callable[[], object]] = {
    "the picture's credit": lambda: Picture.objects.update(creator="Somebody Else"),
    "the contributor's name": lambda: _renamed(Contributor, "ines-corbeau", name="Ines Renamed"),
    "the section's title": lambda: _published(Section.objects.get(slug="culture"), title="Arts"),
    "the latest issue": lambda: _published(Issue.objects.get(), title="The ice issue"),
    "the magazine's name": lambda: Magazine.objects.update(name="The Long Hours"),
    "the look": lambda: Magazine.objects.update(look="quiet"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_page_that_shows_what_changed_answers_304(client: Client, change: str) -> None:
    held = {address: client.get(address) for address in ("/", "/articles/a-quiet-winter/")}
    CHANGES[change]()
    for address, before in held.items():
        again = client.get(address, headers={"If-None-Match": before["ETag"]})
        assert again.status_code == 200, f"{address} after {change}"
        assert again["ETag"] != before["ETag"]


def _renamed(kind: type[Contributor], slug: str, **fields: str) -> None:
    """Save it as the desk does, and do what the worker does then."""
    thing = kind.objects.get(slug=slug)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
    refresh_contributor(thing.pk)


def _published(page: MagazinePage, **fields: str) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    publishing.publish(page, acting_user=None)


def test_a_page_that_changed_answers_in_full(client: Client) -> None:
    before = client.get("/")["ETag"]
    Magazine.objects.update(tagline="Something else")
    assert client.get("/", headers={"If-None-Match": before}).status_code == 200


def test_a_head_request_has_the_headers_of_the_page_and_no_body(client: Client) -> None:
    for address in (*ADDRESSES, "/nowhere/"):
        page, head = client.get(address), client.head(address)
        assert head.content == b""
        assert head.status_code == page.status_code
        assert head.get("ETag") == page.get("ETag")


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    for address in (*ADDRESSES, "/nowhere/"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert "nonce" not in policy
        page = answer.content.decode()
        assert "style=" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/') + page.count(
            "application/ld+json"
        )


def test_an_error_is_not_kept_as_a_page(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert "ETag" not in answer
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_nothing_can_be_changed_at_a_readers_address(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405
