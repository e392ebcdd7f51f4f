"""Making parts fit where they stand: lists within items, tables, and what a box can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from masthead.importers.records import (
    Box,
    BoxPart,
    Code,
    Crosshead,
    Embed,
    ListOfItems,
    Paragraph,
    Part,
    PictureUse,
    PullQuote,
    RawText,
    Table,
)


def nested_list(part: ListOfItems) -> str:
    """A list as the markup of a list within an item."""
    name = "ol" if part.is_numbered else "ul"
    return f"<{name}>{''.join(f'<li>{item}</li>' for item in part.items)}</{name}>"


def table_parts(rows: Sequence[tuple[str, ...]], is_bold: Sequence[bool]) -> list[Part]:
    """A table of these rows, the first being the header row of the Markdown.

    Where that is empty it is dropped, and the next row is the header if all of it was bold. Rows are filled up to one length.
    """
    has_header = any(rows[0])
    if not has_header:
        rows, is_bold = rows[1:], is_bold[1:]
        has_header = len(rows) > 1 and is_bold[0]
    width = max((len(row) for row in rows), default=0)
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return [Table(filled, has_header)] if filled and width else []


def box_parts(title: str, parts: Iterable[Part]) -> tuple[list[Part], str]:
    """A box of these parts, and what had to change for it, for the ledger.

    A box without a title is a quotation set apart: its paragraphs become block quotations in the copy.
    """
    parts = list(parts)
    if not title:
        quoted = [Paragraph(part.markup, is_quotation=True) if isinstance(part, Paragraph) else part for part in parts]
        return quoted, "a box without a title became a quotation"
    fitting = [piece for part in parts for piece in fitting_in_box(part)]
    changed = {type(part).__name__.lower() for part in parts if not isinstance(part, BoxPart)}
    reason = f"in a box, set as text: {', '.join(sorted(changed))}" if changed else ""
    return [Box(title, tuple(fitting))] if fitting else [
        Paragraph(f"<strong>{escape(title, quote=False)}</strong>")
    ], reason


def fitting_in_box(part: Part) -> list[BoxPart]:
    """The part as something a box may hold; its words are all kept."""
    if isinstance(part, Paragraph | ListOfItems | PictureUse | Code):
        return [part]
    if isinstance(part, Crosshead):
        return [_strong(part.text)]
    if isinstance(part, PullQuote):
        words = f"{part.quote} {part.attribution}".strip()
        return [Paragraph(escape(words, quote=False), is_quotation=True)]
    if isinstance(part, Table):
        return table_as_list(part)
    if isinstance(part, RawText):
        return [Code(part.text)]
    if isinstance(part, Embed):
        words = escape(part.title or part.url, quote=False)
        return [Paragraph(f'<a href="{escape(part.url)}">{words}</a>')]
    if isinstance(part, Box):
        return [_strong(part.title), *part.parts]
    return []


def table_as_list(table: Table) -> list[BoxPart]:
    """Row by row: “**first cell**: second cell”, further cells after “ · ”; the caption follows in italics."""
    items = []
    for first, *others in table.rows:
        rest = " · ".join(escape(cell, quote=False) for cell in others if cell)
        head = f"<strong>{escape(first, quote=False)}</strong>" if first else ""
        items.append(f"{head}: {rest}" if head and rest else head or rest)
    caption = [Paragraph(f"<em>{escape(table.caption, quote=False)}</em>")] if table.caption else []
    return [ListOfItems(tuple(item for item in items if item)), *caption]


def _strong(words: str) -> Paragraph:
    return Paragraph(f"<strong>{escape(words, quote=False)}</strong>")
