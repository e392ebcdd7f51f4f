"""Changing the look without code: what is saved, what is refused, what readers get."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from masthead.audit.models import AuditEntry
from masthead.magazine.actions import change_theme, put_theme_back, take_in_nameplate
from masthead.magazine.colours import Colour
from masthead.magazine.models import Magazine, NameplatePicture
from masthead.magazine.nameplates import NameplateUnusable
from masthead.magazine.sheets import sheet_of
from masthead.magazine.themes import PictureOfName, Theme, ThemeUnusable, read_theme, stored_theme
from tests.cast import SmallMagazine, a_small_magazine
from tests.front.reading import tree_of

pytestmark = pytest.mark.django_db
WINE = Colour(0x8A, 0x1C, 0x1C)


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def row(magazine: SmallMagazine) -> Magazine:
    return Magazine.objects.get()


def a_png(mode: str = "RGBA", size: tuple[int, int] = (900, 200)) -> BytesIO:
    file = BytesIO()
    picture = Image.new(mode, size)
    picture.paste((20, 20, 20), (40, 40, 800, 160))
    picture.save(file, "PNG")
    file.seek(0)
    return file


def test_a_theme_is_worn_audited_and_put_back_and_forth(row: Magazine) -> None:
    theme = Theme(look="quiet", tagline="For those awake", accent=WINE, corners="soft", front_layout="gallery")
    before = row.theme_now
    assert change_theme(row, theme, acting_user=None)
    assert not change_theme(row, theme, acting_user=None)
    assert (row.look, row.tagline, row.theme_now) == ("quiet", "For those awake", theme)
    assert put_theme_back(row, acting_user=None)
    assert (row.theme_now, row.theme_before) == (before, theme)
    assert put_theme_back(row, acting_user=None)
    assert Magazine.objects.get().theme_now == theme
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["change-theme", "put-theme-back", "put-theme-back"]


def test_words_that_cannot_be_read_are_not_saved_and_the_way_out_is_said(row: Magazine) -> None:
    with pytest.raises(ThemeUnusable) as refused:
        change_theme(row, Theme(look="quiet", accent=Colour(255, 200, 0)), acting_user=None)
    words = refused.value.troubles["accent"]
    assert "Kickers on paper, on light paper: 1.4 : 1" in words
    nearest = Colour.read(re.findall(r"#[0-9a-f]{6}", words)[-1])
    assert change_theme(row, Theme(look="quiet", accent=nearest), acting_user=None)


HOSTILE = (
    "red;}body{display:none",
    "#8a1c1c;--x:url(//evil)",
    "url(x)",
    "</style><script>",
    "expression(1)",
    "\u202e#8a1c1c",
    7,
    ["#fff"],
)


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
@pytest.mark.parametrize(
    "field", ["accent", "paper_dark", "look", "type_pair", "corners", "density", "front_layout", "nameplate_align"]
)
def test_what_a_style_sheet_could_be_led_astray_by_is_refused_by_field(field: str, value: Any) -> None:
    with pytest.raises(ThemeUnusable) as refused:
        read_theme({field: value})
    assert list(refused.value.troubles) == [field]


@pytest.mark.parametrize(
    "file", ["../../etc/passwd", "nameplates/x.svg", "https://evil.example/0123456789abcdef.webp", 3]
)
def test_a_nameplate_is_one_of_our_own_files_or_none(row: Magazine, file: Any) -> None:
    with pytest.raises(ThemeUnusable):
        read_theme({"nameplate_picture": {"file": file, "width": 10, "height": 10, "alt": "x"}})
    never_taken_in = PictureOfName("nameplates/0123456789abcdef.webp", 10, 10, "x")
    with pytest.raises(ThemeUnusable) as refused:
        change_theme(row, Theme(nameplate_picture=never_taken_in), acting_user=None)
    assert "nameplate_picture" in refused.value.troubles


def test_a_row_that_was_written_by_other_hands_falls_back_to_the_look() -> None:
    assert stored_theme({"accent": "red;}"}, look="quiet", tagline="x") == Theme(look="quiet", tagline="x")
    assert stored_theme("junk", look="nonsense", tagline="") == Theme(look="broadsheet")


def test_a_sheet_holds_tokens_made_of_numbers_and_nothing_else() -> None:
    every = Theme(
        look="gallery", paper=Colour(250, 240, 220), ink=Colour(20, 20, 40), accent=WINE, ink_dark=Colour(240, 240, 240),
        corners="round", density="airy", nameplate_align="center", nameplate_words="};evil{", tagline="</style>",
    )  # fmt: skip
    value = r"(?:light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\)|[0-9.]+(?:rem)?|center|start)"
    assert re.fullmatch(rf"@layer tokens\{{:root\{{(?:--[a-z-]+:{value};?)+\}}\}}\n", sheet_of(every))
    assert len(sheet_of(every)) < 1_000
    assert sheet_of(Theme(look="gallery", tagline="x", front_layout="quiet")) == ""


def test_readers_get_the_theme_as_a_sheet_that_is_kept_for_ever(row: Magazine, client: Client) -> None:
    assert "/theme-" not in client.get("/").text
    change_theme(
        row, Theme(look="quiet", accent=WINE, paper=Colour(0xF4, 0xEF, 0xE2), type_pair="system"), acting_user=None
    )
    page = tree_of(client.get("/"))
    address = page.css("link[rel=stylesheet]")[-1].attributes["href"] or ""
    assert re.fullmatch(r"/theme-[0-9a-f]{16}\.css", address)
    worn = page.css("html")[0].attributes
    assert (worn["data-look"], worn["data-type"], worn["data-front"]) == ("quiet", "system", "quiet")
    sheet = client.get(address)
    assert "--paper:light-dark(#f4efe2," in sheet.text
    assert (sheet["Content-Type"], "immutable" in sheet["Cache-Control"]) == ("text/css; charset=utf-8", True)
    put_theme_back(row, acting_user=None)
    assert "immutable" not in client.get(address)["Cache-Control"]


def test_a_picture_of_the_name_is_drawn_anew_and_stands_in_the_nameplate(row: Magazine, client: Client) -> None:
    sent = a_png()
    picture = take_in_nameplate(sent, size=len(sent.getvalue()), alt="The Small Hours", acting_user=None)
    assert (picture.width, picture.height) == (760, 120)  # without its empty margin
    again = a_png()
    assert take_in_nameplate(again, size=1, alt="Small Hours", acting_user=None).pk == picture.pk
    theme = Theme(tagline="Nightly", nameplate_picture=NameplatePicture.objects.get().of_name, nameplate_inverts=True)
    change_theme(row, theme, acting_user=None)
    for address in ("/", "/articles/"):
        image = tree_of(client.get(address)).css_first(".nameplate img")
        assert image is not None
        assert image.attributes["alt"] == "Small Hours"
        assert client.get(image.attributes["src"] or "")["Content-Type"] == "image/webp"


@pytest.mark.parametrize("content", [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"%PDF-1.7", b""])
def test_what_is_no_raster_picture_is_refused_with_the_way_out(row: Magazine, content: bytes) -> None:
    with pytest.raises(NameplateUnusable, match="export it as PNG"):
        take_in_nameplate(BytesIO(content), size=len(content), alt="x", acting_user=None)
    assert not NameplatePicture.objects.exists()
