"""What the magazine draws of itself: a card for an article without a picture, and icons from its nameplate."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from masthead.machines import actions
from masthead.machines.drawing.cards import CardWords, card
from masthead.machines.drawing.setting import Type
from masthead.machines.drawing.style import style_of
from masthead.machines.queries.drawn import facts_of_row, initial_of
from masthead.magazine.models import Look, Magazine
from masthead.magazine.themes import Theme
from masthead.pictures.actions import make_renditions
from masthead.published.models import PublishedArticle
from tests.cast import SmallMagazine, a_picture, a_small_magazine
from tests.machines.reading import head_of

BASE = "http://testserver"


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def image_of(answer: Any) -> Image.Image:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    return Image.open(BytesIO(answer.content))


@pytest.mark.django_db
def test_an_article_without_a_picture_is_shared_with_a_card(client: Client, magazine: SmallMagazine) -> None:
    head = head_of(client.get(magazine.article().address))
    assert head["og:image:alt"] == "The Small Hours: A quiet winter"
    answer = client.get(head["og:image"].removeprefix(BASE))
    assert image_of(answer).size == (int(head["og:image:width"]), int(head["og:image:height"])) == (1200, 630)
    assert "immutable" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
def test_an_article_with_a_picture_is_shared_with_that(client: Client, magazine: SmallMagazine) -> None:
    picture = a_picture()
    article = magazine.article(hero_picture=picture)
    assert "/cards/" in head_of(client.get(article.address))["og:image"], "while its sizes are being made"
    make_renditions(picture.pk)
    assert "/media/" in head_of(client.get(article.address))["og:image"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"name": "The Long Hours"}, {"look": Look.GALLERY}, {"theme": {"accent": "#005500"}}]
)
def test_a_card_has_another_address_when_what_is_drawn_changes(
    client: Client, magazine: SmallMagazine, change: dict[str, Any]
) -> None:
    article = magazine.article()
    before = head_of(client.get(article.address))["og:image"].removeprefix(BASE)
    first = client.get(before)
    Magazine.objects.update(**change)
    after = head_of(client.get(article.address))["og:image"].removeprefix(BASE)
    assert after != before
    assert client.get(after).content != first.content
    old = client.get(before)
    assert old.content == client.get(after).content
    assert "immutable" not in old["Cache-Control"]


@pytest.mark.django_db
def test_the_worker_keeps_one_card_for_each_article_without_a_picture(client: Client, magazine: SmallMagazine) -> None:
    plain, pictured = magazine.article(), magazine.article("With a picture", hero_picture=a_picture())
    assert actions.draw_card(plain.pk)
    assert not actions.draw_card(pictured.pk)
    (kept,) = default_storage.listdir(f"cards/{plain.pk}")[1]
    assert head_of(client.get(plain.address))["og:image"].endswith(f"/cards/{plain.pk}-{kept}")
    Magazine.objects.update(name="The Long Hours")
    assert actions.draw_card(plain.pk)
    assert len(default_storage.listdir(f"cards/{plain.pk}")[1]) == 1


@pytest.mark.django_db
def test_a_draft_has_no_card(client: Client, magazine: SmallMagazine) -> None:
    assert client.get(f"/cards/{magazine.draft().pk}-0123456789.png").status_code == 404


@pytest.mark.django_db
def test_a_card_names_the_sponsor(magazine: SmallMagazine) -> None:
    article = magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co", kicker="At sea")
    assert facts_of_row(PublishedArticle.objects.get(pk=article.pk)).label == "Sponsored by Boats & Co"


@pytest.mark.parametrize("look", Look.values)
def test_a_card_is_the_same_whoever_draws_it_and_small(look: str) -> None:
    words = CardWords(
        "The Small Hours", "What the town does in winter, when nobody looks at it and nobody asks", "Culture"
    )
    drawn = card(words, style_of(Theme(look=look)))
    assert drawn == card(words, style_of(Theme(look=look)))
    assert len(drawn) < 60_000


@pytest.mark.parametrize(
    "headline",
    [
        "سوق الفوانيس",
        "夜の市場",
        "Łódź, Gdańsk i Świnoujście",
        "Donaudampfschifffahrtsgesellschaft" * 6,
        "I",
        "x " * 200,
    ],
)
def test_a_headline_in_any_letters_of_any_length_makes_a_card(headline: str) -> None:
    for look in Look.values:
        style = style_of(Theme(look=look))
        drawn = Image.open(BytesIO(card(CardWords("The Small Hours", headline), style)))
        assert drawn.size == (1200, 630)
        if Type(style, 52).covers(headline):
            assert all(Type(style, 52).width(line) <= 1056 for line in Type(style, 52).lines(headline, 1056))


def test_letters_that_a_typeface_lacks_are_found_out() -> None:
    for look in Look.values:
        face = Type(style_of(Theme(look=look)), 40)
        assert face.covers("Łódź – “Crème brûlée” & Æblegrød")
        assert not face.covers("夜")
        assert not face.covers("سوق")


@pytest.mark.django_db
def test_icons_come_from_the_nameplate(client: Client, magazine: SmallMagazine) -> None:
    answer = client.get("/manifest.webmanifest")
    said = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert (said["name"], said["start_url"]) == ("The Small Hours", "/")
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        drawn = image_of(client.get(icon["src"]))
        assert icon["sizes"] == "{}x{}".format(*drawn.size)
        if icon["purpose"] == "maskable":
            assert drawn.convert("RGBA").getchannel("A").getextrema() == (255, 255), "a mask cuts into the ground"
    assert image_of(client.get("/apple-touch-icon.png")).size == (180, 180)
    assert Image.open(BytesIO(client.get("/favicon.ico").content)).format == "ICO"
    page = client.get("/").content.decode()
    assert 'rel="manifest" href="/manifest.webmanifest"' in page
    assert client.get("/icons/icon-999-0123456789.png").status_code == 404


@pytest.mark.parametrize(
    ("name", "letter"), [("The Small Hours", "S"), ("evenlight", "E"), ("The", "T"), ("“99”", "9"), ("夜", "夜")]
)
def test_the_letter_of_an_icon_is_the_first_that_counts(name: str, letter: str) -> None:
    assert initial_of(Magazine(name=name)) == letter
