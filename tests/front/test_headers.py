"""Every kind of answer that readers and programs get carries its headers, and no two visitors get two pages."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from masthead.articles.models import Series
from tests.cast import a_picture, a_small_magazine, a_user
from tests.front.test_pages import a_plain_page

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/articles/", "/articles/a-quiet-winter/", "/articles/buy-this-boat/", "/culture/", "/series/seven-harbours/", "/tags/winter/",
    "/contributors/", "/contributors/ines-corbeau/", "/issues/", "/issues/issue-12/", "/archive/", "/archive/2026/", "/search/",
    "/about/", "/masthead/", "/newsletter/", "/nowhere/",
)  # fmt: skip
DOCUMENTS = (
    "/feed.xml", "/culture/atom.xml", "/feed.json", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-2026.xml", "/sitemap-news.xml",
    "/robots.txt", "/manifest.webmanifest", "/favicon.ico", "/speculation-rules.json", "/oembed/?url=http://testserver/articles/a-quiet-winter/",
)  # fmt: skip
OF_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
VISITORS = (
    {"User-Agent": "Mozilla/5.0", "Accept-Language": "en"},
    {
        "User-Agent": "curl/8",
        "Accept-Language": "ar",
        "Cookie": "masthead_session=x; seen=1",
        "Referer": "https://elsewhere.example/",
    },
)
ITS_OWN = {"date"}


@pytest.fixture(autouse=True)
def _a_magazine_of_every_kind() -> None:
    magazine = a_small_magazine()
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    magazine.issue("12", [magazine.article("A quiet winter", hero_picture=a_picture(), series=series)])
    magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    a_plain_page("About", magazine.tree.front)


def test_every_answer_carries_its_headers(client: Client) -> None:
    for address in (*PAGES, *DOCUMENTS):
        answer = client.get(address)
        assert answer.status_code == (404 if address in {"/nowhere/", "/newsletter/"} else 200), address
        assert {name: answer.get(name) for name in OF_EVERY_ANSWER} == OF_EVERY_ANSWER, address
        assert "camera=()" in answer["Permissions-Policy"], address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address
        assert "unsafe" not in answer["Content-Security-Policy"], address
        assert answer["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, address
        assert "Strict-Transport-Security" not in answer, "the tests' magazine is at http"


def test_over_https_browsers_are_told_to_stay_there(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000  # type: ignore[attr-defined]
    assert Client().get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"


def test_pages_of_other_sites_may_show_feeds_but_not_pages(client: Client) -> None:
    assert {client.get(address)["Cross-Origin-Resource-Policy"] for address in PAGES} == {"same-origin"}
    for address in ("/feed.xml", "/feed.json", "/culture/atom.xml"):
        answer = client.get(address)
        assert (answer["Cross-Origin-Resource-Policy"], answer["Access-Control-Allow-Origin"]) == ("cross-origin", "*")


def test_no_two_visitors_get_two_pages_and_none_gets_a_cookie(client: Client) -> None:
    logged_in = Client()
    logged_in.force_login(a_user())
    for address in (*PAGES, *DOCUMENTS):
        answers = [client.get(address, headers=visitor) for visitor in VISITORS] + [logged_in.get(address)]
        first = answers[0]
        for answer in answers:
            assert not answer.cookies, address
            assert answer.content == first.content, address
            assert _headers(answer) == _headers(first), address


def _headers(answer: object) -> dict[str, str]:
    headers: dict[str, str] = dict(answer.headers.items())  # type: ignore[attr-defined]
    return {name: value for name, value in headers.items() if name.lower() not in ITS_OWN}


def test_a_browser_may_fetch_pages_ahead_but_nothing_private_and_nothing_with_a_query(client: Client) -> None:
    assert client.get("/articles/a-quiet-winter/")["Speculation-Rules"] == '"/speculation-rules.json"'
    answer = client.get("/speculation-rules.json")
    assert answer["Content-Type"] == "application/speculationrules+json"
    (rule,) = json.loads(answer.content)["prefetch"]
    assert rule["eagerness"] == "moderate"
    left_out = rule["where"]["and"][1]["not"]["href_matches"]
    assert {"/desk/*", "/proof/*", "/search/*", "/*\\?(.+)"} <= set(left_out)


def test_the_desk_has_none_of_that_but_asks_for_no_camera_either(client: Client) -> None:
    answer = client.get("/desk/login/")
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Speculation-Rules" not in answer
