"""The permission matrix: every route of the desk, the API and the previews, tried by everybody, against one declared table."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.template.backends.django import Template

from tests.permissions.lines import Line
from tests.permissions.table import TABLE
from tests.permissions.walking import cells
from tests.permissions.world import World

pytestmark = [
    pytest.mark.django_db,
    # What is posted is mostly nothing at all, and views that break over it leave files for the collector to close.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning",
        "ignore::pytest.PytestUnraisableExceptionWarning",
        "ignore::django.utils.deprecation.RemovedInDjango60Warning",
    ),
]

PARTS = sorted({line.route.partition(":")[0].partition("_")[0] for line in TABLE})


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Who is let in, and not what they see, is asked here: drawing the pages would take most of the time."""
    monkeypatch.setattr(Template, "render", lambda *_args, **_named: "drawn")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def lines_by_part() -> dict[str, list[Line]]:
    """The table in eight parts of about the same length, so that several processes can walk."""
    parts: dict[str, list[Line]] = {}
    for place, line in enumerate(TABLE):
        parts.setdefault(f"part {place % 8 + 1}", []).append(line)
    return parts


@pytest.mark.parametrize("part", [f"part {number}" for number in range(1, 9)])
def test_everybody_gets_in_where_the_table_says_and_nowhere_else(blind: None, part: str) -> None:
    world = World()
    troubles: dict[str, list[str]] = {}
    for cell in (cell for line in lines_by_part()[part] for cell in cells(world, line)):
        if trouble := cell.trouble():
            troubles.setdefault(f"{cell.method} {cell.line} {trouble}", []).append(cell.person)
    assert troubles == {}, "\n" + "\n".join(f"{where}: {', '.join(who)}" for where, who in troubles.items())
