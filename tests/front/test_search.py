"""The page of search results, with and without an index."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from masthead.search.actions import rebuild
from tests.cast import SmallMagazine, a_small_magazine
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def test_without_a_question_there_is_the_form_alone(client: Client, magazine: SmallMagazine) -> None:
    tree = tree_of(client.get("/search/"))
    assert tree.css_first('main input[name="q"]') is not None
    assert tree.css(".hit") == []


def test_what_is_found_is_listed_with_the_words_marked(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("A quiet winter")
    rebuild()
    tree = tree_of(client.get("/search/?q=harbour"))
    hit = tree.css_first(".hit")
    assert hit is not None
    assert [link.attributes["href"] for link in hit.css("a")] == [article.address]
    assert "harbour" in [mark.text() for mark in hit.css("mark")]
    assert text_of_page(tree.css_first('main [role="status"]')) == "1 article."
    field = tree.css_first("main input[name=q]")
    assert field is not None
    assert field.attributes["value"] == "harbour"


def test_nothing_found_is_said_and_the_words_stay_in_the_form(client: Client, magazine: SmallMagazine) -> None:
    rebuild()
    tree = tree_of(client.get('/search/?q="><script>alert(1)</script>'))
    assert "Nothing we have published" in text_of_page(tree.css_first('main [role="status"]'))
    field = tree.css_first("main input[name=q]")
    assert field is not None
    assert field.attributes["value"] == '"><script>alert(1)</script>'


def test_a_sponsored_hit_is_labelled(client: Client, magazine: SmallMagazine) -> None:
    magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    rebuild()
    assert "Sponsored by Boats & Co" in text_of_page(tree_of(client.get("/search/?q=boat")).css_first(".hit"))


def test_results_are_paged_by_links_and_kept_out_of_search_engines(
    client: Client, magazine: SmallMagazine, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(11):
        magazine.article(f"Story {number}")
    rebuild()
    with django_assert_max_num_queries(8):
        first = tree_of(client.get("/search/?q=harbour"))
    following = first.css_first('.pager a[rel="next"]')
    assert following is not None
    second = tree_of(client.get(following.attributes["href"] or ""))
    assert (len(first.css(".hit")), len(second.css(".hit"))) == (10, 1)
    robots = first.css_first('meta[name="robots"]')
    assert robots is not None
    assert robots.attributes["content"] == "noindex"


def test_while_the_index_is_being_rebuilt_the_page_says_so_and_when_to_come_back(
    client: Client, magazine: SmallMagazine
) -> None:
    answer = client.get("/search/?q=harbour")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "120", "no-store")
    assert "being rebuilt" in text_of_page(LexborHTMLParser(answer.content.decode()))
