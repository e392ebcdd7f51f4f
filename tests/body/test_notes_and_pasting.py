"""Notes to the desk never leave it; what pasting leaves goes."""

from __future__ import annotations

import json
import re

import pytest
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from masthead.body import faces, making, queries
from masthead.body.blocks import BodyStream
from masthead.body.pasting import without_traces_of_pasting

ALL = ["bold", "h1", "h3", "ol", "blockquote"]
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


def test_versions_are_compared_paragraph_by_paragraph() -> None:
    block = BodyStream().child_blocks["paragraph"]
    before, after = (
        RichText("<p>Snow &lt; ice.</p><p>Nobody spoke.</p>"),
        RichText("<p>Snow &lt; ice.</p><p>Somebody spoke.</p>"),
    )

    shown = block.get_comparison_class()(block, True, True, before, after).htmldiff()

    assert shown == (
        'Snow &lt; ice.<br><br><span class="deletion">Nobody</span><span class="addition">Somebody</span> spoke.'
    )


def test_headings_and_lists_pasted_into_a_paragraph_are_blocks_once_saved_with_the_same_numbers_each_time() -> None:
    pasted = (
        "<p>One.</p><h1>A <b>big</b> one</h1><p>Two.</p><blockquote>Said.</blockquote>"
        "<h3>Small</h3><ol><li>first</li><li><b>second</b></li></ol>"
    )
    stream = BodyStream()
    form = dict(nested_form_data({"body": streamfield([("paragraph", rich_text(pasted, features=ALL))])}))
    form["body-0-id"] = "0f6b7d3a-0f29-4a3c-9d65-1d1c4c3f9a10"

    first, second = (stream.value_from_datadict(form, {}, "body") for _save in range(2))

    stored = [(child.block_type, child.get_prep_value()["value"]) for child in first]
    words = [(name, re.sub(r' data-block-key="\\w+"', "", json.dumps(value))) for name, value in stored]
    assert [name for name, _value in stored] == ["paragraph", "crosshead", "paragraph", "crosshead", "list"]
    assert stored[1][1] == {"text": "A big one", "level": "2", "anchor": ""}
    assert stored[3][1] == {"text": "Small", "level": "3", "anchor": ""}
    assert "One." in words[0][1]
    assert "<blockquote" in words[2][1]
    assert [item["value"] for item in stored[4][1]["items"]] == ["<p>first</p>", "<p><b>second</b></p>"]
    assert stored[4][1]["kind"] == "numbered"
    assert [child.id for child in first] == [child.id for child in second]
    assert first[0].id == form["body-0-id"]
