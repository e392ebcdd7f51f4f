"""What crawlers are asked, by the preset of the settings, and what the licence file says of it."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from masthead.machines.crawlers import known_crawlers
from masthead.magazine.models import Crawlers, Magazine
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db

BASE = "http://testserver"
ARTICLE = f"{BASE}/articles/a-quiet-winter/"
RSL = "{https://rslstandard.org/rsl}"


@pytest.fixture(autouse=True)
def _a_magazine() -> None:
    a_small_magazine()


def robots(client: Client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    ("preset", "turned_away"),
    [
        (Crawlers.OPEN, set()),
        (Crawlers.SEARCH, {"GPTBot", "CCBot", "Google-Extended"}),
        (Crawlers.CLOSED, {"GPTBot", "CCBot", "Google-Extended", "OAI-SearchBot", "Perplexity-User"}),
    ],
)
def test_a_preset_turns_away_whom_it_says(client: Client, preset: str, turned_away: set[str]) -> None:
    Magazine.objects.update(crawlers=preset)
    rules = robots(client)
    asked = (
        "GPTBot",
        "CCBot",
        "Google-Extended",
        "OAI-SearchBot",
        "Perplexity-User",
        "Googlebot",
        "Googlebot-News",
        "bingbot",
    )
    assert {name for name in asked if not rules.can_fetch(name, ARTICLE)} == turned_away
    assert not rules.can_fetch("Googlebot", f"{BASE}/desk/")
    assert not rules.can_fetch("Googlebot", f"{BASE}/search/?q=snow")


def test_search_yes_and_training_no_is_what_a_magazine_begins_with(client: Client) -> None:
    assert Magazine.objects.get().crawlers == Crawlers.SEARCH
    assert not robots(client).can_fetch("ClaudeBot", ARTICLE)
    assert f"as known on {known_crawlers().as_of:%Y-%m-%d}" in client.get("/robots.txt").content.decode()


def test_no_crawler_stands_in_two_groups() -> None:
    names = [name.casefold() for group in known_crawlers().groups.values() for name in group]
    assert len(names) == len(set(names))


def test_robots_txt_names_the_sitemaps(client: Client) -> None:
    assert robots(client).site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/sitemap-news.xml"]


def test_without_the_choice_there_is_no_licence_file_and_nothing_names_one(client: Client) -> None:
    assert client.get("/license.xml").status_code == 404
    assert "License:" not in client.get("/robots.txt").content.decode()
    assert "rsl+xml" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("preset", "permitted", "prohibited"),
    [(Crawlers.OPEN, "all", None), (Crawlers.SEARCH, "search", "ai-train"), (Crawlers.CLOSED, "search", "ai-all")],
)
def test_the_licence_file_says_what_robots_txt_says(
    client: Client, preset: str, permitted: str, prohibited: str | None
) -> None:
    Magazine.objects.update(crawlers=preset, has_licence_file=True)
    answer = client.get("/license.xml")
    assert answer["Content-Type"].startswith("application/rsl+xml")
    licence = ET.fromstring(answer.content).find(f"{RSL}content[@url='/']/{RSL}license")
    assert licence is not None
    assert licence.findtext(f"{RSL}permits[@type='usage']") == permitted
    assert licence.findtext(f"{RSL}prohibits[@type='usage']") == prohibited
    assert client.get("/robots.txt").content.decode().startswith(f"License: {BASE}/license.xml\n")
    assert '<link rel="license" type="application/rsl+xml" href="/license.xml">' in client.get("/").content.decode()


def test_a_map_for_assistants_is_there_when_it_is_chosen(client: Client) -> None:
    assert client.get("/llms.txt").status_code == 404
    Magazine.objects.update(has_llms_txt=True, description="For people who are up\nlate.")
    lines = client.get("/llms.txt").content.decode().splitlines()
    assert lines[0] == "# The Small Hours"
    assert "> For people who are up late." in lines
    assert f"- [Culture]({BASE}/culture/)" in lines
