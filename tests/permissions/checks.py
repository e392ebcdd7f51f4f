"""Every check of the code, found in its source, with a switch beside it: so that a test can see what happens without one of them.

Four kinds are found, wherever they stand:

``refusal``    ``raise ActionForbidden`` or ``raise PermissionDenied``, unless it only translates another refusal
``question``   a call that is there to refuse: ``_require(…)``, ``require_may_import(…)``, ``article_at(…)`` and the like
``answer``     what a predicate answers: ``may_…`` and ``can_…``; those of ``desk`` only say what is shown
``scope``      ``user=…`` or ``owner=…`` in a look-up: only one's own

The source is compiled once with the switches in it, and its functions are given that code; what is not switched off works as ever.
"""

from __future__ import annotations

import ast
import gc
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

import masthead
from masthead.errors import ActionForbidden

SOURCE = Path(masthead.__file__).parent
REFUSALS = frozenset({"ActionForbidden", "PermissionDenied"})
SCOPES = frozenset({"user", "owner", "uploaded_by_user", "user_id", "owner_id"})
LOOK_UPS = frozenset({"filter", "get", "get_object_or_404"})
KEYS = frozenset({"pk", "key", "id", "pk__in", "session_key"})
PERSON = re.compile(r"user|request|confirmed_by|may_|can_|is_visible")
SWITCH = "__the_switch__"


@dataclass(frozen=True)
class Check:
    """One check."""

    path: str
    line: int
    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} ({self.kind}): {self.words}"


@dataclass
class Switchboard:
    """Which checks there are, which is off, and which have said no since somebody asked."""

    checks: list[Check] = field(default_factory=list)
    off: int | None = None
    heard: set[int] = field(default_factory=set)
    refusals = (ActionForbidden, PermissionDenied)

    def refuses(self, number: int) -> bool:
        """Asked where a check is about to refuse."""
        self.heard.add(number)
        return number != self.off

    def answers(self, number: int, answer: Any) -> Any:
        """Asked where a predicate answers."""
        return answer if answer or self.refuses(number) else True

    def scoped(self, number: int, **scope: Any) -> dict[str, Any]:
        """Asked where a look-up is bound to somebody."""
        return scope if self.refuses(number) else {}


class Switches(ast.NodeTransformer):
    """Puts the switches into a module."""

    def __init__(self, path: str, board: Switchboard) -> None:
        self.path, self.board = path, board
        self.functions: list[str] = []
        self.is_translating = False
        self.is_narrowing = False

    def _number(self, node: ast.AST, kind: str) -> ast.Constant:
        words = " ".join(ast.unparse(node).split())[:100]
        self.board.checks.append(Check(self.path, node.lineno, kind, words))  # type: ignore[attr-defined]
        return ast.Constant(len(self.board.checks) - 1)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        is_named_so = node.name.startswith(("may_", "can_")) and not self.path.startswith("desk/")
        predicate = is_named_so and _is_about_people(node)
        self.functions.append("predicate" if predicate else "")
        self.generic_visit(node)
        self.functions.pop()
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        before, self.is_translating = self.is_translating, True
        self.generic_visit(node)
        self.is_translating = before
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        before, self.is_narrowing = self.is_narrowing, _is_narrowing(node.test)
        self.generic_visit(node)
        self.is_narrowing = before
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if not self.functions or self.is_translating or self.is_narrowing or _name(node.exc) not in REFUSALS:
            return node
        return ast.If(_asked("refuses", self._number(node, "refusal")), [node], [])

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        if not (self.functions and isinstance(node.value, ast.Call) and _is_question(node.value)):
            return node
        again = ast.If(_asked("refuses", self._number(node, "question")), [ast.Raise()], [])
        return ast.Try([node], [ast.ExceptHandler(_attribute("refusals"), None, [again])], [], [])

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        if not (self.functions and self.functions[-1] and node.value) or isinstance(node.value, ast.Constant):
            return node
        return ast.Return(_asked("answers", self._number(node, "answer"), node.value))

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        scopes = [word for word in node.keywords if word.arg in SCOPES]
        if not (self.functions and scopes and _is_one_of_somebodys(node)):
            return node
        asked = _asked("scoped", self._number(node, "scope"))
        asked.keywords = scopes
        others = [word for word in node.keywords if word not in scopes]
        return ast.Call(node.func, node.args, [*others, ast.keyword(None, asked)])


def _name(node: ast.AST | None) -> str:
    """The last name of what is raised or called."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_narrowing(test: ast.expr) -> bool:
    """``if not isinstance(user, User)``: says to mypy that somebody is logged in; the door of the desk has asked."""
    return isinstance(test, ast.UnaryOp) and _name(test.operand) == "isinstance"


def _is_about_people(node: ast.AST) -> bool:
    """Whether somebody is spoken of: the draft of a front page that is complete or not is another kind of question."""
    return any(
        isinstance(part, (ast.Name, ast.Attribute, ast.arg))
        and PERSON.search(part.arg if isinstance(part, ast.arg) else _name(part))
        for part in ast.walk(node)
    )


def _is_one_of_somebodys(node: ast.Call) -> bool:
    """``filter(pk=number, user=user)`` and ``filter(owner=user)``; not ``filter(user=user)``, which begins with somebody and not with a thing."""
    names = {word.arg for word in node.keywords}
    return _name(node) in LOOK_UPS and (bool(names & KEYS) or "owner" in names)


def _is_question(node: ast.Call) -> bool:
    return _name(node).lstrip("_").startswith("require") and _is_about_people(node)


def _attribute(name: str) -> ast.Attribute:
    return ast.Attribute(ast.Name(SWITCH, ast.Load()), name, ast.Load())


def _asked(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(_attribute(name), list(arguments), [])


def install(patch: pytest.MonkeyPatch) -> Switchboard:
    """Give the functions of the magazine code with switches in it, until ``patch`` is undone."""
    board, functions = Switchboard(), _functions()
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts or not (module := sys.modules.get(_module_of(path))):
            continue
        tree, before = ast.parse(path.read_text(encoding="utf-8")), len(board.checks)
        tree = ast.fix_missing_locations(Switches(str(path.relative_to(SOURCE)), board).visit(tree))
        if len(board.checks) > before:
            patch.setitem(module.__dict__, SWITCH, board)
            _swap(functions[str(path)], compile(tree, str(path), "exec"), patch)
    return board


def _module_of(path: Path) -> str:
    parts = ("masthead", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _functions() -> dict[str, list[FunctionType]]:
    """The functions there are, by file; also what decorators have wrapped."""
    found: dict[str, list[FunctionType]] = {}
    gc.unfreeze()  # what is frozen is not listed; tests/conftest.py freezes what is loaded
    for one in gc.get_objects():
        if type(one) is FunctionType:
            found.setdefault(one.__code__.co_filename, []).append(one)
    return found


def _swap(functions: list[FunctionType], made: CodeType, patch: pytest.MonkeyPatch) -> None:
    new = {(code.co_qualname, code.co_firstlineno): code for code in _codes(made)}
    for function in functions:
        if code := new.get((function.__code__.co_qualname, function.__code__.co_firstlineno)):
            patch.setattr(function, "__code__", code)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)
