"""Reading a table of contents that somebody pasted: what was understood, line by line, before anything is made.

Three ways of writing are understood, the same for the whole text: columns from a spreadsheet (tabs), CSV, and lines such as
``The long winter · Ines Corbeau · 12``. A first row of column names says what the columns are; without it they are title, byline, page.
A line that ends in a colon, or stands in square brackets, names the department of those below it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from masthead.issues.models import ContentsEntry

LONGEST_TEXT = 200_000
MOST_LINES = 500
COLUMNS = ("title", "byline", "page", "department", "kicker")
NAMES = {
    "title": "title", "headline": "title", "piece": "title", "article": "title",
    "byline": "byline", "author": "byline", "by": "byline", "writer": "byline", "contributor": "byline",
    "page": "page", "pages": "page", "p": "page", "p.": "page",
    "department": "department", "section": "department", "part": "department",
    "kicker": "kicker",
}  # fmt: skip
LENGTHS = {"title": 200, "byline": 200, "page": 10, "department": 80, "kicker": 80}
BETWEEN = re.compile(r"\s+[·|•‧∙]\s+|\s+[–—]{1,2}\s+(?=\S)")
DOTTED = re.compile(r"^(?P<title>.+?)\s*\.{3,}\s*(?P<page>[0-9ivxlc]{1,6})$", re.IGNORECASE)
PAGE = re.compile(r"^(?:pp?\.\s*|page\s+)?(?P<page>[0-9]{1,4}(?:[–-][0-9]{1,4})?|[ivxlc]{1,6})$", re.IGNORECASE)
HEADING = re.compile(r"^\[(?P<bracketed>[^\]]+)\]$|^(?P<colon>[^:\t,;]{1,80}):$")


@dataclass(frozen=True)
class ContentsLine:
    """One piece that was understood; ``line`` is the number of its line, from 1."""

    line: int
    title: str
    byline: str = ""
    page: str = ""
    department: str = ""
    kicker: str = ""

    def entry(self, place: int) -> ContentsEntry:
        """The entry it becomes."""
        return ContentsEntry(
            title_override=self.title,
            byline_override=self.byline,
            page_number=self.page,
            section_label=self.department,
            kicker=self.kicker,
            sort_order=place,
        )


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one line, for people."""

    line: int
    message: str


@dataclass
class Understood:
    """All lines, and what is wrong with some; nothing may be made while there is trouble."""

    lines: list[ContentsLine] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def understand(text: str) -> Understood:
    """Read a pasted table. Never raises; empty lines are passed over."""
    found = Understood()
    if len(text) > LONGEST_TEXT:
        found.troubles.append(Trouble(0, _("This is longer than a table of contents. Paste one issue at a time.")))
        return found
    columns: Sequence[str] = COLUMNS[:3]
    department = ""
    for number, (raw, cells) in enumerate(_rows_of(text), start=1):
        if not any(cells):
            continue
        if named := _column_names(cells):
            columns = named
        elif heading := HEADING.match(raw.strip()):
            department = " ".join((heading["bracketed"] or heading["colon"]).split())
        else:
            _read(found, number, cells, columns, department)
        if len(found.lines) > MOST_LINES:
            found.troubles.append(Trouble(number, _("An issue holds at most %d pieces.") % MOST_LINES))
            break
    if not found.lines and not found.troubles:
        found.troubles.append(Trouble(0, _("There is no piece in it. Paste one line for each piece.")))
    return found


def _rows_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line, and the cells in it."""
    lines = text.replace("\x00", "").splitlines()
    if any("\t" in line for line in lines):
        for line in lines:
            yield line, _clean(line.split("\t"))
    elif lines and _looks_like_csv(lines):
        separator = ";" if lines[0].count(";") > lines[0].count(",") else ","
        for line in lines:
            yield line, _clean(next(csv.reader(io.StringIO(line), delimiter=separator), []))
    else:
        for line in lines:
            dotted = DOTTED.match(line.strip())
            yield line, _clean([dotted["title"], "", dotted["page"]] if dotted else BETWEEN.split(line.strip()))


def _looks_like_csv(lines: Sequence[str]) -> bool:
    """Whether the first line names columns between commas or semicolons, or some line begins with a quoted cell."""
    first = _clean(re.split(r"[,;]", lines[0]))
    return (len(first) > 1 and _column_names(first) is not None) or any(re.match(r'^".*"[,;]', line) for line in lines)


def _clean(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in cells]


def _column_names(cells: Sequence[str]) -> list[str] | None:
    """The columns that a first row names: at least two, one of them the title; else None."""
    names = [NAMES.get(cell.casefold(), "") for cell in cells]
    return names if "title" in names and len([name for name in names if name]) > 1 else None


def _read(found: Understood, number: int, cells: list[str], columns: Sequence[str], department: str) -> None:
    if tuple(columns) == COLUMNS[:3]:
        cells = _page_in_its_place(cells)
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        message = _("There are more columns than title, byline and page: “%s”.") % cells[len(columns)][:60]
        found.troubles.append(Trouble(number, message))
        return
    said = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    if not said.get("title"):
        found.troubles.append(Trouble(number, _("The title is missing.")))
        return
    for name, value in said.items():
        if len(value) > LENGTHS[name]:
            words = {"column": name, "count": LENGTHS[name], "value": f"{value[:40]}…"}
            message = _("The %(column)s is longer than %(count)d characters: “%(value)s”.")
            found.troubles.append(Trouble(number, message % words))
            return
    found.lines.append(ContentsLine(line=number, **{"department": department, **said}))


def _page_in_its_place(cells: list[str]) -> list[str]:
    """Title, byline, page, wherever the page stood: first, second or last."""
    cells = [*cells]
    if len(cells) > 1 and (first := PAGE.match(cells[0])) and not PAGE.match(cells[-1]):
        cells = [*cells[1:], *[""] * (3 - len(cells)), first["page"]]
    elif len(cells) == 2 and (last := PAGE.match(cells[1])):  # noqa: PLR2004 - title and page
        cells = [cells[0], "", last["page"]]
    elif len(cells) == 3 and (last := PAGE.match(cells[2])):  # noqa: PLR2004 - title, byline, page
        cells[2] = last["page"]
    return cells
