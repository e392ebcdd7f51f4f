"""The front page: what editors placed wins, the rest finds itself, nothing stands twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Article
from masthead.publishing import actions as publishing
from masthead.slots import actions
from masthead.slots.models import Arrangement, Place
from tests.cast import SmallMagazine, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db

HEADLINE = re.compile(r'class="card__headline"><a href="[^"]*">([^<]*)</a>')


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def _headlines(client: Client) -> list[str]:
    return HEADLINE.findall(client.get("/").text)


def _launched(magazine: SmallMagazine, placed: dict[str, str], **words: object) -> Arrangement:
    draft = actions.begin(acting_user=None)
    for headline, place in placed.items():
        done = actions.place(draft, magazine.article(headline), place, expected_version=None, acting_user=None)
        if words:
            actions.describe(done.slot, words, expected_version=None, acting_user=None)
    return actions.launch(draft, expected_version=None, acting_user=None)


def test_without_an_arrangement_the_front_fills_itself(magazine: SmallMagazine, client: Client) -> None:
    for number in range(3):
        magazine.article(f"Story {number}")
    assert sorted(_headlines(client)) == ["Story 0", "Story 1", "Story 2"]


def test_the_lead_an_editor_placed_wins_over_a_newer_one_with_a_picture(
    magazine: SmallMagazine, client: Client
) -> None:
    _launched(magazine, {"Chosen": Place.LEAD})
    magazine.article("Newest", hero_picture=a_picture())
    found = _headlines(client)
    assert found[0] == "Chosen"
    assert sorted(found) == ["Chosen", "Newest"]


def test_open_places_are_filled_below_what_was_placed(magazine: SmallMagazine, client: Client) -> None:
    for number in range(8):
        magazine.article(f"Story {number}")
    _launched(magazine, {"Chosen": Place.SECOND})
    found = _headlines(client)
    assert found[1] == "Chosen"
    assert len(found) == len(set(found))
    assert len(found) == 9


def test_a_pick_stands_once_with_the_words_an_editor_gave_it(magazine: SmallMagazine, client: Client) -> None:
    magazine.article("Other")
    _launched(magazine, {"Chosen": Place.PICK}, headline="In other words", kicker="Read this")
    page = client.get("/").text
    assert page.count("In other words") == 1
    assert "Read this" in page
    assert ">Chosen<" not in page


def test_words_that_are_switched_off_are_kept_and_not_shown(magazine: SmallMagazine, client: Client) -> None:
    arrangement = _launched(magazine, {"Chosen": Place.PICK}, headline="In other words", uses_own_words=False)
    assert "In other words" not in client.get("/").text
    assert arrangement.slots.get().headline == "In other words"


def test_a_quote_leads_to_its_article(magazine: SmallMagazine, client: Client) -> None:
    _launched(magazine, {"Chosen": Place.QUOTE}, quote_text="We left the lamp on.", quote_by="The keeper")
    page = client.get("/").text
    assert "“We left the lamp on.”" in page
    assert "The keeper" in page
    assert 'href="/articles/chosen/">Chosen<' in page


def test_what_is_not_public_is_not_shown_wherever_it_was_placed(magazine: SmallMagazine, client: Client) -> None:
    magazine.article("Other")
    _launched(magazine, {"Chosen": Place.LEAD})
    publishing.unpublish(Article.objects.get(title="Chosen"), acting_user=None)
    assert _headlines(client) == ["Other"]


def test_a_sponsors_label_stays_whatever_an_editor_writes(magazine: SmallMagazine, client: Client) -> None:
    draft = actions.begin(acting_user=None)
    paid = magazine.article("Paid", form="sponsored", sponsor_name="Harbour Bank")
    done = actions.place(draft, paid, Place.LEAD, expected_version=None, acting_user=None)
    actions.describe(done.slot, {"kicker": "Just a story"}, expected_version=None, acting_user=None)
    actions.launch(draft, expected_version=None, acting_user=None)
    page = client.get("/").text
    assert "Harbour Bank" in page
    assert "Just a story" not in page


def test_an_arrangement_begins_by_the_clock(magazine: SmallMagazine, client: Client) -> None:
    magazine.article("Everyday")
    tomorrow = timezone.now() + timedelta(days=1)
    draft = actions.begin(acting_user=None)
    actions.place(draft, magazine.article("Weekend"), Place.QUOTE, expected_version=None, acting_user=None)
    actions.describe(draft.slots.get(), {"quote_text": "Rest."}, expected_version=None, acting_user=None)
    actions.launch(draft, at=tomorrow, expected_version=None, acting_user=None)
    assert "“Rest.”" not in client.get("/").text
    Arrangement.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert "“Rest.”" in client.get("/").text
