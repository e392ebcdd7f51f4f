"""A pasted table of contents, as it comes: from spreadsheets, from CSV, typed by hand."""

from __future__ import annotations

import pytest

from masthead.issues.contents_table import understand

TABS = "Title\tBy\tPage\nThe long winter\tInes Corbeau\t12\nLetters\t\t4\n"
CSV = 'title,page,byline,section\n"Snow, again",12,Ines Corbeau,Features\nLetters,4,,Letters\n'
LINES = "Features:\nThe long winter · Ines Corbeau · p. 12\nSnow again | 14\n\n[Back]\nA poem ........ 60\n"


def rows(text: str) -> list[tuple[str, str, str, str]]:
    found = understand(text)
    assert found.troubles == []
    return [(line.title, line.byline, line.page, line.department) for line in found.lines]


def test_columns_of_a_spreadsheet_are_understood() -> None:
    assert rows(TABS) == [("The long winter", "Ines Corbeau", "12", ""), ("Letters", "", "4", "")]


def test_csv_is_understood_in_the_order_its_first_row_says() -> None:
    assert rows(CSV) == [("Snow, again", "Ines Corbeau", "12", "Features"), ("Letters", "", "4", "Letters")]


def test_typed_lines_are_understood_with_their_departments() -> None:
    assert rows(LINES) == [
        ("The long winter", "Ines Corbeau", "12", "Features"),
        ("Snow again", "", "14", "Features"),
        ("A poem", "", "60", "Back"),
    ]


def test_a_page_may_stand_first() -> None:
    assert rows("12\tThe long winter\tInes Corbeau\n14\tSnow") == [
        ("The long winter", "Ines Corbeau", "12", ""),
        ("Snow", "", "14", ""),
    ]


def test_a_comma_in_a_title_is_no_column() -> None:
    assert rows("Snow, again and again") == [("Snow, again and again", "", "", "")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Title\tByline\nA\tB\n\tNobody", 3, "title is missing"),
        ("A\tB\t1\tmore\tyet", 1, "more columns"),
        ("A\n" + "x" * 201, 2, "title is longer than 200"),
        ("", 0, "no piece"),
        ("\n \n", 0, "no piece"),
        ("x" * 200_001, 0, "longer than a table"),
        ("A\n" * 501, 501, "at most 500"),
    ],
)
def test_an_error_names_its_line(text: str, line: int, words: str) -> None:
    trouble = understand(text).troubles[0]
    assert trouble.line == line
    assert words in trouble.message


@pytest.mark.parametrize(
    "text", ["\x00\x00", '"unclosed\nA', "=cmd()\t1", "<script>alert(1)</script>", "\ud83d", "::::"]
)
def test_hostile_text_never_breaks_it(text: str) -> None:
    understand(text)
