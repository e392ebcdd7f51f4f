"""Rich text that stands outside a body: biographies, the editor's letter."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from masthead.body.links import internal_links, with_addresses
from masthead.body.queries import files_by_id, page_paths
from masthead.text.sanitising import clean_paragraphs


def rich_text_alone(html: str) -> SafeString:
    """The markup made safe; links to our own pages leave their words only. No query."""
    return mark_safe(clean_paragraphs(with_addresses(html, {}, {})))  # noqa: S308 - sanitised in the same breath


def rich_text(html: str) -> SafeString:
    """The markup made safe, links to our own pages and files with their addresses: one query for each kind there is."""
    links = list(internal_links(html))
    pages = page_paths(number for kind, number in links if kind == "page")
    files = files_by_id(number for kind, number in links if kind == "document")
    addressed = with_addresses(html, pages, {number: file.url for number, file in files.items()})
    return mark_safe(clean_paragraphs(addressed))  # noqa: S308 - sanitised in the same breath
