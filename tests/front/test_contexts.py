"""The page for themers says what templates receive, and templates ask for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.front.contexts_page import PAGE, contexts_of, modules, page
from tests.house.tree import SOURCE

TEMPLATES = SOURCE / "front" / "templates" / "front"


def test_the_page_for_themers_lists_every_context_and_field() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.front.contexts_page"


def test_every_context_says_what_it_is() -> None:
    contexts = [context for module in modules().values() for context in contexts_of(module)]
    assert len(contexts) > 30
    assert [context.__name__ for context in contexts if not context.__doc__ or "(" in context.__doc__[:30]] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_a_template_is_named_in_the_page_or_is_a_part_and_styles_nothing_inline(path: Path) -> None:
    get_template(f"front/{path.name}")
    text = path.read_text(encoding="utf-8")
    assert path.name.startswith("_") or path.name == "base.html" or f"front/{path.name}" in page()
    assert "style=" not in text
    assert "<script>" not in text
    assert text.count("{% extends") <= 1
