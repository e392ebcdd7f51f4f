"""The ledger: every item of the source with exactly one outcome, counted, held against the census, and written as a file."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import IO

from masthead.errors import MastheadError
from masthead.importers.records import Census, Kind, Note, Outcome
from masthead.importers.troubles import INPUT_UNUSABLE, LedgerUnbalanced

COLUMNS = ("kind", "key", "outcome", "where", "reason", "target", "article")
HEADINGS = ("Kind", "Item", "Outcome", "Where", "Reason", "Became", "Article")
SHOWN_REFUSALS = 200
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class LedgerFileUnusable(MastheadError):
    """The ledger cannot be written in this form."""

    exit_code = INPUT_UNUSABLE


class Ledger:
    """Counts lines as they come; keeps none but the first refusals, for showing."""

    def __init__(self) -> None:
        self.seen: Census = Counter()
        self.outcomes: Counter[tuple[Kind, Outcome]] = Counter()
        self.refusals: list[Note] = []

    def take(self, notes: Iterable[Note], census: Census) -> None:
        """Count the lines of one reading, and what it was seen to hold.

        Raises:
            LedgerUnbalanced: the lines do not account for exactly what was seen.
        """
        lines = list(notes)
        counted = Counter(note.kind for note in lines)
        if counted != +census:
            where = next((note.where for note in lines), "")
            raise LedgerUnbalanced(f"{where}: {_difference(census, counted)}", permanent=True)
        self.seen.update(census)
        self.outcomes.update((note.kind, note.outcome) for note in lines)
        room = SHOWN_REFUSALS - len(self.refusals)
        self.refusals += [note for note in lines if note.outcome == Outcome.REFUSED][:room]

    def balance(self) -> None:
        """Hold the outcomes against the census once more, as a whole.

        Raises:
            LedgerUnbalanced: some kind has more or fewer outcomes than items.
        """
        counted: Census = Counter()
        for (kind, _), number in self.outcomes.items():
            counted[kind] += number
        if counted != +self.seen:
            raise LedgerUnbalanced(_difference(self.seen, counted), permanent=True)

    def count_of(self, kind: Kind, outcome: Outcome | None = None) -> int:
        """How many items of a kind there are, or have an outcome."""
        return self.seen[kind] if outcome is None else self.outcomes[kind, outcome]

    def as_counts(self) -> dict[str, dict[str, int]]:
        """``{kind: {outcome: number}}`` for keeping with the run."""
        counts: dict[str, dict[str, int]] = {}
        for (kind, outcome), number in sorted(self.outcomes.items()):
            counts.setdefault(kind.value, {})[outcome.value] = number
        return counts


def _difference(seen: Census, counted: Census) -> str:
    kinds = sorted({kind for kind in (*seen, *counted) if seen[kind] != counted[kind]})
    said = ", ".join(f"{seen[kind]} of kind “{kind}” seen, {counted[kind]} accounted for" for kind in kinds)
    return f"the ledger does not balance: {said}."


def write_file(path: Path, notes: Iterable[Note], title: str) -> None:
    """Write the ledger as CSV, JSON (one object a line) or HTML, by the ending of ``path``.

    Raises:
        LedgerFileUnusable: another ending, or a place where nothing can be written.
    """
    require_known_ending(path)
    writer = WRITERS[path.suffix.lower()]
    try:
        file = path.open("w", encoding="utf-8", newline="")
    except OSError as trouble:
        raise LedgerFileUnusable(f"{path}: cannot be written ({trouble.strerror}).", permanent=True) from trouble
    with file:
        writer(file, notes, title)


def require_known_ending(path: Path) -> None:
    """Refuse a name that does not say how the ledger shall be written.

    Raises:
        LedgerFileUnusable: another ending than .csv, .json or .html.
    """
    if path.suffix.lower() not in WRITERS:
        endings = ", ".join(WRITERS)
        hint = "Give its name one of these endings."
        raise LedgerFileUnusable(f"{path}: the ledger can be written as {endings}.", hint, permanent=True)


def lines_of(notes: Iterable[Note]) -> Iterator[tuple[str, ...]]:
    """The columns of each line as text."""
    for note in notes:
        yield tuple(str(getattr(note, column)) for column in COLUMNS)


def csv_lines(notes: Iterable[Note]) -> Iterator[str]:
    """A table for spreadsheets, line by line; a cell that they would take for a formula begins with an apostrophe (CWE-1236)."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    for line in chain([COLUMNS], lines_of(notes)):
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in line])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_csv(file: IO[str], notes: Iterable[Note], _title: str = "") -> None:
    """The table as a file."""
    file.writelines(csv_lines(notes))


def write_json(file: IO[str], notes: Iterable[Note], _title: str = "") -> None:
    """One JSON object a line."""
    for line in lines_of(notes):
        file.write(json.dumps(dict(zip(COLUMNS, line, strict=True)), ensure_ascii=False) + "\n")


def write_html(file: IO[str], notes: Iterable[Note], title: str = "Ledger") -> None:
    """A page that stands by itself."""
    file.write(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n<table>\n<thead><tr>"
    )
    file.write("".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS) + "</tr></thead>\n<tbody>\n")
    for line in lines_of(notes):
        file.write("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>\n")
    file.write("</tbody>\n</table>\n</body>\n</html>\n")


WRITERS: dict[str, Callable[[IO[str], Iterable[Note], str], None]] = {
    ".csv": write_csv,
    ".json": write_json,
    ".html": write_html,
}
