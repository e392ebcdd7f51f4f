"""Blocks made in code, by importers, the demo and tests: plain dicts in the shape the database keeps.

``stream([crosshead("Two names"), paragraph("<p>They met in <em>1994</em>.</p>")])`` gives what a StreamField takes,
as a list or, through ``json.dumps``, as text. Markup is sanitised here; lengths are not cut
(``masthead.body.limits`` says what the desk accepts). Arguments named ``html``, list items, and the captions of
pictures and galleries take markup: pass plain text through ``html.escape`` first. Everything else is plain text.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from masthead.text.excerpts import clean_text, one_line
from masthead.text.sanitising import inline_to_store, item_to_store, paragraphs_to_store

RawBlock = dict[str, Any]
PictureSize = Literal["normal", "wide", "full", "half", "supporting", "thumb"]
ListKind = Literal["bulleted", "numbered"]

_NAMESPACE = uuid.UUID("6f9d4f0e-5a0e-5c0b-9d53-6d6173746864")


def stream(blocks: Iterable[Mapping[str, Any]], *, key: str = "") -> list[RawBlock]:
    """The blocks as a body, every block, gallery picture and list item with an id.

    With a ``key`` (an importer's key of the article) the ids depend on the key and the place only, so that a second
    run makes the same body; without one they are random. An id already there is kept.
    """
    return [_with_ids(block, f"{key}/{place}" if key else "") for place, block in enumerate(blocks)]


def paragraph(html: str) -> RawBlock:
    """Copy: one or several ``<p>`` (or ``<blockquote>``) with inline marks. Bare text becomes one ``<p>``."""
    return _block("paragraph", paragraphs_to_store(html))


def crosshead(text: str, level: int = 2, *, anchor: str = "") -> RawBlock:
    """A heading within copy, plain text, of level 2 or 3 (others go to the nearest).

    Without ``anchor`` one is made from the text.
    """
    return _block("crosshead", {"text": one_line(text), "level": str(min(max(level, 2), 3)), "anchor": anchor})


def picture(
    picture_id: int, *, caption: str = "", credit: str = "", alt: str = "", size: PictureSize = "normal"
) -> RawBlock:
    """A picture of the library by its id.

    ``credit`` and ``alt`` only where they differ from the library's, in this place.
    """
    return _block(
        "picture",
        {
            "picture": picture_id,
            "caption": inline_to_store(caption),
            "credit_override": one_line(credit),
            "alt_override": one_line(alt),
            "size": size,
        },
    )


def gallery(pictures: Iterable[tuple[int, str]], *, caption: str = "") -> RawBlock:
    """Several pictures as (id, caption) pairs, in order, with one caption for all of them."""
    items = [_item({"picture": number, "caption": inline_to_store(words)}) for number, words in pictures]
    return _block("gallery", {"pictures": items, "caption": inline_to_store(caption)})


def pull_quote(quote: str, attribution: str = "") -> RawBlock:
    """A set-off quote, plain text without quotation marks (the page adds those of the language)."""
    return _block("pull_quote", {"quote": clean_text(quote).strip(), "attribution": one_line(attribution)})


def box(title: str, body: Iterable[Mapping[str, Any]]) -> RawBlock:
    """A side story; ``body`` may hold paragraphs, lists, pictures and code."""
    return _block("box", {"title": one_line(title), "body": list(body)})


def list_of(items: Iterable[str], kind: ListKind = "bulleted") -> RawBlock:
    """A list; each item is inline markup, and may itself hold ``<ul>`` or ``<ol>``."""
    return _block("list", {"kind": kind, "items": [_item(item_to_store(item)) for item in items]})


def table(rows: Sequence[Sequence[str]], *, caption: str = "", header_row: bool = True) -> RawBlock:
    """A table of plain text, row by row; short rows are filled up with empty cells."""
    width = max((len(row) for row in rows), default=0)
    cells = [[clean_text(cell).strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    return _block("table", {"caption": one_line(caption), "header_row": header_row, "rows": cells})


def code(text: str, *, language: str = "", caption: str = "") -> RawBlock:
    """Program text, kept to the space; ``language`` as people write it ("Python")."""
    return _block("code", {"code": clean_text(text), "language": one_line(language), "caption": one_line(caption)})


def divider() -> RawBlock:
    """A break between two parts of the copy."""
    return _block("divider", None)


def related(article_id: int) -> RawBlock:
    """A card of another article, by page id."""
    return _block("related", {"article": article_id})


def audio(document_id: int, *, title: str, transcript: str = "", credit: str = "") -> RawBlock:
    """A recording from the document library; ``transcript`` is plain text, an empty line between paragraphs."""
    return _block("audio", {"file": document_id, **_recording(title, transcript, credit)})


def video(
    document_id: int,
    *,
    title: str,
    poster: int | None = None,
    transcript: str = "",
    credit: str = "",
    captions: int | None = None,
) -> RawBlock:
    """A film from the document library; ``poster`` is a picture id, ``captions`` the document id of a WebVTT file."""
    return _block(
        "video",
        {
            "file": document_id,
            "poster": poster,
            "captions": captions,
            **_recording(title, transcript, credit),
        },
    )


def embed(url: str, *, title: str = "", provider: str = "", poster: int | None = None) -> RawBlock:
    """Something that plays elsewhere (http or https).

    The provider's name is found from the address when not given.
    """
    return _block(
        "embed",
        {
            "url": clean_text(url).strip(),
            "provider": one_line(provider),
            "title": one_line(title),
            "poster": poster,
        },
    )


def raw_text(text: str, note: str = "") -> RawBlock:
    """What an import could not turn into a block, kept as it was and shown as preformatted text.

    ``note`` says why.
    """
    return _block("raw_text", {"text": clean_text(text), "note": one_line(note)})


def _recording(title: str, transcript: str, credit: str) -> dict[str, str]:
    return {
        "title": one_line(title),
        "transcript": clean_text(transcript).strip(),
        "credit": one_line(credit),
    }


def _block(name: str, value: Any) -> RawBlock:
    return {"type": name, "value": value}


def _item(value: Any) -> RawBlock:
    return _block("item", value)


def _with_ids(block: Mapping[str, Any], place: str) -> RawBlock:
    value = block["value"]
    if isinstance(value, Mapping):
        value = {
            name: [_with_ids(child, f"{place}/{name}/{n}" if place else "") for n, child in enumerate(part)]
            if _holds_blocks(part)
            else part
            for name, part in value.items()
        }
    made = str(uuid.uuid5(_NAMESPACE, place)) if place else str(uuid.uuid4())
    return {"type": block["type"], "value": value, "id": block.get("id") or made}


def _holds_blocks(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and isinstance(part[0], Mapping)
