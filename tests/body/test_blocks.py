"""The blocks at the desk: what they accept, what they refuse and how they say it; what migrations know of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import BlockWidget, StreamValue
from wagtail.blocks.base import get_error_json_data
from wagtail.fields import StreamField

from masthead.articles.models import Article
from masthead.body import limits, making
from masthead.body.blocks import BLOCK_NAMES, BodyStream
from masthead.body.blocks.fields import rows_from_text, text_from_rows
from masthead.pictures.models import MediaDocument
from tests.body.pieces import one_of_each

STREAM = BodyStream()


def cleaned(*blocks: making.RawBlock) -> StreamValue:
    """The blocks as the desk would check and keep them."""
    return STREAM.clean(STREAM.to_python(making.stream(blocks)))


def messages(told: Any) -> list[str]:
    """Every message in what the desk is told of an error, of blocks within blocks too."""
    if isinstance(told, str):
        return [told]
    parts = told.values() if isinstance(told, dict) else told or []
    return [message for part in parts for message in messages(part)]


def refused(*blocks: making.RawBlock) -> list[str]:
    """What the desk says when it refuses the blocks."""
    with pytest.raises(ValidationError) as caught:
        cleaned(*blocks)
    return messages(get_error_json_data(caught.value))


def test_words_are_accepted_as_they_are() -> None:
    blocks = [making.paragraph("Snow."), making.crosshead("Names"), making.list_of(["a"]), making.pull_quote("Snow.")]
    value = cleaned(*blocks, making.table([["a", "b"], ["c", "d"]]), making.code("x"), making.divider())
    assert [block.block_type for block in value] == [
        "paragraph", "crosshead", "list", "pull_quote", "table", "code", "divider",
    ]  # fmt: skip


def test_a_crosshead_is_at_most_200_characters() -> None:
    assert cleaned(making.crosshead("x" * limits.CROSSHEAD_LENGTH))
    assert "at most 200 characters" in refused(making.crosshead("x" * 201))[0]


def test_an_anchor_is_a_plain_word() -> None:
    assert cleaned(making.crosshead("Names", anchor="the-names_2"))
    assert refused(making.crosshead("Names", anchor="2 names")) == [
        "Begin with a letter; use letters without accents, digits, hyphens and underscores only."
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/a", "example.org", "https://", "https://a b.example"]
)
def test_an_embed_needs_an_address_of_the_web(url: str) -> None:
    assert refused(making.embed(url)) == [
        "This is no web address: it must begin with http:// or https:// and name a host."
    ]


def test_a_ragged_table_is_refused_with_the_row_named() -> None:
    table = making.table([["a", "b"], ["c", "d"]])
    table["value"]["rows"][1].append("e")
    assert refused(table) == [
        "Row 2 has 3 cells, the first row has 2. Every row needs as many; leave a cell empty if need be."
    ]


def test_a_table_has_at_most_200_rows_and_20_columns() -> None:
    assert cleaned(making.table([["x"] * limits.TABLE_COLUMNS] * limits.TABLE_ROWS))
    assert refused(making.table([["x", "y"]] * 201)) == ["The table has 201 rows; at most 200 fit. Divide it into two."]
    assert refused(making.table([["x"] * 21])) == ["Row 1 has 21 cells; at most 20 fit."]
    assert refused(making.table([["x" * 2001, "y"]])) == ["A cell of row 1 is longer than 2000 characters."]


@pytest.mark.parametrize(
    "block",
    [
        making.paragraph(""),
        making.crosshead(" "),
        making.list_of([]),
        making.gallery([]),
        making.table([]),
        making.code(""),
        making.raw_text(""),
        making.box("Title", []),
    ],
)
def test_an_empty_block_is_refused(block: making.RawBlock) -> None:
    assert refused(block)


def test_a_paragraph_has_a_longest_length() -> None:
    assert refused(making.paragraph("x" * (limits.PARAGRAPH_LENGTH + 1)))


@pytest.mark.django_db
def test_a_picture_that_is_gone_is_refused() -> None:
    assert "required" in refused(making.picture(999))[0]


def a_file(name: str) -> MediaDocument:
    """A file of the document library."""
    return MediaDocument.objects.create(title=name, file=ContentFile(b"x", name=name))


@pytest.mark.django_db
def test_a_recording_is_a_file_that_browsers_play() -> None:
    sound, film, words, paper = a_file("a.mp3"), a_file("a.MP4"), a_file("a.vtt"), a_file("a.pdf")
    assert cleaned(making.audio(sound.pk, title="Talk"), making.video(film.pk, title="Film", captions=words.pk))
    assert "its name ends in none of .aac" in refused(making.audio(paper.pk, title="Talk"))[0]
    assert refused(making.video(sound.pk, title="Film"))
    assert ".vtt" in refused(making.video(film.pk, title="Film", captions=paper.pk))[0]


def test_every_block_has_a_label_an_icon_and_a_group() -> None:
    for name, block in STREAM.child_blocks.items():
        assert str(block.label)
        assert block.meta.icon != "placeholder" or name == "box"
        assert str(block.meta.group)
    assert set(STREAM.child_blocks) == set(BLOCK_NAMES)


@pytest.mark.django_db
def test_the_desk_draws_the_form_of_a_body_with_every_block() -> None:
    body = [
        block for block in one_of_each() if block["type"] in ("paragraph", "table", "list", "box", "divider", "code")
    ]
    form = BlockWidget(STREAM).render_with_errors("body", STREAM.to_python(body))
    assert "Year\\\\tSnow" in form or "Year\\tSnow" in form


def test_the_form_of_a_table_gives_its_rows_back() -> None:
    data = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "table",
        "body-0-id": "",
        "body-0-value-caption": "Snow",
        "body-0-value-header_row": "on",
        "body-0-value-rows": "Year\tSnow\r\n2025\t3 cm\r\n",
    }
    value = STREAM.clean(STREAM.value_from_datadict(data, {}, "body"))
    assert value.get_prep_value()[0]["value"] == {
        "caption": "Snow", "header_row": True, "rows": [["Year", "Snow"], ["2025", "3 cm"]],
    }  # fmt: skip


def test_rows_may_be_written_with_bars_where_there_is_no_tab() -> None:
    assert rows_from_text("a | b\nc | d") == [["a", "b"], ["c", "d"]]
    assert rows_from_text("| a | b |\n| c | |") == [["a", "b"], ["c", ""]]
    assert rows_from_text("a|b\tc") == [["a|b", "c"]]


CELL = st.text(alphabet=st.sampled_from("ab|\\ é"), max_size=5).map(str.strip)


@given(
    st.integers(min_value=1, max_value=4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1)
    )
)
def test_rows_come_back_from_their_text(rows: list[list[str]]) -> None:
    if len(rows[0]) == 1:
        rows = [[row[0] or "x"] for row in rows]
    assert rows_from_text(text_from_rows(rows)) == rows


def test_migrations_name_no_class_of_ours_and_no_wording() -> None:
    lookup = StreamField(BodyStream()).deconstruct()[3]["block_lookup"]
    assert {path.split(".")[0] for path, _args, _kwargs in lookup.values()} == {"wagtail"}
    wording = {"label", "help_text", "icon", "group"}
    assert not [entry for entry in lookup.values() if wording & set(entry[2])]


def test_a_change_of_wording_asks_for_no_migration() -> None:
    field = StreamField(BodyStream())
    before = field.deconstruct()[3]["block_lookup"]
    other = BodyStream()
    other.child_blocks["paragraph"].meta.help_text = "Something else"
    assert StreamField(other).deconstruct()[3]["block_lookup"] == before


def test_the_body_as_migrations_know_it_keeps_every_block_when_saved_again() -> None:
    keywords = StreamField(BodyStream()).deconstruct()[3]
    historical = StreamField(list(keywords["block_lookup"] and _top(keywords)), block_lookup=keywords["block_lookup"])
    blocks = [
        block
        for block in one_of_each()
        if block["type"] not in ("related", "audio", "video", "picture", "gallery", "box", "embed")
    ]
    value = historical.stream_block.to_python(blocks)
    assert [child.value for child in value]
    assert value.get_prep_value() == blocks


def _top(keywords: dict[str, Any]) -> Any:
    """The names and numbers of the stream's own blocks, as a migration hands them to the field."""
    args = StreamField(BodyStream()).deconstruct()[2]
    assert keywords
    return args[0]


def test_the_article_uses_this_stream() -> None:
    assert set(Article._meta.get_field("body").stream_block.child_blocks) == set(BLOCK_NAMES)
