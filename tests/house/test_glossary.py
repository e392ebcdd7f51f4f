"""Rule: the glossary is the law. Every model has its line in docs/glossary.md."""

from __future__ import annotations

import re

from django.apps import apps

from tests.house.tree import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"


def words_of(text: str) -> set[str]:
    """The words in code that a glossary explains: what stands in backquotes in the first cell of a row."""
    first_cells = re.findall(r"^\|([^|]+)\|", text, flags=re.MULTILINE)
    return {word for cell in first_cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_model_is_in_the_glossary() -> None:
    explained = words_of(GLOSSARY.read_text(encoding="utf-8"))
    ours = [model for model in apps.get_models() if model.__module__.startswith("masthead.")]
    assert sorted(model.__name__ for model in ours if model.__name__ not in explained) == []


def test_a_word_is_explained_by_a_row_and_not_by_a_mention() -> None:
    assert words_of("| `Issue` | a numbered issue | edition |\n") == {"Issue"}
    assert words_of("An `Issue` is mentioned.\n| issue | `Issue` | |\n") == set()
