"""“TK” in a text."""

from __future__ import annotations

import pytest

from masthead.text.placeholders import is_placeholder, placeholder_count, with_placeholders_marked


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("TK", 1),
        ("The mayor, TK, said [TK] and TKTK.", 3),
        ("TK TK", 2),
        ("TK-photo of the quay", 1),
        ("Atkins watched the ATK; tk is no mark, nor is TKX.", 0),
        ("TK\u00a0Maxx opened", 0),
        ("", 0),
    ],
)
def test_tk_is_a_word_of_its_own_in_capitals(text: str, count: int) -> None:
    assert placeholder_count(text) == count


@pytest.mark.parametrize(("text", "is_alone"), [("TK", True), (" [TK TK]. ", True), ("Answer: TK", False), ("", False)])
def test_tk_alone_says_nothing_else(text: str, is_alone: bool) -> None:
    assert is_placeholder(text) is is_alone


def test_tk_is_marked_in_the_words_of_markup_and_nowhere_else() -> None:
    html = '<p title="a > TK">It cost TK, at TK&nbsp;Maxx.</p>'

    assert with_placeholders_marked(html, "<i>", "</i>") == '<p title="a > TK">It cost <i>TK</i>, at TK\u00a0Maxx.</p>'
