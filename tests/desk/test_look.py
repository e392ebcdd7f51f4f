"""The look of the magazine at the desk: seen before readers see it, judged, saved, put back."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from masthead.magazine.models import Magazine, NameplatePicture
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.front.reading import tree_of

pytestmark = pytest.mark.django_db
DRAFT = {
    "look": "gallery",
    "accent": "#1c4f8a",
    "tagline": "Nightly",
    "shows_tagline": "on",
    "corners": "soft",
    "density": "normal",
}


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def desk(magazine: SmallMagazine, client: Client) -> Client:
    client.force_login(a_user("Petra", role=Role.PUBLISHER))
    return client


def test_a_draft_is_shown_on_readers_pages_and_nothing_is_saved(magazine: SmallMagazine, desk: Client) -> None:
    article = magazine.article("A quiet winter")
    magazine.issue("12", [article])
    before = Magazine.objects.values().get()
    for kind, words in {
        "front": "A quiet winter",
        "article": "Snow fell",
        "issue": "Issue 12",
        "guide": "Style guide",
    }.items():
        seen = desk.get(reverse("desk_look_preview", args=[kind]), DRAFT)
        page = tree_of(seen)
        assert words in seen.text
        assert page.css("html")[0].attributes["data-look"] == "gallery"
        sheet = desk.get(page.css("link[rel=stylesheet]")[-1].attributes["href"] or "")
        assert "--accent:light-dark(#1c4f8a," in sheet.text
        assert all("no-store" in answer["Cache-Control"] for answer in (seen, sheet))
        assert len(page.css("h1")) == 1
        assert "style=" not in seen.text
    other = tree_of(desk.get(reverse("desk_look_preview", args=["front"]), {**DRAFT, "front_layout": "quiet"}))
    assert other.css(".opening .front-issue__entries")  # composed as the draft says, not as the saved look or its own
    shown = desk.post(reverse("desk_look"), {**DRAFT, "act": "preview"})  # the way without a script
    assert "%231c4f8a" in shown.text
    assert Magazine.objects.values().get() == before
    assert tree_of(desk.get("/")).css("html")[0].attributes["data-look"] == "broadsheet"


def test_a_preview_of_nonsense_is_the_look_that_is_worn(desk: Client) -> None:
    hostile = {
        "look": "quiet",
        "accent": "red;}body{display:none}",
        "paper": "url(//evil)",
        "density": "9",
        "mode": "x",
        "page": "x",
    }
    sheet = desk.get(reverse("desk_look_sheet"), hostile)
    assert (sheet.status_code, sheet.text) == (200, "@layer tokens{:root{color-scheme:light}}\n")


def test_colours_that_cannot_be_read_are_refused_and_one_press_mends_them(desk: Client) -> None:
    weak = {**DRAFT, "accent": "#ffc800"}
    refused = desk.post(reverse("desk_look"), {**weak, "act": "save"})
    assert refused.status_code == 422
    assert "Kickers on paper" in refused.text
    way = re.search(r'value="(use:accent:#[0-9a-f]{6})"', refused.text)
    assert way is not None
    mended = tree_of(desk.post(reverse("desk_look"), {**weak, "act": way[1]}))
    colour = mended.css("#id_accent")[0].attributes["value"]
    assert way[1].endswith(str(colour))
    assert Magazine.objects.get().theme == {}
    saved = desk.post(reverse("desk_look"), {**weak, "accent": colour, "act": "save"}, follow=True)
    assert "Readers see the magazine in this look now." in saved.text
    assert tree_of(desk.get("/")).css("html")[0].attributes["data-look"] == "gallery"
    assert "Readers see the look from before." in desk.post(reverse("desk_look_put_back"), follow=True).text
    assert tree_of(desk.get("/")).css("html")[0].attributes["data-look"] == "broadsheet"


def test_the_check_alone_is_answered_while_one_types(desk: Client) -> None:
    part = desk.get(reverse("desk_look"), {**DRAFT, "accent": "#ffc800"}, headers={"X-Masthead": "fragment"}).text
    assert "too weak to be read" in part
    assert 'data-worn-accent_dark="#' in part
    assert "<html" not in part


def test_beginning_afresh_keeps_the_nameplate_and_drops_the_rest(desk: Client) -> None:
    page = tree_of(desk.post(reverse("desk_look"), {**DRAFT, "nameplate_words": "hours", "act": "start"}))
    assert page.css("#id_accent")[0].attributes["value"] in {"", None}
    assert page.css("#id_nameplate_words")[0].attributes["value"] == "hours"
    own = tree_of(desk.post(reverse("desk_look"), {**DRAFT, "act": "own"}))
    assert own.css("#id_accent")[0].attributes["value"] in {"", None}


def test_a_picture_of_the_name_is_taken_in_and_offered_and_an_svg_is_not(desk: Client) -> None:
    svg = SimpleUploadedFile("name.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    refused = desk.post(reverse("desk_look_nameplate"), {"file": svg, "alt": "Hours"})
    assert (refused.status_code, "export it as PNG" in refused.text) == (422, True)
    file = BytesIO()
    Image.new("RGBA", (300, 80), "#222").save(file, "PNG")
    sent = SimpleUploadedFile("name.png", file.getvalue())
    page = tree_of(desk.post(reverse("desk_look_nameplate"), {"file": sent, "alt": "Hours"}, follow=True))
    chosen = page.css("input[name=nameplate_picture][checked]")
    picture = NameplatePicture.objects.get()
    assert [radio.attributes["value"] for radio in chosen] == [str(picture.pk)]
    assert len(page.css("input[name=nameplate_picture]")) == 2  # in type again is one press away
    said = {**DRAFT, "look": "quiet", "nameplate_picture": str(picture.pk), "nameplate_inverts": "on"}
    seen = {
        mode: desk.get(reverse("desk_look_preview", args=["front"]), {**said, "mode": mode}).text
        for mode in ("light", "dark")
    }
    assert ["nameplate__picture--always" in seen[mode] for mode in ("light", "dark")] == [False, True]
    assert Magazine.objects.get().theme == {}


def test_the_style_guide_carries_a_draft_through_its_switches(desk: Client) -> None:
    page = tree_of(desk.get(reverse("desk_style_guide"), {**DRAFT, "mode": "dark"}))
    assert page.css("input[name=accent]")[0].attributes["value"] == "#1c4f8a"
    frame = page.css("iframe")[0].attributes["src"] or ""
    assert "/preview/guide/" in frame
    assert "color-scheme:dark" in desk.get(reverse("desk_look_sheet") + "?" + frame.partition("?")[2]).text
