"""From a stored block to what its template receives."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import mark_safe

from masthead.body import context
from masthead.body.embeds import is_web_address, player_address, provider_name
from masthead.body.links import with_addresses
from masthead.body.queries import copy_text
from masthead.body.reading import Body, StoredBlock, blocks_in_box, table_rows
from masthead.pictures.context import DrawnPicture
from masthead.text.footnotes import lifted
from masthead.text.plaintext import text_with_links
from masthead.text.sanitising import clean_inline, clean_item, clean_noted_paragraphs
from masthead.text.setting import set_head, set_line, set_markup
from masthead.text.slugs import slug_apart_from, slug_from
from masthead.text.typography import quote_marks

MAIL_WIDTH = 600  # pixels; what the common mail programs leave for copy
TAKEN_ANCHORS = frozenset(
    {"main", "content", "top", "menu", "search", "footer", "header", "contents", "corrections", "corrections-head"}
    | {"more", "neighbours", "latest-issue", "sign-up", "sign-up-address", "sign-up-terms", "sign-up-error"}
)  # ids that pages use themselves

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_BARE_QUOTATION = re.compile(r"<blockquote>(?!<p>)(.*?)</blockquote>", re.DOTALL)
_ADJOINING_QUOTATIONS = re.compile(r"</blockquote>\s*<blockquote>")
_SITE_ADDRESS = re.compile(r'(?<= href=")/(?!/)')
_WORDS = re.compile(r"\w+")


@dataclass
class Drawing:
    """One body being drawn for one face: what it may refer to, and the anchors given so far."""

    face: str
    body: Body
    pictures: Mapping[int, DrawnPicture]
    articles: Mapping[int, context.RelatedCard]
    files: Mapping[int, context.LinkedFile]
    pages: Mapping[int, str]
    language: str
    base_url: str
    draw_all: Callable[[list[StoredBlock]], str]
    draw_mark: Callable[[context.Footnote], str]
    id_prefix: str = ""
    anchors: set[str] = field(default_factory=lambda: set(TAKEN_ANCHORS))
    notes: list[str] = field(default_factory=list)
    _copy: str | None = None

    def words(self, html: str, clean: Callable[[str], str] = clean_inline) -> str:
        """Stored rich text made safe for this face; plain in the text face."""
        if not html:
            return ""
        documents = {number: file.url for number, file in self.files.items()}
        cleaned = set_markup(clean(with_addresses(html, self.pages, documents)), self.language)
        if self.base_url and self.face != "web":
            cleaned = _SITE_ADDRESS.sub(f"{escape(self.base_url.rstrip('/'))}/", cleaned)
        if self.face == "text":
            return text_with_links(cleaned)
        return mark_safe(cleaned)  # noqa: S308 - nh3 cleaned it

    def paragraphs(self, html: str) -> str:
        """Clean paragraphs, their footnotes kept for the end and a mark where each was; quotations that follow one another become one."""
        cleaned = lifted(clean_noted_paragraphs(html), self._note)
        if "<blockquote>" not in cleaned:
            return cleaned
        return _ADJOINING_QUOTATIONS.sub("", _BARE_QUOTATION.sub(r"<blockquote><p>\1</p></blockquote>", cleaned))

    def _note(self, words: str) -> str:
        self.notes.append(words)
        return self.draw_mark(footnote(len(self.notes), id_prefix=self.id_prefix))

    def footnotes(self) -> context.Footnotes | None:
        """The footnotes met so far; None when there are none."""
        notes = [
            footnote(number, self.words(words), self.id_prefix) for number, words in enumerate(self.notes, start=1)
        ]
        return context.Footnotes(tuple(notes)) if notes else None

    def address(self, url: str) -> str:
        """An address for this face: absolute where the face leaves the site and a base address is known."""
        is_local = url.startswith("/") and not url.startswith("//")
        return self.base_url.rstrip("/") + url if is_local and self.face != "web" else url

    def repeats(self, quote: str) -> bool:
        """Whether the copy has these words too, in this order, whatever stands between them."""
        if self._copy is None:
            self._copy = f" {_letters(copy_text(self.body))} "
        wanted = _letters(quote)
        return bool(wanted) and f" {wanted} " in self._copy

    def anchor(self, wanted: str, text: str) -> str:
        """An id that no other crosshead of this body has."""
        anchor = wanted if _ANCHOR.fullmatch(wanted) else slug_from(text, fallback="part")
        if not anchor[:1].isalpha():
            anchor = f"part-{anchor}"
        anchor = slug_apart_from(anchor, self.anchors)
        self.anchors.add(anchor)
        return self.id_prefix + anchor


def _letters(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def footnote(number: int, words: str = "", id_prefix: str = "") -> context.Footnote:
    """A footnote by its number. Its ids have a full stop, which no crosshead's has."""
    return context.Footnote(number, words, f"{id_prefix}fn.{number}", f"{id_prefix}fnref.{number}")


def draw_paragraph(block: StoredBlock, drawing: Drawing) -> context.Words | None:
    """Paragraphs and quotations; nothing when there are no words."""
    words = drawing.words(block.words, drawing.paragraphs)
    return context.Words(words) if words else None


def draw_crosshead(block: StoredBlock, drawing: Drawing) -> context.Crosshead | None:
    """A crosshead; nothing when it has no words."""
    text = block.text("text").strip()
    if not text:
        return None
    level = 3 if block.text("level") == "3" else 2
    return context.Crosshead(set_head(text, drawing.language), level, drawing.anchor(block.text("anchor"), text))


def draw_picture(block: StoredBlock, drawing: Drawing) -> context.PictureInPlace:
    """A picture with its credit, also when the picture itself is gone: caption and credit stay."""
    size = block.text("size")
    return picture_in_place(block, block.number("picture"), drawing, size if size in context.SIZES else "normal")


def draw_poster(block: StoredBlock, drawing: Drawing) -> context.PictureInPlace | None:
    """The poster of a film or an embed; it has no caption of its own."""
    number = block.number("poster")
    if number not in drawing.pictures:
        return None
    return picture_in_place(StoredBlock("poster", {}), number, drawing, "normal")


def picture_in_place(block: StoredBlock, number: int | None, drawing: Drawing, size: str) -> context.PictureInPlace:
    """The picture with the words that stand with it here: the block's own, else the library's."""
    picture = drawing.pictures.get(number) if number else None
    caption = drawing.words(block.text("caption"))
    if picture is None:
        return context.PictureInPlace(None, caption, block.text("credit_override").strip(), "", size)
    if not caption and block.name != "poster":
        caption = picture.caption if drawing.face == "text" else escape(picture.caption)
    width = min(picture.width, MAIL_WIDTH)
    return context.PictureInPlace(
        picture=picture,
        caption=caption,
        credit=block.text("credit_override").strip() or picture.credit,
        alt="" if picture.is_decorative else block.text("alt_override").strip() or picture.alt,
        size=size,
        address=drawing.address(picture.src) if picture.src else "",
        width=width,
        height=round(picture.height * width / picture.width) if picture.width else 0,
    )


def draw_gallery(block: StoredBlock, drawing: Drawing) -> context.Gallery | None:
    """The pictures in order, each with its own caption and credit; nothing when there are none."""
    pictures = tuple(
        picture_in_place(item, item.number("picture"), drawing, "gallery") for item in block.items("pictures")
    )
    return context.Gallery(pictures, drawing.words(block.text("caption"))) if pictures else None


def draw_pull_quote(block: StoredBlock, drawing: Drawing) -> context.PullQuote | None:
    """A pull quote in the marks of the language; marks that it brought along are taken off."""
    marks = quote_marks(drawing.language)
    quote = block.text("quote").strip().strip('"“”„«»\u00a0\u202f ')
    if not quote:
        return None
    is_repeated = drawing.face == "web" and drawing.repeats(quote)
    said = set_line(quote, drawing.language)
    return context.PullQuote(said, block.text("attribution").strip(), marks.opening, marks.closing, is_repeated)


def draw_box(block: StoredBlock, drawing: Drawing) -> context.Box:
    """A box with its blocks drawn in the same face."""
    return context.Box(set_head(block.text("title").strip(), drawing.language), drawing.draw_all(blocks_in_box(block)))


def draw_list(block: StoredBlock, drawing: Drawing) -> context.ListOfItems | None:
    """A list; items without words are left out."""
    clean = _item_in_lines if drawing.face == "text" else clean_item
    items = tuple(words for item in block.items("items") if (words := drawing.words(item.words, clean)))
    if drawing.face == "text":
        items = tuple(words.replace("\n", "\n  ") for words in items)
    return context.ListOfItems(block.text("kind") == "numbered", items) if items else None


def _item_in_lines(html: str) -> str:
    """An item whose own lists keep their hyphens when the markup is gone."""
    return clean_item(html).replace("<li>", "<li>- ")


def draw_table(block: StoredBlock, drawing: Drawing) -> context.Table | None:  # noqa: ARG001 - every drawer takes the drawing
    """A table, short rows filled up."""
    rows = table_rows(block)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    filled = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    has_header = block.is_on("header_row", otherwise=True) and len(filled) > 1
    return context.Table(
        block.text("caption").strip(), filled[0] if has_header else (), tuple(filled[1:] if has_header else filled)
    )


def draw_code(block: StoredBlock, drawing: Drawing) -> context.Code:  # noqa: ARG001
    """Code as it is, without empty lines at its ends."""
    return context.Code(block.text("code").strip("\n"), block.text("language").strip(), block.text("caption").strip())


def draw_divider(block: StoredBlock, drawing: Drawing) -> context.Divider:  # noqa: ARG001
    """A divider."""
    return context.Divider()


def draw_related(block: StoredBlock, drawing: Drawing) -> context.Related | None:
    """The card of an article, or nothing when the article is not public."""
    card = drawing.articles.get(block.number("article") or 0)
    return context.Related(card, drawing.address(card.path)) if card else None


def draw_recording(block: StoredBlock, drawing: Drawing) -> context.Recording:
    """Audio or video, with its transcript also when the file is gone."""
    file = drawing.files.get(block.number("file") or 0)
    transcript = re.split(r"\n\s*\n", block.text("transcript").strip())
    return context.Recording(
        title=block.text("title").strip() or (file.title if file else ""),
        credit=block.text("credit").strip(),
        transcript=tuple(words for words in transcript if words),
        file=file,
        address=drawing.address(file.url) if file else "",
        poster=draw_poster(block, drawing),
        captions=drawing.files.get(block.number("captions") or 0),
    )


def draw_embed(block: StoredBlock, drawing: Drawing) -> context.Embed | None:
    """A link to where it plays; nothing when the address is not one of the web."""
    url = block.text("url").strip()
    if not is_web_address(url):
        return None
    provider = block.text("provider").strip() or provider_name(url)
    return context.Embed(block.text("title").strip(), provider, url, player_address(url), draw_poster(block, drawing))


def draw_raw_text(block: StoredBlock, drawing: Drawing) -> context.RawText:  # noqa: ARG001
    """Text kept as it was."""
    return context.RawText(block.text("text").strip("\n"), block.text("note").strip())


DRAWERS: dict[str, Callable[[StoredBlock, Drawing], object | None]] = {
    "paragraph": draw_paragraph,
    "crosshead": draw_crosshead,
    "list": draw_list,
    "picture": draw_picture,
    "gallery": draw_gallery,
    "pull_quote": draw_pull_quote,
    "box": draw_box,
    "table": draw_table,
    "code": draw_code,
    "divider": draw_divider,
    "related": draw_related,
    "audio": draw_recording,
    "video": draw_recording,
    "embed": draw_embed,
    "raw_text": draw_raw_text,
}
