"""What a body refers to, and what it says. Only ``page_paths`` and ``files_by_id`` ask the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wagtail.models import Page

from masthead.addresses import address_of
from masthead.body.context import LinkedFile
from masthead.body.embeds import provider_name
from masthead.body.links import internal_links
from masthead.body.media_types import media_type
from masthead.body.reading import Body, StoredBlock, all_blocks, blocks_of, table_rows
from masthead.pictures.context import DrawnPicture
from masthead.pictures.models import MediaDocument
from masthead.text import counting
from masthead.text.footnotes import without_footnotes
from masthead.text.plaintext import text_of

NO_PICTURES: Mapping[int, DrawnPicture] = {}


def picture_ids(body: Body) -> list[int]:
    """The ids of all pictures of a body, posters too, in the order of their first appearance; no query."""
    return _once(number for block in all_blocks(body) for number in (block.number("picture"), block.number("poster")))


def article_ids(body: Body) -> list[int]:
    """The page ids of the related cards, in order; no query."""
    return _once(block.number("article") for block in blocks_of(body) if block.name == "related")


def linked_page_ids(body: Body) -> list[int]:
    """The ids of our own pages that the copy links to, in order; no query."""
    return _once(number for html in _markup_of(body) for kind, number in internal_links(html) if kind == "page")


def document_ids(body: Body) -> list[int]:
    """The ids of files that are played, read as captions, or linked to in the copy; no query."""
    played = (number for block in blocks_of(body) for number in (block.number("file"), block.number("captions")))
    linked = (number for html in _markup_of(body) for kind, number in internal_links(html) if kind == "document")
    return _once([*played, *linked])


def page_paths(ids: Iterable[int]) -> dict[int, str]:
    """The addresses of public pages by id (``/articles/x/``); others are left out. One query, none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = Page.objects.filter(pk__in=wanted, live=True).values_list("pk", "url_path")
    return {number: address_of(url_path) for number, url_path in rows}


def files_by_id(ids: Iterable[int]) -> dict[int, LinkedFile]:
    """Files of the document library by id; unknown ids are left out. One query, none for no ids."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {
        document.pk: LinkedFile(
            id=document.pk,
            title=document.title,
            url=document.file.url,
            mime=media_type(document.file.name),
            size_bytes=document.file_size or 0,
        )
        for document in MediaDocument.objects.filter(pk__in=wanted).only("title", "file", "file_size")
    }


def plain_text(body: Body, pictures: Mapping[int, DrawnPicture] = NO_PICTURES) -> str:
    """Every word of a body that readers see, one line per paragraph, in reading order; no query.

    With ``pictures`` also the captions and credits that come from the library. The card of a related article says
    its own words, not this article's, and is left out.
    """
    return "\n".join(line for block in all_blocks(body) for line in _lines(block, pictures) if line)


def lines_with(mark: str, body: Body) -> Iterator[tuple[StoredBlock, list[str]]]:
    """Each block whose words hold ``mark``, with its lines; a block within a box or a gallery comes by itself. No query.

    Others are passed over before their markup is read, which is what costs.
    """
    for block in all_blocks(body):
        if mark in str(block.value):
            lines = [line for line in _lines(block, NO_PICTURES) if mark in line]
            if lines:
                yield block, lines


def word_count(body: Body) -> int:
    """The words of the copy: paragraphs, crossheads, lists, boxes, tables, raw text.

    What stands beside it does not count.
    """
    copy = (
        block
        for block in all_blocks(body)
        if block.name in ("paragraph", "crosshead", "list", "box", "table", "raw_text")
    )
    return sum(counting.word_count(line) for block in copy for line in _lines(block, NO_PICTURES))


def copy_text(body: Body) -> str:
    """The words of paragraphs and lists alone, on one line: what a pull quote may repeat."""
    return " ".join(
        text_of(without_footnotes(html))
        for block in all_blocks(body)
        if block.name in ("paragraph", "list")
        for html in markup_in(block)
    )


def markup_in(block: StoredBlock) -> list[str]:
    """The pieces of rich text in one block, without the blocks it holds."""
    if block.name == "paragraph":
        return [block.words]
    if block.name == "list":
        return [item.words for item in block.items("items")]
    if block.name in ("picture", "gallery", "item"):
        return [block.text("caption")]
    return []


def _markup_of(body: Body) -> Iterator[str]:
    for block in all_blocks(body):
        yield from markup_in(block)


def _lines(block: StoredBlock, pictures: Mapping[int, DrawnPicture]) -> list[str]:
    """The words of one block, without those of the blocks it holds."""
    if block.name in ("paragraph", "list", "gallery"):
        return [text_of(html) for html in markup_in(block)]
    if block.name in ("picture", "item"):
        return _picture_lines(block, block.number("picture"), pictures)
    if block.name == "table":
        return [block.text("caption"), *(" ".join(cell for cell in row if cell) for row in table_rows(block))]
    lines = [block.text(field) for field in _FIELDS.get(block.name, ())]
    if block.name == "embed":
        lines.append(block.text("provider") or provider_name(block.text("url")))
    return lines + _picture_lines(StoredBlock("poster", None), block.number("poster"), pictures)


_FIELDS = {
    "crosshead": ("text",),
    "pull_quote": ("quote", "attribution"),
    "box": ("title",),
    "code": ("caption", "language", "code"),
    "audio": ("title", "credit", "transcript"),
    "video": ("title", "credit", "transcript"),
    "embed": ("title",),
    "raw_text": ("note", "text"),
}


def _picture_lines(block: StoredBlock, number: int | None, pictures: Mapping[int, DrawnPicture]) -> list[str]:
    """Caption and credit as they are printed: the block's own, else the library's. A poster has a credit only."""
    picture = pictures.get(number) if number else None
    caption = text_of(block.text("caption"))
    if picture is not None and not caption and block.name != "poster":
        caption = picture.caption
    return [caption, block.text("credit_override") or (picture.credit if picture else "")]


def _once(numbers: Iterable[int | None]) -> list[int]:
    return list(dict.fromkeys(number for number in numbers if number))
