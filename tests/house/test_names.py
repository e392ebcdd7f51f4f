"""Rule: no junk drawers. A module is called after what it holds."""

from __future__ import annotations

from pathlib import PurePath

from tests.house.tree import modules

FORBIDDEN = frozenset(
    {"utils", "helpers", "common", "core", "base", "misc", "manager", "managers", "service", "services"}
)


def junk_drawers(path: str) -> list[str]:
    """The forbidden names in a module's path."""
    return [part for part in PurePath(path).with_suffix("").parts if part.strip("_") in FORBIDDEN]


def test_no_module_or_room_is_a_junk_drawer() -> None:
    assert [module.name for module in modules() if junk_drawers(module.name)] == []


def test_a_name_that_says_nothing_is_refused_and_one_that_does_is_not() -> None:
    assert junk_drawers("src/masthead/text/utils.py") == ["utils"]
    assert junk_drawers("src/masthead/core/models.py") == ["core"]
    assert junk_drawers("src/masthead/text/typography.py") == []
