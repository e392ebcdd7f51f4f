"""Markup from outside made safe: what is not on a short list of elements goes, its text stays.

The same policies guard the way in (importers) and the way out (every face of a block), so that markup that reached
the database by another door is still harmless on a page.
"""

from __future__ import annotations

import re

import nh3

from masthead.text.excerpts import clean_text

URL_SCHEMES = {"http", "https", "mailto"}
INLINE_ELEMENTS = {"a", "b", "strong", "i", "em", "br", "sub", "sup", "code", "s"}
PARAGRAPH_ELEMENTS = INLINE_ELEMENTS | {"p", "blockquote"}
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
}


def _policy(elements: set[str], link_attributes: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=elements,
        clean_content_tags=SILENT_ELEMENTS,
        attributes={"a": link_attributes},
        url_schemes=URL_SCHEMES,
        link_rel="noopener",
    )


_INTERNAL_LINK = {"href", "linktype", "id"}  # Wagtail keeps a link to a page or document as its number
_PARAGRAPH = _policy(PARAGRAPH_ELEMENTS, {"href"})
_INLINE = _policy(INLINE_ELEMENTS, {"href"})
_ITEM = _policy(ITEM_ELEMENTS, {"href"})
_STORED_PARAGRAPH = _policy(PARAGRAPH_ELEMENTS, _INTERNAL_LINK)
_STORED_INLINE = _policy(INLINE_ELEMENTS, _INTERNAL_LINK)
_STORED_ITEM = _policy(ITEM_ELEMENTS, _INTERNAL_LINK)
_SOLE_PARAGRAPH = re.compile(r"\s*<p(?: [^<>]*)?>((?:(?!</?p[ >]).)*)</p>\s*", re.DOTALL)
_BLOCK = re.compile(r"<(?:p|blockquote|ul|ol)\b")


def clean_paragraphs(html: str) -> str:
    """Paragraphs and block quotations with inline marks and links; bare text gets its ``<p>``.

    Links lead to http, https, mailto or an address on this site, and carry ``rel="noopener"``.
    """
    return _in_paragraphs(_PARAGRAPH.clean(clean_text(html)))


def clean_inline(html: str) -> str:
    """Inline marks and links only; paragraphs lose their tags and keep their text."""
    return _INLINE.clean(clean_text(html))


def clean_item(html: str) -> str:
    """An item of a list: inline marks, links, and lists within it. A single paragraph around it all is taken off."""
    return without_sole_paragraph(_ITEM.clean(clean_text(html)))


def paragraphs_to_store(html: str) -> str:
    """As ``clean_paragraphs``, for the database.

    Links to our own pages by number stay, bare text gets its ``<p>``.
    """
    return _in_paragraphs(_STORED_PARAGRAPH.clean(clean_text(html)))


def inline_to_store(html: str) -> str:
    """As ``clean_inline``, for the database: one ``<p>`` with inline marks, or nothing."""
    cleaned = _STORED_INLINE.clean(clean_text(html)).strip()
    return f"<p>{cleaned}</p>" if cleaned else ""


def item_to_store(html: str) -> str:
    """As ``clean_item``, for the database."""
    return _in_paragraphs(_STORED_ITEM.clean(clean_text(html)))


def without_sole_paragraph(html: str) -> str:
    """The inside of the ``<p>`` when the markup is exactly one paragraph, else the markup as it is."""
    found = _SOLE_PARAGRAPH.fullmatch(html)
    return found.group(1) if found else html


def _in_paragraphs(html: str) -> str:
    """The markup without empty paragraphs, and with text that stands before the first block in a ``<p>``."""
    html = html.replace("<p></p>", "").strip()
    first = _BLOCK.search(html)
    bare, rest = (html[: first.start()], html[first.start() :]) if first else (html, "")
    return f"<p>{bare.strip()}</p>{rest}" if bare.strip() else rest


def is_safe_url(url: str) -> bool:
    """Whether a link may go there: http, https, mailto, or an address on this site; never with control characters."""
    if url != clean_text(url) or any(sign.isspace() for sign in url):
        return False
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", url)
    return bool(url) and (scheme is None or scheme.group(1).lower() in URL_SCHEMES)
