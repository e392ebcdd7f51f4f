"""Tables of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from masthead.manuscripts.word.lines import Aside, Grid, Item, Line, PlacedPicture
from masthead.manuscripts.word.markup import Element, number_of, value_of

if TYPE_CHECKING:
    from masthead.manuscripts.word.flow import Walker

MOST_SPANNED = 60


def read(walker: Walker, table: Element) -> None:
    """Add a table; one of a single cell is a box. Pictures in it follow it."""
    rows = [list(_cells(walker, row)) for row in _rows(walker, table)]
    inner = [item for row in rows for cell in row for item in cell]
    if sum(len(row) for row in rows) == 1:
        kept = tuple(item for item in inner if not isinstance(item, Aside))
        if kept:
            walker.items.append(Aside(kept))
        return
    texts = [tuple(_text(cell) for cell in row) for row in rows]
    width = max((len(row) for row in texts), default=0)
    if any(text for row in texts for text in row):
        even = tuple(row + ("",) * (width - len(row)) for row in texts)
        comments = tuple(key for item in inner if isinstance(item, Line) for key in item.comments)
        walker.items.append(Grid(even, has_header=len(even) > 1, comments=comments))
    pictures = [item for item in inner if isinstance(item, PlacedPicture)]
    walker.items += pictures


def _rows(walker: Walker, table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "w:tr":
            properties = child.find("w:trPr")
            if properties is not None and properties.find("w:del") is not None:
                walker.tally["deletion"] += 1
            else:
                yield child
        elif child.tag in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins"}:
            yield from _rows(walker, child)


def _cells(walker: Walker, row: Element) -> Iterator[list[Item]]:
    for child in row:
        if child.tag == "w:tc":
            yield walker.collected(child)
            span = value_of(child.find("w:tcPr"), "w:gridSpan")
            for _ in range(number_of(span, otherwise=1, most=MOST_SPANNED) - 1):
                yield []
        elif child.tag in {"w:sdt", "w:sdtContent", "w:customXml"}:
            yield from _cells(walker, child)


def _text(cell: list[Item]) -> str:
    words = [item.text for item in cell if isinstance(item, Line)]
    for item in cell:
        if isinstance(item, Grid):
            words += [" ".join(filter(None, row)) for row in item.rows]
        elif isinstance(item, Aside):
            words += [inner.text for inner in item.items if isinstance(inner, Line)]
    return " ".join(word for word in words if word)
