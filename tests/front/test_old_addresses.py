"""Old addresses take one hop; withdrawn ones say so; strange ones are not found."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from masthead.publishing import actions as publishing
from masthead.redirects import actions as redirects
from tests.cast import SmallMagazine, a_small_magazine
from tests.front.reading import text_of_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.mark.parametrize(
    "address", ["/2005/01/winter.html", "/articles/old_folder", "/articles/old_folder/", "/node/7", "/a b/"]
)
def test_an_old_address_takes_one_hop(client: Client, magazine: SmallMagazine, address: str) -> None:
    article = magazine.article()
    redirects.remember(address, page=article)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, article.address)
    assert client.get(answer["Location"]).status_code == 200


def test_an_old_address_by_query_is_answered_before_the_front_page(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    redirects.remember("/", query="p=123", page=article)
    answer = client.get("/?p=123&utm_source=feed")
    assert (answer.status_code, answer["Location"]) == (301, article.address)
    assert client.get("/?p=124").status_code == 200
    assert client.get("/?utm_source=feed").status_code == 200


def test_a_withdrawn_article_says_that_it_is_gone(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    publishing.unpublish(article, acting_user=None, is_withdrawal=True)
    answer = client.get(article.address)
    assert answer.status_code == 410
    assert "withdrawn" in text_of_page(LexborHTMLParser(answer.content.decode()))


def test_a_missing_closing_slash_takes_one_hop_and_keeps_the_query(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    for address in (article.address, "/culture/", "/issues/", "/search/"):
        answer = client.get(f"{address[:-1]}?q=1")
        assert (answer.status_code, answer["Location"]) == (301, f"{address}?q=1")


def test_an_address_without_anything_behind_it_is_not_found_in_no_hop(client: Client, magazine: SmallMagazine) -> None:
    assert client.get("/nowhere").status_code == 404
    assert client.get("/nowhere/").status_code == 404


STRANGE_ADDRESSES = (
    "/%00/",
    "/articles/%00/",
    "/articles/%0a/",
    "/tags/%00/",
    "/%1b%5b31m/",
    "/%ff%fe/",
    "/articles/" + "a" * 255 + "/",
    "/articles/" + "a" * 256 + "/",
    "/" + "a" * 10_000 + "/",
    "/" + "a/" * 2_000,
    "/articles/../../etc/passwd",
    "/articles/%2e%2e/",
    "/archive/0000/",
    "/archive/99999/",
    "/archive/9999/",
    "/series/''; drop table/",
    "/culture//",
    "/%E2%80%AE/",
    "/feed.xml/",
    "/nowhere/feed.xml",
    "/" + "a" * 10_000 + "/feed.xml",
    "/%00/feed.xml",
    "/sitemap-9999.xml",
    "/sitemap-2026-9999.xml",
)
STRANGE_QUERIES = ("p=" + "9" * 5_000, "p=%00", "q=" + "%00" * 100, "&" * 9_000, "p[]=1", "%", "page=-1")


def test_a_strange_address_is_not_found(client: Client, magazine: SmallMagazine) -> None:
    magazine.article()
    answers = {address: client.get(address).status_code for address in STRANGE_ADDRESSES}
    assert answers == dict.fromkeys(STRANGE_ADDRESSES, 404)


def test_a_strange_query_breaks_nothing(client: Client, magazine: SmallMagazine) -> None:
    expected = {"/": {200}, "/articles/": {200}, "/nowhere/": {404}, "/search/": {200, 503}}
    for address, codes in expected.items():
        for query in STRANGE_QUERIES:
            assert client.get(f"{address}?{query}").status_code in codes, (address, query)


def test_more_fields_than_anybody_sends_are_refused(client: Client, magazine: SmallMagazine) -> None:
    assert client.get("/search/?" + "&".join(["q=1"] * 10_001)).status_code == 400
