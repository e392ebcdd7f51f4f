"""Rule: every command and setting is documented, decisions are numbered once and whole, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from masthead import config
from tests.house.settings_page import PAGE, page
from tests.house.tree import REPOSITORY, SOURCE

DOCS = REPOSITORY / "docs"
COMMANDS = DOCS / "operators" / "commands.md"
PARTS_OF_A_DECISION = ("Status", "Context", "Decision", "Consequences")
LONGEST_DECISION = 60
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


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


def decisions() -> list[Path]:
    """The decisions, by number."""
    return sorted((DOCS / "decisions").glob("[0-9]*.md"))


def missing_parts(text: str) -> list[str]:
    """The parts that every decision has and this one lacks."""
    return [part for part in PARTS_OF_A_DECISION if not re.search(rf"^(## {part}$|{part}:)", text, re.MULTILINE)]


def dead_links(page: Path) -> Iterator[str]:
    """The relative links of a page that lead to no file or folder."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not (page.parent / target).exists():
            yield f"{page.relative_to(REPOSITORY)}: {target}"


def test_decisions_are_numbered_from_one_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in decisions()] == list(range(1, len(decisions()) + 1))


def test_every_decision_has_its_parts_on_one_page() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in decisions()}
    assert {name: parts for name, text in texts.items() if (parts := missing_parts(text))} == {}
    assert [name for name, text in texts.items() if len(text.splitlines()) > LONGEST_DECISION] == []


def test_the_list_of_decisions_names_each() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in decisions() if f"]({path.name})" not in listed] == []


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    pages = [*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")]
    assert [link for page in pages for link in dead_links(page)] == []


def test_a_decision_without_consequences_is_found() -> None:
    assert missing_parts("# 0099: X\n\nStatus: accepted\n\n## Context\n\n## Decision\n") == ["Consequences"]


def test_links_within_the_repository_are_looked_up() -> None:
    assert LINK.findall("[a](gone.md) [b](https://x.example) [c](#here)") == ["gone.md"]
