"""Rule: one switchboard. Signals are connected in switchboard.py and nowhere else."""

from __future__ import annotations

import ast

from tests.house.tree import Module, example, modules

SWITCHBOARD = "switchboard.py"


def hooks(module: Module) -> list[str]:
    """Where a module connects a signal: ``@receiver``, or ``.connect()`` on something from a ``signals`` module."""
    signals: set[str] = set()
    found: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                path = f"{node.module}.{alias.name}".split(".")
                if "signals" in path:
                    signals.add(alias.asname or alias.name)
                if path[:2] == ["django", "dispatch"] and alias.name == "receiver":
                    found.add(node.lineno)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "connect" and signals & names_in(node.value):
            found.add(node.lineno)
    return [f"{module.name}:{line}" for line in sorted(found)]


def names_in(node: ast.AST) -> set[str]:
    """The plain names in an expression."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def test_only_the_switchboard_connects_signals() -> None:
    others = [module for module in modules(ours_only=True) if module.path.name != SWITCHBOARD]
    assert [found for module in others for found in hooks(module)] == []


def test_a_hidden_hook_is_found() -> None:
    assert hooks(example("from django.dispatch import receiver\n")) == ["example/shown.py:1"]
    text = "from django.db.models.signals import post_save\npost_save.connect(print)\n"
    assert hooks(example(text)) == ["example/shown.py:2"]
    text = "from django.db.models import signals\nsignals.post_save.connect(print)\n"
    assert hooks(example(text)) == ["example/shown.py:2"]


def test_sending_a_signal_or_connecting_a_socket_is_no_hook() -> None:
    text = "from django_tasks.signals import task_finished\ntask_finished.send(None)\n"
    assert hooks(example(text)) == []
    assert hooks(example("import socket\nsocket.socket().connect(('localhost', 1))\n")) == []
