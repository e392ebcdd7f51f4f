"""Rule: one switchboard. Signals are connected in switchboard.py and nowhere else."""

from __future__ import annotations

import ast

from tests.house.tree import Module, example, modules

SWITCHBOARD = "switchboard.py"


def signals_touched(module: Module) -> list[str]:
    """Imports that exist to connect or define signals: ``django.dispatch`` and every ``signals`` module."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            imported = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        else:
            continue
        if any("signals" in name.split(".") or name.startswith("django.dispatch") for name in imported):
            found.append(f"{module.name}:{node.lineno}")
    return found


def test_only_the_switchboard_connects_signals() -> None:
    others = [module for module in modules(ours_only=True) if module.path.name != SWITCHBOARD]
    assert [found for module in others for found in signals_touched(module)] == []


def test_a_hidden_hook_is_found_and_an_ordinary_module_is_not() -> None:
    assert signals_touched(example("from django.db.models.signals import post_save\n")) == [
        "example/shown.py:1"
    ]
    assert signals_touched(example("from django.dispatch import receiver\n")) == ["example/shown.py:1"]
    assert signals_touched(example("from django.db.models import signals\n")) == ["example/shown.py:1"]
    assert signals_touched(example("import signal\nfrom django.db import models\n")) == []
