"""A reader downloads little: the whole of our style sheets and scripts, gzipped, as the house allows."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from masthead.files.answers import Asked
from masthead.files.sending import static_answer
from masthead.front.queries.furniture import LOOK_SHEETS, SCRIPTS, SHEETS, TYPEFACES
from tests.cast import a_small_magazine
from tests.house.tree import SOURCE

CSS_BYTES, JS_BYTES, FONT_BYTES, TOKENS = 25_000, 15_000, 60_000, 70
OF_ONE_KIND = {
    path.name: tuple(
        re.findall(r'<link rel="stylesheet" href="{% static "([^"]+)" %}">', path.read_text(encoding="utf-8"))
    )
    for path in (SOURCE / "front" / "templates" / "front").glob("*.html")
    if "{% block sheets %}" in path.read_text(encoding="utf-8")
}
"""What each kind of page wears besides what every page does."""
ALL_SHEETS = (*SHEETS, *LOOK_SHEETS.values(), *sorted({name for names in OF_ONE_KIND.values() for name in names}))
LAYERS = "@layer reset, tokens, base, layouts, blocks, utilities, print;"


def text_of(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_text(encoding="utf-8")


def bytes_of(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()


def weight(names: tuple[str, ...]) -> int:
    """Bytes as they are sent to a browser."""
    asked = Asked(accept_encoding="gzip")
    return sum(len(b"".join(static_answer(asked, name).body)) for name in names)


def worn(own: tuple[str, ...], layout: str) -> list[str]:
    """The sheets of a kind that one page wears: a front has one layout of the three."""
    return [name for name in own if "/fronts/" not in name or f"/fronts/{layout}" in name]


def test_style_sheets_and_scripts_keep_to_their_budget() -> None:
    for sheet, layout in product(LOOK_SHEETS.values(), LOOK_SHEETS):
        for template, own in OF_ONE_KIND.items():
            assert weight((*SHEETS, sheet, *worn(own, layout))) <= CSS_BYTES, (template, sheet, layout)
    assert weight(SCRIPTS) <= JS_BYTES


def test_every_sheet_is_in_a_layer_and_the_first_says_their_order() -> None:
    assert LAYERS in text_of(SHEETS[0])
    for name in ALL_SHEETS:
        outside = re.sub(r"/\*.*?\*/", "", text_of(name), flags=re.DOTALL).replace(LAYERS, "").strip()
        assert outside.startswith("@layer "), name
        assert outside.count("{") == outside.count("}"), name


def test_no_file_of_style_or_script_is_longer_than_the_house_allows() -> None:
    for name in ALL_SHEETS:
        assert len(text_of(name).splitlines()) <= (400 if name.startswith("front/") else 500), name
    for name in SCRIPTS:
        assert len(text_of(name).splitlines()) <= 150, name


def test_the_fonts_that_a_look_needs_at_once_are_two_and_its_whole_pair_is_light() -> None:
    for look, typefaces in TYPEFACES.items():
        assert len(typefaces.preloaded) <= 2
        assert sum(len(bytes_of(f"front/fonts/{name}.woff2")) for name in typefaces.first_visit) <= FONT_BYTES, look


def test_looks_change_tokens_and_nothing_else() -> None:
    declarations = re.findall(r"^\s+([a-z-]+):", text_of("front/css/looks.css"), flags=re.MULTILINE)
    tokens = set(re.findall(r"^\s+(--[a-z0-9-]+):", text_of("front/css/tokens.css"), flags=re.MULTILINE))
    assert declarations
    assert set(declarations) <= tokens
    assert len(tokens) <= TOKENS


def test_every_token_that_is_used_exists() -> None:
    sheets = "".join(text_of(name) for name in ALL_SHEETS)
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", sheets))
    defined = set(re.findall(r"(--[a-z0-9-]+):", sheets))
    assert used - defined == set()


def test_nothing_is_placed_by_left_or_right() -> None:
    physical = r"(?:margin|padding|border)-(?:left|right)|[{;\s](?:left|right):|text-align: (?:left|right)|float: (?:left|right)"
    for name in ALL_SHEETS:
        assert re.search(physical, text_of(name)) is None, name


@pytest.mark.django_db
def test_a_page_loads_only_our_own_files_and_they_exist(client: Client) -> None:
    a_small_magazine()
    page = client.get("/").content.decode()
    files = re.findall(r'(?:<link rel="stylesheet" href|<script type="module" src)="([^"]+)"', page)
    of_the_front = 4  # and the sign-up, where there is one
    assert len(files) == len(SHEETS) + 1 + of_the_front + len(SCRIPTS)
    assert {address: client.get(address).status_code for address in files} == dict.fromkeys(files, 200)
