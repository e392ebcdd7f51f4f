"""Another site asks how to show an article or an issue of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from masthead.pictures.actions import make_renditions
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db

BASE = "http://testserver"


def asked(client: Client, **query: str) -> dict[str, Any]:
    answer = client.get("/oembed/", query)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    return dict(answer.json())


def test_an_article_describes_itself_where_its_page_says(client: Client) -> None:
    picture = a_picture()
    make_renditions(picture.pk)
    article = a_small_magazine().article("Snow & <ice>", hero_picture=picture)
    page = LexborHTMLParser(client.get(article.address).content.decode())
    link = page.css_first('link[type="application/json+oembed"]')
    assert link is not None
    said = client.get((link.attributes["href"] or "").removeprefix(BASE)).json()
    assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", "Snow & <ice>")
    assert (said["author_name"], said["author_url"]) == ("Ines Corbeau", f"{BASE}/contributors/ines-corbeau/")
    assert said["provider_name"] == "The Small Hours"
    assert "Snow &amp; &lt;ice&gt;" in said["html"]
    assert "<script" not in said["html"]
    assert said["thumbnail_url"].startswith(f"{BASE}/media/")
    assert said["_masthead"]["thumbnail_credit"] == "Ada Lindqvist / Northlight"


def test_a_thumbnail_keeps_within_what_is_asked(client: Client) -> None:
    picture = a_picture()
    make_renditions(picture.pk)
    article = a_small_magazine().article(hero_picture=picture)
    url = f"{BASE}{article.address}"
    assert asked(client, url=url, maxwidth="450")["thumbnail_width"] == 400
    assert "thumbnail_url" not in asked(client, url=url, maxheight="100")
    assert asked(client, url=url, maxwidth="300")["width"] == 300


def test_what_somebody_paid_for_says_so_there_too(client: Client) -> None:
    article = a_small_magazine().article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    assert asked(client, url=f"{BASE}{article.address}")["title"] == "Sponsored by Boats & Co: Buy this boat"


def test_an_issue_describes_itself(client: Client) -> None:
    magazine = a_small_magazine()
    magazine.issue("12", [magazine.article()])
    assert "Issue 12" in asked(client, url=f"{BASE}/issues/issue-12/")["title"]


@pytest.mark.parametrize(
    "url",
    ["", "https://elsewhere.example/articles/a-quiet-winter/", f"{BASE}/articles/secret/", f"{BASE}/", f"{BASE}.evil/"],
)
def test_nothing_else_is_described(client: Client, url: str) -> None:
    a_small_magazine().draft("Secret")
    assert client.get("/oembed/", {"url": url}).status_code == 404


def test_xml_is_not_spoken(client: Client) -> None:
    assert client.get("/oembed/", {"url": f"{BASE}/", "format": "xml"}).status_code == 501
