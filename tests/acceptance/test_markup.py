"""The markup and the style sheets of every kind of page, as the Nu checker reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.acceptance.conftest import said_as_json, validator
from tests.acceptance.kinds import Found
from tests.front.test_weight import ALL_SHEETS

pytestmark = pytest.mark.acceptance

UNKNOWN_TO_THE_CHECKER = (
    "“container-",
    "Unknown dimension",
    "max(var(",
    "types are incompatible",
    "“@view-transition”",
    "cqi)",
    'Cannot invoke "org.w3c.css',
)
"""Container queries with their units, view transitions, and arithmetic on tokens: younger than the checker's grammar of CSS. The last
is the checker's own stumbling, over ``light-dark()`` of two tokens.
"""


def complaints(files: list[Path], *options: str) -> list[str]:
    """The errors that the checker finds, each with its file and line."""
    jar = validator("vnu-jar", "build", "dist", "vnu.jar")
    command = [
        "java",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        *options,
        *map(str, files),
    ]
    messages = said_as_json(command)["messages"]
    assert isinstance(messages, list)
    return [
        f"{Path(found.get('url', '')).name}:{found.get('lastLine')}: {found['message']} {found.get('extract', '')[:100]}"
        for found in messages
        if "error" in found["type"]
    ]


def test_the_markup_of_every_kind_of_page_is_valid(pages: dict[str, Found], tmp_path: Path) -> None:
    files = []
    for name, found in pages.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.html")
        files[-1].write_text(found.html, encoding="utf-8")
    assert complaints(files) == []


def test_the_style_sheets_are_valid() -> None:
    sheets = [Path(str(finders.find(name))) for name in ALL_SHEETS]
    found = complaints(sheets, "--css")
    assert [each for each in found if not any(words in each for words in UNKNOWN_TO_THE_CHECKER)] == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div><img src=x></p>", encoding="utf-8")
    assert len(complaints([page])) >= 2
