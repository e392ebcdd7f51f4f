"""Parts are made to fit what the desk accepts, and no word is cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.body import limits
from masthead.importers.fitting import fitted, words_of
from masthead.importers.records import (
    Box,
    Code,
    Crosshead,
    ListOfItems,
    Paragraph,
    Part,
    PictureUse,
    PullQuote,
    RawText,
    Table,
)
from tests.importers.sources import record_of


@pytest.mark.parametrize(
    ("part", "becomes"),
    [
        (Crosshead("w " * 150), [Paragraph]),
        (PullQuote("w " * 600, "Somebody"), [Paragraph]),
        (PictureUse("f.jpg", "w " * 1100), [PictureUse, Paragraph]),
        (ListOfItems(("w",) * 700), [ListOfItems, ListOfItems, ListOfItems]),
        (Paragraph("w " * 60_000), [RawText]),
        (Code("w " * 60_000), [RawText]),
        (Table((("w",),) * 201), [RawText]),
        (Table((("w",) * 21,)), [RawText]),
        (Box("w " * 150, (Paragraph("w"), Code("w"))), [Paragraph, Paragraph, Code]),
    ],
)
def test_a_part_that_is_too_large_becomes_something_that_holds_all_its_words(part: Part, becomes: list[type]) -> None:
    told: list[str] = []
    made = fitted([part], told.append)
    assert [type(piece) for piece in made] == becomes
    assert sum(words_of(piece).count("w") for piece in made) == words_of(part).count("w")
    assert len(told) == 1


def test_a_part_that_fits_is_left_alone() -> None:
    told: list[str] = []
    parts: list[Part] = [Paragraph("w"), Crosshead("w"), Table((("w",),)), Box("w", (Paragraph("w"),))]
    assert fitted(parts, told.append) == parts
    assert not told


def test_a_body_of_many_paragraphs_is_joined_and_one_of_too_many_parts_ends_in_raw_text() -> None:
    told: list[str] = []
    joined = fitted([Paragraph(f"w{number}") for number in range(5000)], told.append)
    assert len(joined) == 1
    assert words_of(joined[0]).split() == [f"w{number}" for number in range(5000)]
    many = fitted([Code(f"w{number}") for number in range(limits.BODY_BLOCKS + 10)], told.append)
    assert len(many) == limits.BODY_BLOCKS
    assert isinstance(many[-1], RawText)
    assert many[-1].text.split() == [f"w{number}" for number in range(limits.BODY_BLOCKS - 1, limits.BODY_BLOCKS + 10)]


def test_a_body_of_a_megabyte_is_read_whole(tmp_path: Path) -> None:
    text = "\n\n".join("word " * 90 for _ in range(2400))
    assert len(text) > 1_000_000
    record = record_of(tmp_path, text)
    assert sum(words_of(part).count("word") for part in record.body) == 2400 * 90
    assert len(record.body) <= limits.BODY_BLOCKS


def test_a_single_line_of_a_megabyte_is_kept_as_raw_text(tmp_path: Path) -> None:
    record = record_of(tmp_path, "word " * 200_000)
    [part] = record.body
    assert isinstance(part, RawText)
    assert part.text.count("word") == 200_000


def test_a_kicker_and_a_standfirst_that_are_too_long_begin_the_copy(tmp_path: Path) -> None:
    head = f"---\ntitle: x\ndate: 2010-01-02\nkicker: {'k ' * 60}\ndescription: {'s ' * 600}\n---\n"
    record = record_of(tmp_path, "The copy.", head=head)
    assert (record.kicker, record.standfirst) == ("", "")
    assert [words_of(part)[:3] for part in record.body] == ["s s", "k k", "The"]
