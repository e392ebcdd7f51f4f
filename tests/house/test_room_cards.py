"""Rule: every room has its card, a docstring that says what the room is for, and names nothing that is not there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.tree import SOURCE, floors, rooms

SHORTEST_CARD = 40
ANATOMY = frozenset({"models", "queries", "actions", "context", "blocks", "views", "checks", "tasks"})
NAMED = re.compile(r"``(?P<module>[a-z_]+)(?:\.(?P<name>\w+))?``")


def is_card(text: str) -> bool:
    """Whether a room's ``__init__.py`` begins with a card worth reading."""
    card = ast.get_docstring(ast.parse(text)) or ""
    return len(card) >= SHORTEST_CARD and card.rstrip().endswith(".")


def defined_in(module: Path) -> set[str]:
    """What a module, or a package's modules, define or take in at their top."""
    files = sorted(module.glob("*.py")) if module.is_dir() else [module.with_suffix(".py")]
    found = {path.stem for path in files}
    for node in (node for path in files for node in ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(target.id for target in targets if isinstance(target, ast.Name))
    return found


def promised_in_vain(room: Path, card: str) -> list[str]:
    """The modules and names that a card speaks of as the room's own and that are not there."""
    return [named[0] for named in NAMED.finditer(card) if not is_there(room, named["module"], named["name"] or "")]


def is_there(room: Path, module: str, name: str) -> bool:
    """Whether the room, or for a name of its own the source tree, has what a card names."""
    path = room / module
    if path.is_dir() or path.with_suffix(".py").is_file():
        return not name or name in defined_in(path)
    is_elsewhere = (SOURCE / module).is_dir() or (SOURCE / f"{module}.py").is_file()
    return is_elsewhere or not (name or module in ANATOMY)


def test_every_room_has_its_card() -> None:
    cards = {room.name: room / "__init__.py" for room in rooms()}
    assert [name for name, path in cards.items() if not path.is_file() or not is_card(path.read_text())] == []


def test_every_room_stands_on_a_floor() -> None:
    assert [room.name for room in rooms() if room.name not in floors()] == []


def test_a_card_names_only_what_is_there() -> None:
    cards = {room: (room / "__init__.py").read_text(encoding="utf-8") for room in rooms()}
    assert {room.name: found for room, card in cards.items() if (found := promised_in_vain(room, card))} == {}


def test_a_name_that_is_not_there_is_found() -> None:
    redirects = SOURCE / "redirects"
    assert promised_in_vain(redirects, "``queries.answer_for`` and ``actions``; see ``published``") == []
    assert promised_in_vain(redirects, "``queries.answers``, ``blocks``") == ["``queries.answers``", "``blocks``"]


def test_a_card_says_something() -> None:
    assert is_card('"""Redirects: old addresses, also by query, and withdrawn ones."""\n')
    assert not is_card('"""Redirects."""\n')
    assert not is_card("")
