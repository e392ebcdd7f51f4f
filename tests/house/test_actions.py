"""Rule: every action is declared in the permission matrix, which says who may do it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.permissions.acts import ACTS, ASKS_NOBODY, SYSTEMS
from tests.permissions.checks import SOURCE


def acting() -> Iterator[str]:
    """Every public function that is told who acts."""
    for path in sorted(SOURCE.rglob("*.py")):
        room = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = {word.arg for word in (*node.args.args, *node.args.kwonlyargs)}
                yield from [f"{room}.{node.name}"] if "acting_user" in arguments else []


def test_every_action_is_declared() -> None:
    declared = {act.name for act in ACTS if not act.name.startswith("tests.")} | set(ASKS_NOBODY)
    found = {name for name in acting() if not name.startswith(SYSTEMS)}
    assert sorted(found - declared) == [], "declare it in tests/permissions/acts.py"
    assert sorted(declared - found) == []
