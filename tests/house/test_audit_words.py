"""The audit trail is for people: every verb that the code writes has a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from masthead.desk.access.trail import VERBS
from tests.house.tree import REPOSITORY

WRITERS = frozenset({"record", "entry_for"})


def verbs(source: str) -> Iterator[str]:
    """The verbs that a module writes, as far as they stand there."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [node.args[0]] if name in WRITERS and node.args else []
        given += [word.value for word in node.keywords if word.arg == "verb"]
        given += [node.args[1]] if name in {"_changing", "perform"} and len(node.args) > 1 else []
        for one in given:
            said = one.value if isinstance(one, ast.Constant) else None
            if isinstance(said, str) and name != "perform":
                yield said
            elif isinstance(said, str):
                yield f"issue-{said}"


def test_every_verb_that_is_written_is_said_in_words() -> None:
    written = {
        verb
        for path in (REPOSITORY / "src" / "masthead").rglob("*.py")
        if "migrations" not in path.parts
        for verb in verbs(path.read_text(encoding="utf-8"))
        if re.fullmatch(r"[a-z -]+", verb)
    }
    assert len(written) > 60
    assert sorted(written - set(VERBS)) == [], "say them in VERBS of desk/access/trail.py"
