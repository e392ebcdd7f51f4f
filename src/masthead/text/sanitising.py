"""Markup from outside made safe: what is not on a short list of elements goes, its text stays.

The same policies guard the way in (importers) and the way out (every face of a block), so that markup that reached
the database by another door is still harmless on a page.
"""

from __future__ import annotations

import re

import nh3

from masthead.text.excerpts import clean_text
from masthead.text.flattening import flattened
from masthead.text.footnotes import FOOTNOTE

URL_SCHEMES = {"http", "https", "mailto"}
INLINE_ELEMENTS = {"a", "b", "strong", "i", "em", "br", "sub", "sup", "code", "s"}
PARAGRAPH_ELEMENTS = INLINE_ELEMENTS | {"p", "blockquote"}
NOTED_ELEMENTS = PARAGRAPH_ELEMENTS | {FOOTNOTE}
ITEM_ELEMENTS = INLINE_ELEMENTS | {"p", "ul", "ol", "li"}
# Elements whose text is no prose; everything else that is refused leaves its text behind.
SILENT_ELEMENTS = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "textarea",
    "title",
    "desk-note",  # what editors tell one another
}


def _policy(elements: set[str], link_attributes: set[str], *, rel: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=elements,
        clean_content_tags=SILENT_ELEMENTS,
        attributes={"a": link_attributes},
        url_schemes=URL_SCHEMES,
        link_rel=rel,
    )


_INTERNAL_LINK = {"href", "linktype", "id"}  # Wagtail keeps a link to a page or document as its number
_PARAGRAPH = _policy(PARAGRAPH_ELEMENTS, {"href"}, rel="noopener")
_NOTED = _policy(NOTED_ELEMENTS, {"href"}, rel="noopener")
_INLINE = _policy(INLINE_ELEMENTS, {"href"}, rel="noopener")
_ITEM = _policy(ITEM_ELEMENTS, {"href"}, rel="noopener")
_STORED_PARAGRAPH = _policy(NOTED_ELEMENTS, _INTERNAL_LINK, rel=None)
_STORED_INLINE = _policy(INLINE_ELEMENTS, _INTERNAL_LINK, rel=None)
_STORED_ITEM = _policy(ITEM_ELEMENTS, _INTERNAL_LINK, rel=None)
_SOLE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p[ >]).)*)</p>", re.DOTALL)
_END_OF_BLOCK = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|td|tr)\s*>", re.IGNORECASE)


def clean_paragraphs(html: str) -> str:
    """Paragraphs and block quotations with inline marks and links; bare text gets its ``<p>``.

    Links lead to http, https, mailto or an address on this site, and carry ``rel="noopener"``.
    """
    return flattened(_closed(_PARAGRAPH.clean(clean_text(html))))


def clean_noted_paragraphs(html: str) -> str:
    """As ``clean_paragraphs``, with the footnotes still where they are referred to (``text.footnotes``)."""
    return flattened(_closed(_NOTED.clean(clean_text(html))))


def clean_inline(html: str) -> str:
    """Inline marks and links only; paragraphs lose their tags and keep their text."""
    return _closed(_INLINE.clean(_apart(html))).strip()


def clean_item(html: str) -> str:
    """An item of a list: inline marks, links, and lists within it. A single paragraph around it all is taken off."""
    return without_sole_paragraph(flattened(_closed(_ITEM.clean(clean_text(html)))))


def paragraphs_to_store(html: str) -> str:
    """As ``clean_noted_paragraphs``, for the database: links to our own pages by number stay."""
    return flattened(_closed(_STORED_PARAGRAPH.clean(clean_text(html))))


def inline_to_store(html: str) -> str:
    """As ``clean_inline``, for the database: one ``<p>`` with inline marks, or nothing."""
    cleaned = _closed(_STORED_INLINE.clean(_apart(html))).strip()
    return f"<p>{cleaned}</p>" if cleaned else ""


def item_to_store(html: str) -> str:
    """As ``clean_item``, for the database: words in a ``<p>``, then lists."""
    return flattened(_closed(_STORED_ITEM.clean(clean_text(html))))


def without_sole_paragraph(html: str) -> str:
    """The inside of the ``<p>`` when the markup is exactly one paragraph, else the markup as it is."""
    found = _SOLE_PARAGRAPH.fullmatch(html)
    return found.group(1) if found else html


def _apart(html: str) -> str:
    """Blocks kept apart by a space once their tags are gone."""
    return _END_OF_BLOCK.sub(r"\g<0> ", clean_text(html))


def _closed(html: str) -> str:
    """Breaks closed and no named entity: the desk's editor takes an unclosed break for an open element, an EPUB is XML."""
    return html.replace("<br>", "<br/>").replace("&nbsp;", "\u00a0")
