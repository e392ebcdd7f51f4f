"""The sitemap names everything public, a year and 5,000 articles at a time; robots.txt leads to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.machines.queries import sitemaps
from masthead.pictures.actions import make_renditions
from tests.cast import A_DAY_IN_NOVEMBER, a_picture, a_small_magazine
from tests.machines.reading import texts, xml_of

pytestmark = pytest.mark.django_db

BASE = "http://testserver"


def test_every_address_of_the_sitemap_answers(client: Client) -> None:
    magazine = a_small_magazine()
    article = magazine.article(at=A_DAY_IN_NOVEMBER)
    magazine.article("Long ago", at=datetime(1998, 2, 1, 12, tzinfo=UTC))
    magazine.issue("12", [article])
    files = texts(xml_of(client.get("/sitemap.xml")), "map:sitemap/map:loc")
    assert files == [f"{BASE}/sitemap-pages.xml", f"{BASE}/sitemap-2026.xml", f"{BASE}/sitemap-1998.xml"]
    addresses = [
        address for file in files for address in texts(xml_of(client.get(file.removeprefix(BASE))), "map:url/map:loc")
    ]
    assert f"{BASE}{article.address}" in addresses
    assert f"{BASE}/issues/issue-12/" in addresses
    assert f"{BASE}/contributors/ines-corbeau/" in addresses
    assert len(addresses) == len(set(addresses))
    assert {address: client.get(address.removeprefix(BASE)).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_an_article_says_when_it_changed(client: Client) -> None:
    a_small_magazine().article(at=A_DAY_IN_NOVEMBER)
    (changed,) = texts(xml_of(client.get("/sitemap-2026.xml")), "map:url/map:lastmod")
    assert datetime.fromisoformat(changed) == A_DAY_IN_NOVEMBER


def test_a_draft_is_not_in_the_sitemap(client: Client) -> None:
    a_small_magazine().draft("Secret")
    assert client.get("/sitemap-2026.xml").status_code == 404
    assert "secret" not in client.get("/sitemap-pages.xml").content.decode()


def test_a_year_with_more_than_fits_has_several_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    magazine = a_small_magazine()
    articles = [magazine.article(f"Story {number}") for number in range(3)]
    monkeypatch.setattr(sitemaps, "IN_A_FILE", 2)
    files = texts(xml_of(client.get("/sitemap.xml")), "map:sitemap/map:loc")
    assert files[1:] == [f"{BASE}/sitemap-2026.xml", f"{BASE}/sitemap-2026-2.xml"]
    first, second = (texts(xml_of(client.get(file.removeprefix(BASE))), "map:url/map:loc") for file in files[1:])
    assert first == [f"{BASE}{article.address}" for article in articles[:2]]
    assert second == [f"{BASE}{articles[2].address}"]


def test_an_article_brings_its_picture_and_an_issue_its_cover(client: Client) -> None:
    magazine = a_small_magazine()
    picture = a_picture()
    make_renditions(picture.pk)
    magazine.issue("12", [magazine.article(hero_picture=picture), magazine.article("Without one")], cover=picture)
    for file in ("/sitemap-2026.xml", "/sitemap-pages.xml"):
        (address,) = texts(xml_of(client.get(file)), "map:url/image:image/image:loc")
        assert address.startswith(f"{BASE}/media/")
        assert address.endswith(".jpg")


def test_the_news_sitemap_has_what_is_less_than_two_days_old_and_not_paid_for(client: Client) -> None:
    magazine, now = a_small_magazine(), timezone.now()
    magazine.article("Of 47 hours & <ago>", at=now - timedelta(hours=47), language="zh-Hant")
    magazine.article("Of 49 hours ago", at=now - timedelta(hours=49))
    magazine.article("Paid for", at=now - timedelta(hours=1), form="sponsored", sponsor_name="Boats & Co")
    magazine.draft("Secret")
    news = xml_of(client.get("/sitemap-news.xml"))
    assert texts(news, "map:url/news:news/news:title") == ["Of 47 hours & <ago>"]
    assert texts(news, "map:url/news:news/news:publication/news:name") == ["The Small Hours"]
    assert texts(news, "map:url/news:news/news:publication/news:language") == ["zh-tw"]
    (moment,) = texts(news, "map:url/news:news/news:publication_date")
    assert datetime.fromisoformat(moment) == (now - timedelta(hours=47)).replace(microsecond=0)


def test_the_news_sitemap_of_a_quiet_week_is_empty_and_whole(client: Client) -> None:
    a_small_magazine().article(at=timezone.now() - timedelta(days=7))
    assert len(xml_of(client.get("/sitemap-news.xml"))) == 0


def test_robots_txt_closes_the_desk_and_names_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /desk/" in lines
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
