"""Structured data and meta tags: true, whole, and unable to break the page they stand in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from masthead.articles.models import ArticleCredit, Correction
from masthead.magazine.models import Magazine
from masthead.pictures.actions import make_renditions
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_contributor, a_picture, a_small_magazine
from tests.front.test_pages import a_plain_page
from tests.machines.reading import graph_of, head_of

pytestmark = pytest.mark.django_db

BASE = "http://testserver"


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def references(node: Any) -> set[str]:
    """Every ``@id`` that a node points to."""
    if isinstance(node, list):
        return set().union(*map(references, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    if set(node) == {"@id"}:
        return {node["@id"]}
    return set().union(*(references(value) for value in node.values())) if node else set()


def test_every_reference_of_every_page_is_resolved_within_it(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article()
    magazine.issue("12", [article])
    for address in (
        "/",
        article.address,
        "/culture/",
        "/contributors/ines-corbeau/",
        "/issues/issue-12/",
        "/tags/winter/",
    ):
        graph = graph_of(client.get(address))
        assert set().union(*(references(node) for node in graph.values())) <= set(graph), address


def test_an_article_names_headline_dates_people_and_issue(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(form="news", tags=["winter"])
    agency = a_contributor("Northlight", kind="organisation")
    article.credits.add(ArticleCredit(contributor=agency, role="photographs", sort_order=2))
    article.corrections.add(Correction(text="It is older.", corrected_on=date(2026, 11, 5)))
    article.save_revision()
    publishing.publish(article, acting_user=None)
    magazine.issue("12", [article])
    graph = graph_of(client.get(article.address))
    node = graph[f"{BASE}{article.address}#article"]
    assert node["@type"] == ["NewsArticle", "ReportageNewsArticle"]
    assert node["headline"] == article.title
    assert datetime.fromisoformat(node["datePublished"]) == A_DAY_IN_NOVEMBER
    assert graph[node["author"][0]["@id"]] == {
        "@type": "Person",
        "@id": f"{BASE}/contributors/ines-corbeau/#contributor",
        "name": "Ines Corbeau",
        "url": f"{BASE}/contributors/ines-corbeau/",
    }
    assert graph[node["contributor"][0]["@id"]]["@type"] == "Organization"
    assert node["correction"] == [{"@type": "CorrectionComment", "text": "It is older.", "datePublished": "2026-11-05"}]
    issue = graph[node["isPartOf"][1]["@id"]]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "12")
    assert graph[issue["isPartOf"]["@id"]]["@type"] == "Periodical"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("news", ["NewsArticle", "ReportageNewsArticle"]),
        ("feature", "NewsArticle"),
        ("essay", "Article"),
        ("opinion", ["NewsArticle", "OpinionNewsArticle"]),
    ],
)
def test_the_form_of_a_piece_is_its_type(client: Client, magazine: SmallMagazine, form: str, expected: object) -> None:
    article = magazine.article(form=form)
    assert graph_of(client.get(article.address))[f"{BASE}{article.address}#article"]["@type"] == expected


def test_what_somebody_paid_for_is_never_news_and_names_its_sponsor(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(form="sponsored", sponsor_name="Boats & Co")
    node = graph_of(client.get(article.address))[f"{BASE}{article.address}#article"]
    assert node["@type"] == "AdvertiserContentArticle"
    assert node["sponsor"] == {"@type": "Organization", "name": "Boats & Co"}


def test_a_picture_travels_with_credit_creator_and_licence(client: Client, magazine: SmallMagazine) -> None:
    source = "https://commons.example/harbour"
    picture = a_picture(licence="cc-by-sa", licence_note="CC BY-SA 2.0", source_url=source)
    make_renditions(picture.pk)
    article = magazine.article(hero_picture=picture)
    (image,) = graph_of(client.get(article.address))[f"{BASE}{article.address}#article"]["image"]
    assert image["creditText"] == "Ada Lindqvist / Northlight"
    assert image["creator"] == {"@type": "Person", "name": "Ada Lindqvist"}
    assert (image["license"], image["acquireLicensePage"]) == (
        "https://creativecommons.org/licenses/by-sa/2.0/",
        source,
    )
    assert image["contentUrl"].startswith(f"{BASE}/media/")
    assert (image["width"], image["height"]) == (640, 480)


def test_the_publisher_names_its_logo_and_the_policies_that_are_there(client: Client, magazine: SmallMagazine) -> None:
    before = graph_of(client.get("/"))[f"{BASE}/#publisher"]
    assert before["@type"] == "NewsMediaOrganization"
    assert client.get(before["logo"]["url"].removeprefix(BASE)).status_code == 200
    assert "correctionsPolicy" not in before
    page = a_plain_page("How we correct", magazine.tree.front, policies=["correctionsPolicy", "privacy"])
    after = graph_of(client.get("/"))[f"{BASE}/#publisher"]
    assert after["correctionsPolicy"] == f"{BASE}{page.address}"
    assert "privacy" not in after


def test_a_page_that_is_nothing_else_is_a_page_with_its_way(client: Client, magazine: SmallMagazine) -> None:
    graph = graph_of(client.get("/archive/"))
    page = graph[f"{BASE}/archive/#page"]
    assert page["@type"] == "WebPage"
    assert [step["item"] for step in graph[page["breadcrumb"]["@id"]]["itemListElement"]] == [
        f"{BASE}/",
        f"{BASE}/archive/",
    ]


def test_structured_data_cannot_end_its_script(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("</script><script>alert(1)</script><!--")
    answer = client.get(article.address)
    assert b"<script>alert(1)" not in answer.content
    assert graph_of(answer)[f"{BASE}{article.address}#article"]["headline"] == "</script><script>alert(1)</script><!--"


def test_the_site_says_how_it_is_searched(client: Client, magazine: SmallMagazine) -> None:
    site = graph_of(client.get("/"))[f"{BASE}/#website"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/search/?q={{search_term_string}}"


def test_addresses_come_from_the_configuration_and_not_from_the_request(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article()
    answer = client.get(article.address, headers={"host": "127.0.0.1"})
    assert b"127.0.0.1" not in answer.content
    assert head_of(answer)["canonical"] == f"{BASE}{article.address}"


def test_open_graph_tells_what_is_shared(client: Client, magazine: SmallMagazine) -> None:
    Magazine.objects.update(description="For people who are up late.")
    picture = a_picture()
    make_renditions(picture.pk)
    article = magazine.article(hero_picture=picture)
    head = head_of(client.get(article.address))
    assert head["og:title"] == article.title
    assert head["og:type"] == "article"
    assert head["og:description"] == head["description"] == article.standfirst
    assert head["og:image"].startswith(f"{BASE}/media/")
    assert head["og:image:alt"] == "A harbour at dusk"
    assert head["twitter:card"] == "summary_large_image"
    assert datetime.fromisoformat(head["article:published_time"]) == A_DAY_IN_NOVEMBER
    assert head_of(client.get("/"))["description"] == "For people who are up late."


def test_a_page_leads_feed_readers_to_the_magazines_feeds(client: Client, magazine: SmallMagazine) -> None:
    page = client.get("/").content.decode()
    for name in ("feed.xml", "atom.xml", "feed.json"):
        assert f'href="{BASE}/{name}"' in page
