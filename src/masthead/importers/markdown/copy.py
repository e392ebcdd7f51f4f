"""Block Markdown to the parts of a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from masthead.importers.markdown import html
from masthead.importers.markdown.fragments import box_parts, nested_list, table_parts
from masthead.importers.markdown.inline import BELOW, SPELLED, Inline, Shown, links_below, spelled
from masthead.importers.markdown.templates import embed_of
from masthead.importers.records import (
    Code,
    Crosshead,
    Divider,
    Kind,
    ListOfItems,
    Outcome,
    Paragraph,
    Part,
    PullQuote,
    RawText,
    Table,
)
from masthead.text.plaintext import text_of

Show = Callable[[Shown], Part | None]
PROSE_LENGTH = 80
_MARKDOWN_LINK = re.compile(r"\[[^\]]+\]\(https?://")
_BOLD = re.compile(r"\s*<strong>[^<]*</strong>\s*\Z")


class Copy:
    """Reads the body of one article.

    ``inline`` renders running text, ``tokens_of`` parses text that stands outside Markdown's own blocks,
    ``show`` places a picture, ``note`` takes ledger lines.
    """

    def __init__(
        self,
        inline: Inline,
        *,
        tokens_of: Callable[[str], Sequence[Token]],
        show: Show,
        note: Callable[..., None],
        first_line: int,
    ) -> None:
        self.inline = inline
        self.tokens_of = tokens_of
        self.show = show
        self.note = note
        self.first_line = first_line
        self.teaser_parts: int | None = None

    def read(self, root: SyntaxTreeNode) -> list[Part]:
        """The parts in order. ``teaser_parts`` then says how many stand before the end of the teaser, if marked.

        Crossheads have two levels: the highest that the article uses becomes 2, all below it 3.
        """
        parts = [*self._children(root), *self._shown()]
        highest = min((part.level for part in parts if isinstance(part, Crosshead)), default=1)
        return [
            replace(part, level=2 if part.level == highest else 3) if isinstance(part, Crosshead) else part
            for part in parts
        ]

    def line(self, node: SyntaxTreeNode) -> int:
        """The line of the file a node begins on."""
        return (node.map[0] if node.map else 0) + self.first_line

    def _children(self, node: SyntaxTreeNode, *, is_inner: bool = False) -> list[Part]:
        parts: list[Part] = []
        for child in node.children:
            if child.type == "mark_caption":
                self._caption(child, parts)
            elif child.type == "mark_break":
                self._break(child, None if is_inner else len(parts))
            else:
                parts.extend(getattr(self, f"_read_{child.type}")(child))
        return parts

    def _shown(self) -> list[Part]:
        """The parts of the pictures that the text just rendered held."""
        return [part for picture in self.inline.taken_pictures() if (part := self.show(picture))]

    def _read_paragraph(self, node: SyntaxTreeNode) -> list[Part]:
        markup = self.inline.markup(_words_of(node.children[0]), self.line(node))
        return [*([Paragraph(markup)] if text_of(markup) else []), *self._shown()]

    def _read_heading(self, node: SyntaxTreeNode) -> list[Part]:
        with self.inline.links_become(BELOW):
            markup = self.inline.markup(_words_of(node.children[0]), self.line(node))
        words = text_of(markup)
        return [*([Crosshead(words, int(node.tag[1:]))] if words else []), *links_below(markup), *self._shown()]

    def _read_blockquote(self, node: SyntaxTreeNode) -> list[Part]:
        """Paragraphs of the quotation run together in one; anything else in it follows as it would elsewhere."""
        parts: list[Part] = []
        for inner in self._children(node, is_inner=True):
            part = _strong(inner) if isinstance(inner, Crosshead) else inner
            last = parts[-1] if parts else None
            if not isinstance(part, Paragraph):
                parts.append(part)
            elif isinstance(last, Paragraph) and last.is_quotation:
                parts[-1] = Paragraph(f"{last.markup}<br/><br/>{part.markup}", is_quotation=True)
            else:
                parts.append(Paragraph(part.markup, is_quotation=True))
        return parts

    def _read_bullet_list(self, node: SyntaxTreeNode) -> list[Part]:
        return self._list(node, is_numbered=False)

    def _read_ordered_list(self, node: SyntaxTreeNode) -> list[Part]:
        return self._list(node, is_numbered=True)

    def _list(self, node: SyntaxTreeNode, *, is_numbered: bool) -> list[Part]:
        """A list, or several with what no item can hold (program text, pictures, tables) between them."""
        parts: list[Part] = []
        items: list[str] = []
        for item in node.children:
            markup, others = self._item(item)
            if markup:
                items.append(markup)
            if others:
                parts += [*([ListOfItems(tuple(items), is_numbered)] if items else []), *others]
                items = []
        return [*parts, *([ListOfItems(tuple(items), is_numbered)] if items else [])]

    def _item(self, item: SyntaxTreeNode) -> tuple[str, list[Part]]:
        """The item's markup, its lists nested within; and the parts that cannot stand in an item."""
        texts: list[str] = []
        nested: list[str] = []
        others: list[Part] = []
        for inner in self._children(item, is_inner=True):
            part = _strong(inner) if isinstance(inner, Crosshead) else inner
            if isinstance(part, Paragraph) and not others and not nested:
                texts.append(part.markup)
            elif isinstance(part, ListOfItems) and not others:
                nested.append(nested_list(part))
            else:
                others.append(part)
        return "<br/>".join(texts) + "".join(nested), others

    def _read_fence(self, node: SyntaxTreeNode) -> list[Part]:
        language = node.info.split()[0].strip("{.}") if node.info.strip() else ""
        return [Code(node.content.strip("\n"), language)] if node.content.strip() else []

    def _read_code_block(self, node: SyntaxTreeNode) -> list[Part]:
        """Indented text is program text; but one long line with a link in it is a paragraph that somebody indented."""
        text = node.content.strip()
        if is_prose(text):
            return [Paragraph(self.inline.markup(self.tokens_of(text), self.line(node))), *self._shown()]
        return [Code(node.content.strip("\n"))] if text else []

    def _read_hr(self, _node: SyntaxTreeNode) -> list[Part]:
        return [Divider()]

    def _read_html_block(self, node: SyntaxTreeNode) -> list[Part]:
        return html.parts_of(node.content, self.line(node), self.inline, self.show, self.note)

    def _read_table(self, node: SyntaxTreeNode) -> list[Part]:
        rows: list[tuple[str, ...]] = []
        is_bold: list[bool] = []
        for row in node.children:
            cells = [cell.children[0] for cell in row.children]
            tokens = [_words_of(cell) for cell in cells]
            with self.inline.links_become(SPELLED):
                pairs = zip(tokens, cells, strict=True)
                rows.append(tuple(spelled(self.inline.markup(words, self.line(cell))) for words, cell in pairs))
            is_bold.append(all(not words or _BOLD.match(self._quiet_markup(words)) for words in tokens))
        return [*table_parts(rows, is_bold), *self._shown()]

    def _quiet_markup(self, tokens: Sequence[Token]) -> str:
        """Markup for looking at only: nothing is noted, nothing is shown."""
        return Inline(self.inline.resolve, lambda *_: None).markup(tokens, 0)

    def _caption(self, node: SyntaxTreeNode, parts: list[Part]) -> None:
        words = self.inline.plain(self.tokens_of(node.content), self.line(node))
        if parts and isinstance(parts[-1], Table) and not parts[-1].caption:
            parts[-1] = replace(parts[-1], caption=words)
            self._mark(node, Outcome.TRANSFORMED, target="caption of the table above")
            return
        self._mark(node, Outcome.TRANSFORMED, "no table stands above it", "paragraph")
        parts.append(Paragraph(f"<em>{escape(words, quote=False)}</em>"))

    def _break(self, node: SyntaxTreeNode, parts_before: int | None) -> None:
        name = f"<!--{node.info}-->"
        if node.info == "pagebreak":
            self._mark(node, Outcome.TRANSFORMED, "an article is one page here; the copy goes on", key=name)
        elif self.teaser_parts is None and parts_before is not None:
            self.teaser_parts = parts_before
            self._mark(node, Outcome.TRANSFORMED, target="end of the standfirst", key=name)
        else:
            self._mark(node, Outcome.REFUSED, "the teaser has ended already, or cannot end within a box", key=name)

    def _read_mark_picture(self, node: SyntaxTreeNode) -> list[Part]:
        caption = self.inline.markup(self.tokens_of(node.meta["caption"]), self.line(node))
        mark = f"={node.info}={node.content}="
        part = self.show(Shown(node.content, caption=caption, line=self.line(node), mark=mark))
        return [part] if part else []

    def _read_mark_quote(self, node: SyntaxTreeNode) -> list[Part]:
        words = self.inline.plain(self.tokens_of(node.content), self.line(node))
        self._mark(node, Outcome.TRANSFORMED, target="pull quote")
        return [PullQuote(words)] if words else []

    def _read_mark_code(self, node: SyntaxTreeNode) -> list[Part]:
        self._mark(node, Outcome.TRANSFORMED, target="code", key="=CODE_START=")
        return [Code(node.content.strip("\n"), node.info)] if node.content.strip() else []

    def _read_mark_unknown(self, node: SyntaxTreeNode) -> list[Part]:
        reason = "a mark we do not know, or one that is never closed; its line is kept as it was"
        self._mark(node, Outcome.KEPT_RAW, reason, "raw text")
        return [RawText(node.content, "An unknown mark.")]

    def _read_mark_box(self, node: SyntaxTreeNode) -> list[Part]:
        opening = node.nester_tokens.opening if node.nester_tokens else None
        title = self.inline.plain(self.tokens_of(opening.content if opening else ""), self.line(node))
        parts, reason = box_parts(title, self._children(node, is_inner=True))
        self._mark(node, Outcome.TRANSFORMED, reason, "box" if title else "quotation", key="=TEXTBOX_START=")
        return parts

    def _read_shortcode(self, node: SyntaxTreeNode) -> list[Part]:
        """``{{< figure … >}}``, ``{{< youtube … >}}`` and others of their kind, alone on a line."""
        said = node.meta["said"]
        if node.info in ("figure", "img", "image") and (src := said.get("src") or said.get("0")):
            caption = escape(said.get("caption") or said.get("title") or "", quote=False)
            shown = Shown(src, said.get("alt", ""), caption, self.line(node), f"{{{{< {node.info} {src} >}}}}")
            return [part] if (part := self.show(shown)) else []
        if embed := embed_of(node.info, said):
            self._mark(node, Outcome.TRANSFORMED, target="embed", key=node.info)
            return [embed]
        self._mark(node, Outcome.KEPT_RAW, "a template instruction we do not follow", "raw text", key=node.info)
        return [RawText(node.content, "A template instruction.")]

    def _mark(self, node: SyntaxTreeNode, outcome: Outcome, reason: str = "", target: str = "", key: str = "") -> None:
        self.note(Kind.MARK, key or f"={node.info}=", outcome, self.line(node), reason, target)


def _words_of(node: SyntaxTreeNode) -> Sequence[Token]:
    """The inline tokens of an inline node."""
    return (node.token.children if node.token else None) or []


def _strong(part: Crosshead) -> Paragraph:
    return Paragraph(f"<strong>{escape(part.text, quote=False)}</strong>")


def is_prose(indented: str) -> bool:
    """Whether indented text is a paragraph rather than program text."""
    text = indented.strip()
    return "\n" not in text and len(text) > PROSE_LENGTH and bool(_MARKDOWN_LINK.search(text))
