"""Rule: every command and every setting is documented for operators."""

from __future__ import annotations

from collections.abc import Iterable

from masthead import config
from tests.house.settings_page import PAGE, page
from tests.house.tree import REPOSITORY, SOURCE

COMMANDS = REPOSITORY / "docs" / "operators" / "commands.md"


def undocumented(verbs: Iterable[str], text: str) -> list[str]:
    """The verbs that no heading or code of the text names."""
    return [verb for verb in verbs if f"`masthead {verb}" not in text]


def verbs() -> list[str]:
    """The verbs of the command line: the modules of its room."""
    names = (path.stem for path in sorted((SOURCE / "cli").glob("*.py")))
    return [name.rstrip("_") for name in names if not name.startswith("_")]


def test_the_settings_page_says_what_the_configuration_takes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.house.settings_page"


def test_every_setting_has_its_help() -> None:
    assert [
        f"{name}.{each.name}"
        for name, table in config.TABLES.items()
        for each, _ in config.settings_of(table)
        if not each.metadata["help"].endswith(".")
    ] == []


def test_every_command_is_documented() -> None:
    assert undocumented(verbs(), COMMANDS.read_text(encoding="utf-8")) == []


def test_a_verb_that_is_not_named_is_found() -> None:
    assert undocumented(["serve", "worker"], "## `masthead serve`\n") == ["worker"]
