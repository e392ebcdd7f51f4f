"""“TK” in a text."""

from __future__ import annotations

import pytest

from masthead.text.placeholders import placeholder_count


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
