"""Pages for what is not there, and for what broke."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.cast import a_small_magazine
from tests.front.reading import text_of_page

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_offers_search_and_the_front_page(client: Client) -> None:
    article = a_small_magazine().article()
    answer = client.get("/nowhere/")
    tree = LexborHTMLParser(answer.content.decode())
    assert answer.status_code == 404
    assert "There is nothing at this address" in text_of_page(tree.css_first("h1"))
    assert tree.css_first('main form[action="/search/"]') is not None
    ways = [link.attributes["href"] for link in tree.css(".ways-on a")]
    assert ways == ["/culture/", article.address]
    robots = tree.css_first('meta[name="robots"]')
    assert robots is not None
    assert robots.attributes["content"] == "noindex"
    assert tree.css_first('link[rel="canonical"]') is None


def test_a_magazine_without_any_page_still_answers(client: Client) -> None:
    assert client.get("/articles/x/").status_code == 404
    assert client.get("/feed.xml").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200


def test_when_the_database_is_broken_the_page_of_our_faults_needs_none(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE magazine_magazine")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
