"""The lines of a cover as rows of a form: a piece and its words each, in the order they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.http import QueryDict
from django.utils.translation import gettext as _

from masthead.desk.board.context import Board, Placed
from masthead.issues.editing import MOST_COVER_LINES

FEWEST_ROWS = 3


@dataclass(frozen=True)
class LineRow:
    """One row. ``suggested`` is the piece that the desk put there: without words the row says nothing."""

    key: str = ""
    text: str = ""
    suggested: str = ""
    example: str = ""
    """A title to begin from, shown until something is typed."""
    trouble: str = ""

    @property
    def is_said(self) -> bool:
        """Whether an editor has written or chosen something here."""
        return bool(self.text.strip()) or self.key not in ("", self.suggested)


def rows_of(board: Board) -> list[LineRow]:
    """The lines there are, and rows for more: with the cover story, then with what opens the issue."""
    said = sorted((line for line in pieces_of(board) if line.cover_line), key=lambda line: line.cover_line_order)
    without = sorted(
        (line for line in pieces_of(board) if not line.cover_line), key=lambda line: not line.is_cover_story
    )
    rows = [LineRow(line.row.key, line.cover_line, line.row.key, title_of(line)) for line in said]
    suggested = without[: max(0, FEWEST_ROWS - len(rows))]
    return rows + [LineRow(line.row.key, suggested=line.row.key, example=title_of(line)) for line in suggested]


def rows_said(board: Board, data: QueryDict, act: str) -> list[LineRow]:
    """The rows that a form says, after what it asks for: ``more``, or ``up:2`` and ``down:2`` for the third."""
    titles = {line.row.key: title_of(line) for line in pieces_of(board)}
    columns = [data.getlist(name)[:MOST_COVER_LINES] for name in ("piece", "line", "suggested")]
    rows = [
        LineRow(key, text, suggested, titles.get(key, ""))
        for key, text, suggested in zip_longest(*columns, fillvalue="")
    ]
    if act == "more" and len(rows) < MOST_COVER_LINES:
        return [*rows, LineRow()]
    way, _colon, number = act.partition(":")
    place = int(number) if number.isascii() and number.isdecimal() and len(number) < 3 else len(rows)  # noqa: PLR2004
    other = place + {"up": -1, "down": 1}.get(way, 0)
    if place < len(rows) and 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def examined(rows: list[LineRow]) -> list[LineRow]:
    """The same, each with what is wrong with it."""
    return [replace(row, trouble=" ".join(_troubles(row, rows[:place]))) for place, row in enumerate(rows)]


def _troubles(row: LineRow, before: list[LineRow]) -> Iterator[str]:
    words = " ".join(row.text.split())
    if words and not row.key:
        yield _("Choose the piece that “%(line)s” belongs to.") % {"line": words}
    elif row.is_said and not words:
        yield _("Write the line for “%(title)s”, or choose no piece.") % {"title": row.example}
    elif row.is_said and any(row.key == other.key and other.is_said for other in before):
        yield _("“%(title)s” has a line above. A piece has one.") % {"title": row.example}


def pairs_of(rows: list[LineRow]) -> list[tuple[str, str]]:
    """Piece and words of the rows that say something, in order."""
    return [(row.key, row.text) for row in rows if row.text.strip()]


def pieces_of(board: Board) -> list[Placed]:
    """All pieces of the issue, in running order."""
    return [line for group in board.groups for line in group.rows]


def title_of(line: Placed) -> str:
    """What a piece is called in this issue."""
    return line.title_override or line.row.title
