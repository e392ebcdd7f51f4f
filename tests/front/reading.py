"""Reading a page as a reader would: its tree and its words."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


def tree_of(answer: Any) -> LexborHTMLParser:
    """The page of a good answer, parsed."""
    assert answer.status_code == 200, answer.status_code
    return LexborHTMLParser(answer.content.decode())


def text_of_page(tree: LexborHTMLParser | LexborNode | None) -> str:
    """All words of a page or a part of it, each run of white space one space, none before a stop."""
    assert tree is not None
    words = " ".join(tree.text(separator=" ").split())
    return re.sub(r" (?=[.,:;!?])", "", words)


def one(within: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element there is; the test fails when there is none."""
    found = within.css_first(selector)
    assert found is not None, selector
    return found
