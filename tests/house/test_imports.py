"""Rules: imports go down only, and they stand at the top of the module."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.house.tree import REPOSITORY, Module, example, functions, modules


def imports_within(module: Module) -> list[str]:
    """Imports that hide in functions."""
    hidden = {
        node.lineno
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [f"{module.name}:{line}" for line in sorted(hidden)]


def lint_imports(folder: object, *, config: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    return subprocess.run(
        [*command, "--config", config, "--no-cache", "--no-logo"],
        cwd=str(folder),
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_go_down_only_and_no_module_is_outside_the_floors() -> None:
    done = lint_imports(REPOSITORY, config="pyproject.toml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_that_goes_up_is_refused(tmp_path: object) -> None:
    folder = tmp_path / "house"  # type: ignore[operator]
    (folder / "attic").mkdir(parents=True)
    (folder / "cellar").mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "attic" / "__init__.py").write_text("")
    (folder / "cellar" / "__init__.py").write_text("from house import attic\n")
    (tmp_path / "contract.toml").write_text(  # type: ignore[operator]
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\nname = "Down"\n'
        'type = "layers"\ncontainers = ["house"]\nlayers = ["attic", "cellar"]\n'
    )
    done = lint_imports(tmp_path, config="contract.toml")
    assert done.returncode == 1
    assert "house.cellar is not allowed to import house.attic" in done.stdout


def test_no_import_hides_in_a_function() -> None:
    assert [found for module in modules(ours_only=True) for found in imports_within(module)] == []


def test_an_import_in_a_function_is_found_and_one_at_the_top_is_not() -> None:
    assert imports_within(example("import json\n\ndef read():\n    return json\n")) == []
    assert imports_within(example("def read():\n    import json\n    return json\n")) == ["example/shown.py:2"]
