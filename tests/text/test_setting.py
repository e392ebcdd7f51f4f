"""Copy is set as it is printed: quotation marks, dashes and spaces, whatever tags stand between."""

from __future__ import annotations

import pytest

from masthead.text.setting import set_head, set_line, set_markup


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ('<p>He said "<em>Yes</em>" and <em>"No"</em>.</p>', "en", "<p>He said “<em>Yes</em>” and <em>“No”</em>.</p>"),
        ('<p>"A <a href="/x/">b</a>" c</p>', "de", '<p>„A <a href="/x/">b</a>“ c</p>'),
        ("<p>Don't: <em>Salt</em>'s end -- now</p>", "en", "<p>Don’t: <em>Salt</em>’s end – now</p>"),
        ('<p>Type <code>"x" -- y</code>, "so"</p>', "en", '<p>Type <code>"x" -- y</code>, “so”</p>'),
        ('<p>"One</p><p>two"</p>', "en", '<p>"One</p><p>two"</p>'),
        ("<p>Quoi ?</p>", "fr", "<p>Quoi\u202f?</p>"),
        ("<p>a &amp; b; 5'10\" tall</p>", "en", "<p>a &amp; b; 5'10\" tall</p>"),
    ],
)
def test_markup_is_set_block_by_block_and_twice_is_as_once(typed: str, language: str, printed: str) -> None:
    assert set_markup(typed, language) == printed
    assert set_markup(printed, language) == printed


def test_what_belongs_together_stays_on_one_line() -> None:
    line = set_line("E. M. Forster ran 12 km (p. 4), in no. 47", "en")
    assert line == "E.\u00a0M.\u00a0Forster ran 12\u00a0km (p.\u00a04), in no.\u00a047"
    assert set_head("What the cold sea does", "en") == "What the cold sea\u00a0does"
