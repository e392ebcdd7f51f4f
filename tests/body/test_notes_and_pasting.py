"""Notes to the desk never leave it; what pasting leaves goes."""

from __future__ import annotations

import json

import pytest
from wagtail.rich_text import RichText

from masthead.body import faces, making, queries
from masthead.body.blocks import BodyStream
from masthead.body.pasting import without_traces_of_pasting

NOTED = "<p>Snow fell. <desk-note>Ask the mayor, TK.</desk-note> Nobody spoke.</p>"


@pytest.mark.parametrize("face", ["web", "email", "epub", "text"])
def test_a_note_to_the_desk_is_on_no_face(face: str) -> None:
    body = making.stream([making.paragraph(NOTED)])

    drawn = faces.render(body, face, pictures={}, language="en")  # type: ignore[call-overload]

    assert "Nobody spoke." in drawn
    assert "mayor" not in drawn
    assert "desk-note" not in drawn


def test_a_note_is_neither_counted_nor_searched_nor_asked_about() -> None:
    body = making.stream([making.paragraph(NOTED)])

    assert queries.word_count(body) == 4
    assert "mayor" not in queries.plain_text(body)
    assert list(queries.lines_with("TK", body)) == []


def test_the_editor_reads_a_note_and_writes_it_back() -> None:
    block = BodyStream().child_blocks["paragraph"]

    shown = block.field.widget.format_value(
        block.value_for_form(RichText('<p data-block-key="a1">One <desk-note>two</desk-note></p>'))
    )
    styles = json.loads(shown)["blocks"][0]["inlineStyleRanges"]
    written = block.value_from_form(block.field.widget.value_from_datadict({"body": shown}, {}, "body"))

    assert styles == [{"offset": 4, "length": 3, "style": "DESK_NOTE"}]
    assert written.source == '<p data-block-key="a1">One <desk-note>two</desk-note></p>'


@pytest.mark.parametrize(
    ("pasted", "tidy"),
    [
        ("<p>One</p><p>&nbsp;</p><p> <br/></p><p>Two</p>", "<p>One</p><p>Two</p>"),
        (
            '<p><a href="https://www.google.com/url?q=https://quay.example/a?b%3D1&amp;sa=D&amp;ust=17">quay</a></p>',
            '<p><a href="https://quay.example/a?b=1">quay</a></p>',
        ),
        ('<p><a href="https://www.google.com/url?q=javascript:x">q</a></p>',) * 2,
        ('<p><a href="https://www.google.com/search?q=quay">q</a>, 5\u00a0km</p>',) * 2,
    ],
)
def test_empty_paragraphs_and_roundabout_links_go(pasted: str, tidy: str) -> None:
    assert without_traces_of_pasting(pasted) == tidy
