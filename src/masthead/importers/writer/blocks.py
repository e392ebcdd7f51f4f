"""The parts of a record as blocks of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape

from masthead.body import making
from masthead.body.making import RawBlock
from masthead.importers.records import (
    ARTICLE_LINK,
    Box,
    Code,
    Crosshead,
    Divider,
    Embed,
    ListOfItems,
    Paragraph,
    Part,
    PictureUse,
    PullQuote,
    RawText,
    Table,
)
from masthead.pictures.models import Picture

_ARTICLE_LINK = re.compile(rf'<a href="{ARTICLE_LINK}([^"]*)">(.*?)</a>', re.DOTALL)


class Blocks:
    """Makes blocks. ``pages`` gives a page's number for an article's key, ``pictures`` the library's picture for a path."""

    def __init__(self, pages: Mapping[str, int], pictures: Mapping[str, Picture]) -> None:
        self.pages = pages
        self.pictures = pictures

    def stream(self, parts: Iterable[Part], key: str) -> list[RawBlock]:
        """The body. Blocks of the same key at the same place have the same id in every run."""
        return making.stream([self.block(part) for part in parts], key=key)

    def block(self, part: Part) -> RawBlock:
        """One block."""
        if isinstance(part, Paragraph):
            markup = self.linked(part.markup)
            return making.paragraph(f"<blockquote>{markup}</blockquote>" if part.is_quotation else markup)
        if isinstance(part, Crosshead):
            return making.crosshead(part.text, part.level)
        if isinstance(part, PictureUse):
            return self._picture(part)
        if isinstance(part, ListOfItems):
            items = [self.linked(item) for item in part.items]
            return making.list_of(items, "numbered" if part.is_numbered else "bulleted")
        if isinstance(part, Box):
            return making.box(part.title, [self.block(inner) for inner in part.parts])
        return self._plain(part)

    @staticmethod
    def _plain(part: PullQuote | Table | Code | Divider | Embed | RawText) -> RawBlock:
        if isinstance(part, PullQuote):
            return making.pull_quote(part.quote, part.attribution)
        if isinstance(part, Table):
            return making.table(part.rows, caption=part.caption, header_row=part.has_header)
        if isinstance(part, Code):
            return making.code(part.code, language=part.language)
        if isinstance(part, Embed):
            return making.embed(part.url, title=part.title)
        if isinstance(part, RawText):
            return making.raw_text(part.text, part.note)
        return making.divider()

    def _picture(self, use: PictureUse) -> RawBlock:
        picture = self.pictures[use.picture]
        alt = use.alt if use.alt != picture.alt else ""
        return making.picture(picture.pk, caption=self.linked(use.caption), alt=alt)

    def linked(self, markup: str) -> str:
        """The markup with links to articles of the source turned into links to pages; a link to one that is not here loses its tag."""
        if ARTICLE_LINK not in markup:
            return markup
        return _ARTICLE_LINK.sub(self._page_link, markup)

    def _page_link(self, found: re.Match[str]) -> str:
        page_id = self.pages.get(unescape(found[1]))
        return f'<a linktype="page" id="{page_id}">{found[2]}</a>' if page_id else found[2]
