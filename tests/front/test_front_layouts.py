"""The front page is composed in three ways; each keeps the rules of a printed page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client

from masthead.front.queries.cards import LONGEST_OF_LEAD, LONGEST_STANDFIRST
from masthead.front.queries.composing import COMPOSITIONS
from masthead.magazine.models import Look, Magazine
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine
from tests.front.reading import tree_of
from tests.front.test_pages import a_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.mark.parametrize("layout", COMPOSITIONS)
def test_no_two_neighbouring_bands_are_alike_and_every_part_has_its_place(layout: str) -> None:
    composition = COMPOSITIONS[layout]
    shapes = [*composition.shapes, composition.shapes[0]]
    assert all(one.name != other.name for one, other in pairwise(shapes))
    there = {"issue", "quote", "picks", "opinions", "experts", "sign_up"}
    parts = list(composition.parts(7, there))
    assert parts.count("band") == 7
    assert there - set(parts) == ({"issue"} if composition.issue_is_beside else set())
    assert list(composition.parts(0, set())) == []


def test_a_front_of_long_words_without_any_picture_is_composed_all_the_same(
    magazine: SmallMagazine, client: Client
) -> None:
    long = "The first sentence says what it is about. " + "Another goes on about it for a good while. " * 12
    travel = a_section("Travel", magazine.tree.front)
    for number in range(20):
        section = travel if number % 2 else magazine.culture
        magazine.article(f"Story {number}", standfirst="" if number == 19 else long, section=section)
    for look in Look.values:
        Magazine.objects.update(look=look)
        tree = tree_of(client.get("/"))
        assert tree.css_first(".card--lead h3").text() == "Story 18"  # type: ignore[union-attr] # the newest has no words
        lengths = [len(node.text()) for node in tree.css(".card__standfirst")]
        assert max(lengths) <= LONGEST_OF_LEAD
        assert max(lengths[1:]) <= LONGEST_STANDFIRST
        assert len(tree.css(".opening__rail")) == 2
        shapes = [(node.attributes["class"] or "").split()[-1] for node in tree.css(".front-band")]
        assert len(shapes) == 2
        assert shapes[0] != shapes[1], look


def test_two_opinions_make_a_strip_that_says_who_speaks_first_and_one_does_not(
    magazine: SmallMagazine, client: Client
) -> None:
    odile = a_contributor("Odile Marchetti", portrait=a_picture("Odile"))
    magazine.article("Against lamps", form="opinion", credits=[odile])
    for number in range(5):
        magazine.article(f"Story {number}")
    assert tree_of(client.get("/")).css(".front-opinion") == []

    Magazine.objects.update(look=Look.GALLERY)
    for number in range(6):
        magazine.article(f"Against {number}", form="opinion", credits=[odile])
    strip = tree_of(client.get("/")).css(".front-opinion")
    assert len(strip) == 2
    assert strip[0].css("h3")[0].text().startswith("Odile Marchetti")
    assert strip[0].css_first(".front-opinion__face .credit") is not None


@pytest.mark.parametrize("ours", [0, 3])
def test_what_somebody_paid_for_never_stands_large(magazine: SmallMagazine, client: Client, ours: int) -> None:
    for number in range(ours):
        magazine.article(f"Story {number}")
    for number in range(5 + ours):
        magazine.article(
            f"Boats {number}", form="sponsored", sponsor_name="Boats & Co", hero_picture=a_picture(f"Boat {number}")
        )
    magazine.article("Ours", hero_picture=a_picture())
    for look in Look.values:
        Magazine.objects.update(look=look)
        large = tree_of(client.get("/")).css(".card--lead, .front-band__cards > .card--pictured")
        assert [card.attributes["data-form"] for card in large if card.attributes["data-form"] == "sponsored"] == [], (
            look
        )


def test_the_quiet_front_lists_the_issue_s_contents_and_the_others_its_cover_lines(
    magazine: SmallMagazine, client: Client
) -> None:
    magazine.issue("12", [magazine.article("Ice"), magazine.article("Salt")], cover=a_picture())
    for look, shown, other in (
        (Look.QUIET, ".opening .front-issue__entries a", ".cover-lines"),
        (Look.BROADSHEET, ".opening .cover-lines", ".front-issue__entries"),
        (Look.GALLERY, ".front > .front-issue .cover-lines", ".front-issue__entries"),
    ):
        Magazine.objects.update(look=look)
        tree = tree_of(client.get("/"))
        assert tree.css(shown), look
        assert not tree.css(other), look
