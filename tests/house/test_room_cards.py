"""Rule: every room has its card, a docstring that says what the room is for."""

from __future__ import annotations

import ast

from tests.house.tree import floors, rooms

SHORTEST_CARD = 40


def is_card(text: str) -> bool:
    """Whether a room's ``__init__.py`` begins with a card worth reading."""
    card = ast.get_docstring(ast.parse(text)) or ""
    return len(card) >= SHORTEST_CARD and card.rstrip().endswith(".")


def test_every_room_has_its_card() -> None:
    cards = {room.name: room / "__init__.py" for room in rooms()}
    assert [name for name, path in cards.items() if not path.is_file() or not is_card(path.read_text())] == []


def test_every_room_stands_on_a_floor() -> None:
    assert [room.name for room in rooms() if room.name not in floors()] == []


def test_a_card_says_something() -> None:
    assert is_card('"""Redirects: old addresses, also by query, and withdrawn ones."""\n')
    assert not is_card('"""Redirects."""\n')
    assert not is_card("")
