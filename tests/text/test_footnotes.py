"""Footnotes are lifted out of the copy in reading order, and their marks stay where they were."""

from __future__ import annotations

import pytest

from masthead.text.footnotes import lifted, without_footnotes
from masthead.text.plaintext import text_of
from masthead.text.sanitising import clean_noted_paragraphs, clean_paragraphs


def drawn(html: str) -> tuple[str, list[str]]:
    notes: list[str] = []

    def number_of(words: str) -> str:
        notes.append(words)
        return f"[{len(notes)}]"

    return lifted(clean_noted_paragraphs(html), number_of), notes


@pytest.mark.parametrize(
    ("html", "copy", "notes"),
    [
        ("<p>Ice.<foot-note>In 1963.</foot-note> Gone</p>", "<p>Ice.[1] Gone</p>", ["In 1963."]),
        ("<p>Ice <foot-note> In 1963. </foot-note>gone</p>", "<p>Ice[1] gone</p>", ["In 1963."]),
        (
            "<p>A<foot-note>See </foot-note><i><foot-note>The Ice</foot-note></i><foot-note>, 4.</foot-note></p>",
            "<p>A[1]</p>",
            ["See <i>The Ice</i>, 4."],
        ),
        ("<p>A<foot-note>x</foot-note> <foot-note>y</foot-note></p>", "<p>A[1] [2]</p>", ["x", "y"]),
        ("<p>A<foot-note>x</foot-note></p><blockquote>B</blockquote>", "<p>A[1]</p><blockquote>B</blockquote>", ["x"]),
        ("<p>A<foot-note> </foot-note> b</p>", "<p>A b</p>", []),
        ("<p>A <b>c<foot-note>x &amp; y</foot-note>d</b></p>", "<p>A <b>c</b>[1]<b>d</b></p>", ["<b>x &amp; y</b>"]),
    ],
)
def test_a_note_leaves_a_mark_behind_the_word_before_it(html: str, copy: str, notes: list[str]) -> None:
    assert drawn(html) == (copy, notes)


def test_words_of_a_note_do_not_run_into_those_beside_them() -> None:
    assert text_of("<p>Ice<foot-note>In 1963.</foot-note>gone</p>") == "Ice In 1963. gone"
    assert without_footnotes("<p>Ice<foot-note>In <b>1963</b>.</foot-note> gone</p>") == "<p>Ice gone</p>"


def test_where_no_notes_are_drawn_their_words_stay_in_the_sentence() -> None:
    assert clean_paragraphs("<p>Ice<foot-note> (1963)</foot-note></p>") == "<p>Ice (1963)</p>"
