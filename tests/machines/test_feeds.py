"""Feeds of every list, in three formats, with the whole text and every credit."""

from __future__ import annotations

import json
import re
from calendar import timegm
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import fastfeedparser
import feedparser
import pytest
from django.test import Client

from masthead.articles.models import Correction, Series
from masthead.body import making
from masthead.pictures.actions import make_renditions
from masthead.pictures.models import Picture
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_contributor, a_picture, a_small_magazine
from tests.machines.reading import NAMES, texts, xml_of

pytestmark = pytest.mark.django_db

BASE = "http://testserver"


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_made_picture(title: str = "Harbour") -> Picture:
    picture = a_picture(title)
    make_renditions(picture.pk)
    return picture


def test_rss_has_the_whole_text_with_credit_author_and_address(client: Client, magazine: SmallMagazine) -> None:
    picture = a_made_picture()
    Picture.objects.update(licence="cc-by")
    article = magazine.article(hero_picture=picture, tags=["winter"])
    root = xml_of(client.get("/feed.xml"))
    (item,) = root.iterfind("channel/item")
    assert texts(item, "link") == [f"{BASE}{article.address}"]
    assert texts(item, "dc:creator") == ["Ines Corbeau"]
    assert texts(item, "category") == ["winter"]
    assert texts(item, "media:content/media:credit") == ["Ada Lindqvist / Northlight"]
    (content,) = texts(item, "content:encoded")
    assert "Snow fell on the harbour." in content
    assert "Ada Lindqvist / Northlight · " in content
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in content
    assert parsedate_to_datetime(texts(item, "pubDate")[0]) == A_DAY_IN_NOVEMBER
    self_link = root.find("channel/atom:link", NAMES)
    assert self_link is not None
    assert self_link.attrib["href"] == f"{BASE}/feed.xml"


def test_every_address_in_the_text_is_absolute(client: Client, magazine: SmallMagazine) -> None:
    other = magazine.article("Another")
    picture = a_made_picture()
    copy = [
        making.paragraph(f'<p><a linktype="page" id="{other.pk}">one</a> <a href="/issues/">two</a></p>'),
        making.picture(picture.pk),
        making.related(other.pk),
    ]
    magazine.article("A quiet winter", hero_picture=picture, body=making.stream(copy))
    (content, _) = texts(xml_of(client.get("/feed.xml")), "channel/item/content:encoded")
    addresses = re.findall(r'(?:href|src)="([^"]+)"', content)
    assert len(addresses) >= 5
    assert [address for address in addresses if not address.startswith(BASE)] == []


def test_atom_and_json_feed_say_the_same_as_rss(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(hero_picture=a_made_picture())
    content = texts(xml_of(client.get("/feed.xml")), "channel/item/content:encoded")
    atom = xml_of(client.get("/atom.xml"))
    document = json.loads(client.get("/feed.json").content)
    assert texts(atom, "atom:entry/atom:content") == content == [item["content_html"] for item in document["items"]]
    assert texts(atom, "atom:entry/atom:author/atom:name") == ["Ines Corbeau"]
    (item,) = document["items"]
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert item["url"] == f"{BASE}{article.address}"
    assert item["authors"] == [{"name": "Ines Corbeau", "url": f"{BASE}/contributors/ines-corbeau/"}]
    assert item["_masthead"]["image_credit"] == "Ada Lindqvist / Northlight"
    assert datetime.fromisoformat(item["date_published"]) == A_DAY_IN_NOVEMBER
    assert [texts(xml_of(client.get("/feed.xml")), "channel/item/guid")] == [texts(atom, "atom:entry/atom:id")]


def test_two_readers_that_are_not_ours_read_every_feed_without_a_complaint(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article(hero_picture=a_made_picture(), credits=[magazine.ines, a_contributor("Li Moreau")])
    for name in ("feed.xml", "atom.xml"):
        said = feedparser.parse(client.get(f"/{name}").content)
        assert not said.bozo, said.get("bozo_exception")
        (entry,) = said.entries
        assert (entry.title, entry.link) == (article.title, f"{BASE}{article.address}")
        assert datetime.fromtimestamp(timegm(entry.published_parsed), tz=UTC) == A_DAY_IN_NOVEMBER
        assert "Snow fell" in entry.content[0].value
        assert entry.media_credit[0]["content"] == "Ada Lindqvist / Northlight"
    for name in ("feed.xml", "atom.xml", "feed.json"):
        (entry,) = fastfeedparser.parse(client.get(f"/{name}").content)["entries"]
        assert (entry["title"], entry["link"]) == (article.title, f"{BASE}{article.address}")
        assert datetime.fromisoformat(entry["published"]) == A_DAY_IN_NOVEMBER


def test_every_author_is_named_in_every_format(client: Client, magazine: SmallMagazine) -> None:
    magazine.article(credits=[magazine.ines, a_contributor("Li Moreau")])
    both = ["Ines Corbeau", "Li Moreau"]
    assert texts(xml_of(client.get("/feed.xml")), "channel/item/dc:creator") == both
    assert texts(xml_of(client.get("/atom.xml")), "atom:entry/atom:author/atom:name") == both
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    assert [author["name"] for author in item["authors"]] == both


def test_every_list_has_its_feed(client: Client, magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    article = magazine.article(series=series, tags=["winter"])
    magazine.issue("12", [article])
    lists = (
        "/",
        "/culture/",
        "/series/seven-harbours/",
        "/contributors/ines-corbeau/",
        "/tags/winter/",
        "/issues/issue-12/",
    )
    for path in lists:
        for name in ("feed.xml", "atom.xml", "feed.json"):
            answer = client.get(f"{path}{name}")
            assert answer.status_code == 200, path
            assert article.title in answer.content.decode(), path
        page = client.get(path).content.decode()
        for name in ("feed.xml", "atom.xml", "feed.json"):
            assert f'href="{BASE}{path}{name}"' in page, path


def test_a_sponsored_item_is_labelled_in_title_and_text(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    root = xml_of(client.get("/feed.xml"))
    assert texts(root, "channel/item/title") == ["Sponsored by Boats & Co: Buy this boat"]
    assert "Sponsored by Boats &amp; Co" in texts(root, "channel/item/content:encoded")[0]


def test_a_correction_stands_first_in_the_text(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    article.corrections.add(Correction(text="The pier is older.", corrected_on=date(2026, 11, 5)))
    article.save_revision()
    publishing.publish(article, acting_user=None)
    (content,) = texts(xml_of(client.get("/feed.xml")), "channel/item/content:encoded")
    assert content.index("The pier is older.") < content.index("Snow fell")


def test_a_feed_has_the_newest_thirty_and_never_a_draft(client: Client, magazine: SmallMagazine) -> None:
    magazine.draft("Secret")
    for number in range(32):
        magazine.article(f"Story {number}", at=A_DAY_IN_NOVEMBER + timedelta(hours=number))
    titles = texts(xml_of(client.get("/feed.xml")), "channel/item/title")
    assert titles == [f"Story {number}" for number in range(31, 1, -1)]


def test_an_item_keeps_its_name_when_its_address_changes(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    before = texts(xml_of(client.get("/feed.xml")), "channel/item/guid")
    article.slug = "another-winter"
    article.save_revision()
    publishing.publish(article, acting_user=None)
    root = xml_of(client.get("/feed.xml"))
    assert texts(root, "channel/item/link") == [f"{BASE}/articles/another-winter/"]
    assert texts(root, "channel/item/guid") == before


def test_control_characters_and_marks_in_copy_leave_a_feed_well_formed(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("A\x0b <quiet> & ]]> winter\ufffe", standfirst="One\x08two")
    root = xml_of(client.get("/feed.xml"))
    assert texts(root, "channel/item/title") == ["A <quiet> & ]]> winter"]
    xml_of(client.get("/atom.xml"))
    json.loads(client.get("/feed.json").content)


def test_a_feed_that_has_not_changed_answers_304(client: Client, magazine: SmallMagazine) -> None:
    magazine.article()
    answer = client.get("/feed.xml")
    assert client.get("/feed.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/feed.xml", headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_withdrawn_item_is_gone_for_who_asks_by_date_too(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("An older one", at=A_DAY_IN_NOVEMBER - timedelta(days=1))
    newest = magazine.article("A libel")
    held = client.get("/feed.xml")["Last-Modified"]
    publishing.unpublish(newest, acting_user=None)
    again = client.get("/feed.xml", headers={"If-Modified-Since": held})
    assert again.status_code == 200
    assert "A libel" not in again.content.decode()


def test_a_feed_of_nothing_is_empty_and_whole(client: Client, magazine: SmallMagazine) -> None:
    assert texts(xml_of(client.get("/feed.xml")), "channel/title") == ["The Small Hours"]
    assert texts(xml_of(client.get("/atom.xml")), "atom:title") == ["The Small Hours"]
    assert json.loads(client.get("/feed.json").content)["items"] == []
