"""Rule: no module over 500 lines, no function over 60. The worst file is what spoils a code base."""

from __future__ import annotations

from tests.house.tree import Module, example, functions, modules

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60


def too_long(module: Module) -> list[str]:
    """What is too long in a module."""
    line_count = len(module.text.splitlines())
    found = [f"{module.name}: {line_count} lines"] if line_count > LONGEST_MODULE else []
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST_FUNCTION:
            found.append(f"{module.name}:{function.lineno} {function.name}: {length} lines")
    return found


def test_nothing_of_ours_is_too_long() -> None:
    assert [found for module in modules() for found in too_long(module)] == []


def test_a_function_of_sixty_lines_passes_and_one_of_sixty_one_does_not() -> None:
    assert too_long(example("def short():\n" + "    x = 1\n" * 59)) == []
    assert too_long(example("def long():\n" + "    x = 1\n" * 60)) == ["example/shown.py:1 long: 61 lines"]


def test_a_module_of_five_hundred_and_one_lines_does_not_pass() -> None:
    assert too_long(example("x = 1\n" * 500)) == []
    assert too_long(example("x = 1\n" * 501)) == ["example/shown.py: 501 lines"]
