"""Rule: every route is declared in the permission matrix, which says who may use it."""

from __future__ import annotations

from tests.permissions.table import OPEN, TABLE
from tests.permissions.walking import Route, routes

HOW = (
    "Declare it with one line in the module of its area in tests/permissions/table/:\n\n"
    '    on("{route}", GET=DESK, POST=EDITORS)\n\n'
    "or in OPEN of its __init__.py, if it is for readers and knows nobody. docs/developers/README.md says more (“A route of the desk”)."
)


def undeclared(found: list[Route]) -> list[str]:
    """The routes that no line of the table speaks of."""
    declared = {line.route for line in TABLE} | set(OPEN)
    return sorted({route.name for route in found} - declared)


def test_every_route_is_declared() -> None:
    missing = undeclared(list(routes()))
    assert missing == [], HOW.format(route=missing[0])


def test_a_route_that_nobody_declared_is_found() -> None:
    assert undeclared([Route("desk_back_door", "desk/back-door/")]) == ["desk_back_door"]


def test_the_table_names_no_route_that_is_gone() -> None:
    there = {route.name for route in routes()}
    assert sorted({line.route for line in TABLE} - there) == []
    assert sorted(set(OPEN) - there) == []
