"""Every kind of page answers and says what it should."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from masthead.articles.models import ArticleCredit, Section, Series
from masthead.body import making
from masthead.contributors.models import Contributor
from masthead.front.models import PlainPage
from masthead.front.queries import archive
from masthead.magazine.models import Magazine
from masthead.published import queries as published
from masthead.published.models import PublishedArticle
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_picture, a_small_magazine
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_section(title: str, under: Page, **fields: str) -> Section:
    section = Section(title=title, slug=title.lower(), live=False, **fields)
    Page.objects.get(pk=under.pk).add_child(instance=section)
    publishing.publish(section, acting_user=None)
    return Section.objects.get(pk=section.pk)


def a_plain_page(title: str, under: Page, **fields: Any) -> PlainPage:
    words = [("paragraph", "<p>We are four people.</p>")]
    page = PlainPage(title=title, slug=title.lower().replace(" ", "-"), live=False, body=words, **fields)
    Page.objects.get(pk=under.pk).add_child(instance=page)
    publishing.publish(page, acting_user=None)
    return page


def test_the_front_page_names_the_magazine_once_and_large(client: Client, magazine: SmallMagazine) -> None:
    magazine.article()
    tree = tree_of(client.get("/"))
    assert [heading.text(strip=True) for heading in tree.css("h1")] == ["The Small Hours"]
    assert "A magazine for those awake" in text_of_page(tree)


def test_no_article_stands_on_the_front_page_twice(client: Client, magazine: SmallMagazine) -> None:
    for number in range(9):
        magazine.article(f"Story {number}")
    addresses = [link.attributes["href"] for link in tree_of(client.get("/")).css("main .card__headline a")]
    assert len(addresses) == len(set(addresses)) == 9


def test_a_section_without_articles_has_no_band_on_the_front_page(client: Client, magazine: SmallMagazine) -> None:
    a_section("Travel", magazine.tree.front)
    for number in range(7):
        magazine.article(f"Story {number}")
    bands = [heading.text(strip=True) for heading in tree_of(client.get("/")).css(".front-band__name")]
    assert bands == ["Culture"]


def test_what_somebody_paid_for_does_not_lead_the_front_page(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("Our own story", hero_picture=a_picture())
    magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co", hero_picture=a_picture("Boat"))
    lead = tree_of(client.get("/")).css_first(".card--lead .card__headline")
    assert lead is not None
    assert lead.text(strip=True) == "Our own story"


def test_an_expert_stands_on_the_front_page_with_a_title(client: Client, magazine: SmallMagazine) -> None:
    Contributor.objects.create(name="Odile Marchetti", slug="odile", role_title="Travel editor", is_expert=True)
    assert "Odile Marchetti Travel editor" in text_of_page(tree_of(client.get("/")))


def test_a_magazine_that_is_not_set_up_leads_to_its_first_run(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/setup/")


def test_a_section_lists_what_is_in_the_sections_below_it(client: Client, magazine: SmallMagazine) -> None:
    film = a_section("Film", magazine.culture, description="What is on.")
    article = magazine.article("A long take", section=film)
    tree = tree_of(client.get("/culture/"))
    assert f'href="{article.address}"' in (tree.html or "")
    assert "/culture/film/" in [link.attributes["href"] for link in tree.css(".page-head a")]


def test_a_section_within_a_section_names_the_one_above(client: Client, magazine: SmallMagazine) -> None:
    a_section("Film", magazine.culture, description="What is on.")
    head = tree_of(client.get("/culture/film/")).css_first(".page-head")
    assert head is not None
    assert text_of_page(head) == "Culture Film What is on."


def test_a_section_that_is_no_longer_live_is_not_found(client: Client, magazine: SmallMagazine) -> None:
    publishing.unpublish(magazine.culture, acting_user=None)
    assert client.get("/culture/").status_code == 404


def test_a_series_lists_its_articles_and_says_what_it_is(client: Client, magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours", description="One a month.")
    for place, town in enumerate(("Cadiz", "Trieste", "Malmö")):
        magazine.article(town, series=series, kicker="Harbours", at=A_DAY_IN_NOVEMBER + timedelta(days=place))
    tree = tree_of(client.get("/series/seven-harbours/"))
    assert "Series Seven harbours One a month." in text_of_page(tree)
    parts = [text_of_page(part).split(" What ")[0] for part in tree.css(".part")]
    assert parts == ["1 Part 1 of 3 Cadiz", "2 Part 2 of 3 Trieste", "3 Part 3 of 3 Malmö"]

    for number, row in enumerate(PublishedArticle.objects.order_by("pk"), 7):  # numbers of its own, as its kickers say
        PublishedArticle.objects.filter(pk=row.pk).update(kicker=f"Harbours, no. {number}")
    numbers = tree_of(client.get("/series/seven-harbours/")).css(".part__number")
    assert [node.text() for node in numbers] == ["7", "8", "9"]


def test_a_long_series_is_numbered_from_its_first_piece_and_an_old_page_counts_no_total(
    client: Client, magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "PAGE_SIZE", 2)
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    for place in range(5):
        magazine.article(f"Harbour {place + 1}", series=series, at=A_DAY_IN_NOVEMBER + timedelta(days=place))
    newest, oldest = (tree_of(client.get(f"/series/seven-harbours/{page}")) for page in ("", "page/1/"))
    assert [node.text() for node in newest.css(".part .kicker")] == [f"Part {number} of 5" for number in (5, 4, 3)]
    assert [node.text() for node in oldest.css(".part .kicker")] == ["Part 2", "Part 1"]


def test_a_section_of_few_pieces_shows_what_the_others_have(
    client: Client, magazine: SmallMagazine, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    magazine.article("Alone", section=a_section("Travel", magazine.tree.front), hero_picture=a_picture())
    for number in range(5):
        magazine.article(f"Story {number}")
    with django_assert_max_num_queries(8):  # as any list
        few = tree_of(client.get("/travel/"))
    assert [node.text() for node in few.css(".elsewhere h3")] == ["Story 4", "Story 3", "Story 2"]
    assert tree_of(client.get("/culture/")).css_first(".elsewhere") is None


def test_a_tag_lists_what_bears_it(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("Ice", tags=["winter"])
    magazine.article("Heat", tags=["summer"])
    page = text_of_page(tree_of(client.get("/tags/winter/")).css_first("main"))
    assert "Ice" in page
    assert "Heat" not in page


def test_a_tag_that_only_drafts_bear_is_not_found(client: Client, magazine: SmallMagazine) -> None:
    magazine.draft("Secret", tags=["hidden"])
    assert client.get("/tags/hidden/").status_code == 404


def test_a_contributors_page_says_who_it_is_and_what_credits_them(client: Client, magazine: SmallMagazine) -> None:
    person = Contributor.objects.create(
        name="Tomasz Adeyemi", slug="tomasz", role_title="Business editor", biography="<p>Counts <b>things</b>.</p>"
    )
    magazine.article("Interest", credits=[person])
    page = text_of_page(tree_of(client.get("/contributors/tomasz/")).css_first("main"))
    assert "Business editor Tomasz Adeyemi Counts things." in page
    assert "Interest" in page


def test_a_contributors_work_is_sorted_by_what_they_did(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("Her words")
    photographed = magazine.draft("Her pictures", credits=[Contributor.objects.create(name="Li Moreau", slug="li")])
    photographed.credits.add(ArticleCredit(contributor=magazine.ines, role="photographs"))
    photographed.save_revision()
    publishing.publish(photographed, acting_user=None)
    work = [text_of_page(part) for part in tree_of(client.get("/contributors/ines-corbeau/")).css(".work")]
    assert [part.partition(" ")[0] for part in work] == ["Words", "Photographs"]
    assert ["Her words" in part for part in work] == [True, False]


def test_a_biography_cannot_bring_a_script(client: Client, magazine: SmallMagazine) -> None:
    hostile = "<p>Hi<script>alert(1)</script></p>"
    Contributor.objects.create(name="Mallory", slug="mallory", biography=hostile, is_expert=True)
    page = client.get("/contributors/mallory/").content.decode()
    assert "<p>Hi</p>" in page
    assert "alert(1)" not in page


def test_what_is_only_planned_is_found_on_no_page_feed_or_sitemap(client: Client, magazine: SmallMagazine) -> None:
    secret = Contributor.objects.create(name="A Witness", slug="a-witness", biography="<p>Not yet.</p>")
    series = Series.objects.create(title="A planned run", slug="a-planned-run", description="Not yet.")
    magazine.draft("Secret", credits=[secret], series=series, tags=["hidden"])
    for path in ("/contributors/a-witness/", "/series/a-planned-run/", "/tags/hidden/"):
        for name in ("", "feed.xml", "atom.xml", "feed.json"):
            assert client.get(f"{path}{name}").status_code == 404, f"{path}{name}"
        assert path not in client.get("/sitemap-pages.xml").content.decode()


def test_experts_and_who_signs_an_editors_letter_have_a_page(client: Client, magazine: SmallMagazine) -> None:
    editor = Contributor.objects.create(name="Ada Verne", slug="ada-verne")
    Contributor.objects.create(name="Odile Marchetti", slug="odile", is_expert=True)
    magazine.issue("12", letter_by=editor, editors_letter="<p>Dear readers</p>")
    for path in ("/contributors/ada-verne/", "/contributors/odile/", "/contributors/odile/feed.xml"):
        assert client.get(path).status_code == 200, path


def test_all_contributors_are_those_credited_and_the_experts(client: Client, magazine: SmallMagazine) -> None:
    Contributor.objects.create(name="Never Printed", slug="never")
    Contributor.objects.create(name="Odile Marchetti", slug="odile", is_expert=True)
    magazine.article()
    page = text_of_page(tree_of(client.get("/contributors/")).css_first("main"))
    assert "Ines Corbeau" in page
    assert "Odile Marchetti" in page
    assert "Never Printed" not in page


def test_the_archive_counts_by_year_and_opens_the_newest_by_its_months(
    client: Client, magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "OF_A_MONTH", 1)
    for title, at in (("Old", datetime(2019, 3, 5, tzinfo=UTC)), ("Summer", datetime(2026, 7, 1, tzinfo=UTC))):
        magazine.article(title, at=at)
    magazine.article("One")
    magazine.article("Two")
    page = text_of_page(tree_of(client.get("/archive/")).css_first("main"))
    assert "2026 3 articles 2019 1 article 2026 3 articles November 2 articles" in page
    assert "1 more July 1 article" in page
    assert ("Two" in page, "One" in page, "Summer" in page, "Old" in page) == (True, False, True, False)
    year = text_of_page(tree_of(client.get("/archive/2026/")).css_first("main"))
    assert ("November 2 articles" in year, "One" in year, "Old" in year) == (True, True, False)
    assert client.get("/archive/1999/").status_code == 404


def test_a_plain_page_shows_its_words(client: Client, magazine: SmallMagazine) -> None:
    a_plain_page("About", magazine.tree.front)
    assert "We are four people." in text_of_page(tree_of(client.get("/about/")))
    assert "/about/" in [link.attributes["href"] for link in tree_of(client.get("/")).css(".colophon a")]


def test_the_look_and_language_of_the_magazine_are_on_the_html_element(client: Client, magazine: SmallMagazine) -> None:
    Magazine.objects.update(look="gallery", language="ar")
    html = tree_of(client.get("/")).css_first("html")
    assert html is not None
    assert (html.attributes["data-look"], html.attributes["lang"], html.attributes["dir"]) == ("gallery", "ar", "rtl")


def test_the_menu_marks_the_section_that_is_open(client: Client, magazine: SmallMagazine) -> None:
    magazine.article()
    marked = tree_of(client.get("/culture/")).css(".menu [aria-current=page]")
    assert [link.attributes["href"] for link in marked] == ["/culture/"]


def test_a_licence_is_linked_where_the_picture_stands_and_only_named_in_a_card(
    client: Client, magazine: SmallMagazine
) -> None:
    deed = "https://creativecommons.org/licenses/by/4.0/"
    picture = a_picture(licence="cc-by")
    article = magazine.article("A quiet winter", hero_picture=picture, body=[making.gallery([(picture.pk, "")])])
    issue = magazine.issue("12", [article], cover=picture)
    linked = {
        path: len(tree_of(client.get(path)).css(f'main figcaption a[href="{deed}"]'))
        for path in ("/", article.address, issue.address)
    }
    named = [text_of_page(node) for node in tree_of(client.get("/")).css("main figcaption")]
    assert linked == {"/": 0, article.address: 2, issue.address: 1}
    assert named == ["Ada Lindqvist / Northlight · CC BY 4.0"] * 2
