"""Making parts fit the limits of the desk, so that an imported article can be edited and saved. No word is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from masthead.body import limits
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
from masthead.text.plaintext import text_of

Tell = Callable[[str], None]


def fitted(parts: Iterable[Part], tell: Tell) -> list[Part]:
    """The parts, each within ``body.limits``, and no more of them than a body holds. ``tell`` hears of each change."""
    fitting = [piece for part in parts for piece in _fitted(part, tell)]
    if len(fitting) > limits.BODY_BLOCKS:
        tell(f"{len(fitting):,} parts; paragraphs that follow each other were joined")
        fitting = joined(fitting)
    if len(fitting) > limits.BODY_BLOCKS:
        kept, rest = fitting[: limits.BODY_BLOCKS - 1], fitting[limits.BODY_BLOCKS - 1 :]
        tell(f"more than {limits.BODY_BLOCKS:,} parts; the rest is kept as raw text")
        fitting = [*kept, RawText("\n\n".join(words_of(part) for part in rest), "The end of a very long article.")]
    return fitting


def _fitted(part: Part, tell: Tell) -> Iterator[Part]:
    too_long = _TOO_LONG.get(type(part))
    if too_long is None or not (reason := too_long(part)):
        yield part
        return
    tell(reason)
    yield from _reduced(part)


def _reduced(part: Part) -> Iterator[Part]:
    if isinstance(part, Crosshead):
        yield Paragraph(f"<strong>{escape(part.text, quote=False)}</strong>")
    elif isinstance(part, PullQuote):
        yield Paragraph(escape(f"{part.quote} {part.attribution}".strip(), quote=False), is_quotation=True)
    elif isinstance(part, PictureUse):
        yield replace(part, caption="")
        yield Paragraph(part.caption)
    elif isinstance(part, ListOfItems):
        for start in range(0, len(part.items), limits.LIST_ITEMS):
            yield replace(part, items=part.items[start : start + limits.LIST_ITEMS])
    elif isinstance(part, Box):
        yield Paragraph(f"<strong>{escape(part.title, quote=False)}</strong>")
        yield from part.parts
    else:
        yield RawText(words_of(part), "Too long for a block of its kind.")


def _crosshead(part: Crosshead) -> str:
    return (
        f"a crosshead of {len(part.text):,} characters became a paragraph"
        if len(part.text) > limits.CROSSHEAD_LENGTH
        else ""
    )


def _quote(part: PullQuote) -> str:
    return (
        f"a pull quote of {len(part.quote):,} characters became a quotation"
        if len(part.quote) > limits.QUOTE_LENGTH
        else ""
    )


def _picture(part: PictureUse) -> str:
    length = len(part.caption)
    return (
        f"a caption of {length:,} characters stands under the picture as a paragraph"
        if length > limits.CAPTION_LENGTH
        else ""
    )


def _list(part: ListOfItems) -> str:
    return f"a list of {len(part.items):,} items was divided" if len(part.items) > limits.LIST_ITEMS else ""


def _paragraph(part: Paragraph) -> str:
    length = len(part.markup)
    return f"a paragraph of {length:,} characters became raw text" if length > limits.PARAGRAPH_LENGTH else ""


def _code(part: Code) -> str:
    return (
        f"program text of {len(part.code):,} characters became raw text" if len(part.code) > limits.CODE_LENGTH else ""
    )


def _table(part: Table) -> str:
    cells = [cell for row in part.rows for cell in row]
    fits = len(part.rows) <= limits.TABLE_ROWS and all(len(row) <= limits.TABLE_COLUMNS for row in part.rows)
    return (
        ""
        if fits and all(len(cell) <= limits.CELL_LENGTH for cell in cells)
        else "a table too large for the desk became raw text"
    )


def _box(part: Box) -> str:
    return (
        f"a box's title of {len(part.title):,} characters; the box became copy"
        if len(part.title) > limits.TITLE_LENGTH
        else ""
    )


_TOO_LONG: dict[type, Callable[..., str]] = {
    Crosshead: _crosshead,
    PullQuote: _quote,
    PictureUse: _picture,
    ListOfItems: _list,
    Paragraph: _paragraph,
    Code: _code,
    Table: _table,
    Box: _box,
}


def joined(parts: Iterable[Part]) -> list[Part]:
    """The parts with runs of plain paragraphs made one, up to the length a paragraph block may have."""
    run: list[Part] = []
    for part in parts:
        last = run[-1] if run else None
        if not (isinstance(part, Paragraph) and isinstance(last, Paragraph)) or part.is_quotation or last.is_quotation:
            run.append(part)
            continue
        first = last.markup if last.markup.startswith("<p>") else f"<p>{last.markup}</p>"
        both = f"{first}<p>{part.markup}</p>"
        if len(both) > limits.PARAGRAPH_LENGTH:
            run.append(part)
        else:
            run[-1] = Paragraph(both)
    return run


def words_of(part: Part) -> str:
    """The words of a part, for keeping them as raw text."""
    if isinstance(part, Paragraph):
        return text_of(part.markup)
    if isinstance(part, ListOfItems):
        return "\n".join(text_of(item) for item in part.items)
    if isinstance(part, Table):
        rows = "\n".join("\t".join(row) for row in part.rows)
        return f"{rows}\n{part.caption}".strip()
    if isinstance(part, Box):
        return "\n".join([part.title, *(words_of(inner) for inner in part.parts)])
    if isinstance(part, PictureUse):
        return text_of(part.caption)
    if isinstance(part, PullQuote):
        return f"{part.quote}\n{part.attribution}".strip()
    words = [getattr(part, name, "") for name in ("text", "code", "title", "url")]
    return "\n".join(word for word in words if word)
