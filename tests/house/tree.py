"""The source tree as the house rules see it: modules, parsed; floors, as the import contract draws them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "masthead"
OWN_FOLDERS = (SOURCE, REPOSITORY / "tests", REPOSITORY / "benchmarks")


@dataclass(frozen=True)
class Module:
    """One Python file, where it stands and what it says."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The path as people cite it."""
        return str(self.path.relative_to(REPOSITORY)) if self.path.is_absolute() else str(self.path)

    @property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text)


def example(text: str, path: str = "example/shown.py") -> Module:
    """A module that exists only to show a rule."""
    return Module(Path(path), text)


@cache
def modules(*, ours_only: bool = False) -> tuple[Module, ...]:
    """Every Python file of ours but migrations, by path; only what is shipped when asked."""
    folders = OWN_FOLDERS[:1] if ours_only else OWN_FOLDERS
    paths = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return tuple(Module(path, path.read_text(encoding="utf-8")) for path in paths if "migrations" not in path.parts)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def floors() -> dict[str, int]:
    """Each room's floor, 0 the lowest, read from the import contract in pyproject.toml."""
    written = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    layers = written["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room: height for height, layer in enumerate(reversed(layers)) for room in re.findall(r"\w+", layer)}


def rooms() -> list[Path]:
    """The folders of all rooms, by name."""
    return sorted(path for path in SOURCE.iterdir() if path.is_dir() and any(path.glob("*.py")))
