"""Blocks of HTML within Markdown to the parts of a record. What has no counterpart is kept as words; scripts are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.importers.markdown.fragments import nested_list, table_parts
from masthead.importers.markdown.inline import BELOW, SPELLED, Inline, Shown, links_below, spelled
from masthead.importers.records import Code, Crosshead, Divider, Embed, Kind, ListOfItems, Outcome, Paragraph, Part
from masthead.text.plaintext import text_of
from masthead.text.sanitising import INLINE_ELEMENTS

_REFUSED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "link",
        "meta",
        "base",
    ]
)
_FRAMES = frozenset({"iframe", "video", "audio"})
_PHRASE = INLINE_ELEMENTS | frozenset(
    [
        "u",
        "span",
        "small",
        "big",
        "font",
        "mark",
        "abbr",
        "q",
        "ins",
        "time",
        "del",
        "strike",
        "tt",
        "kbd",
        "samp",
        "var",
        "cite",
        "dfn",
        "label",
    ]
)
_RENAMED = {"del": "s", "strike": "s", "tt": "code", "kbd": "code", "samp": "code", "var": "i", "cite": "i", "dfn": "i"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def parts_of(
    source: str, line: int, inline: Inline, show: Callable[[Shown], Part | None], note: Callable[..., None]
) -> list[Part]:
    """The parts of one HTML block; one ledger line says what became of it."""
    reader = _Reader(line, inline, show, note)
    body = LexborHTMLParser(source).body
    parts = list(reader.parts(body)) if body is not None else []
    label = " ".join(source.split())[:80]
    if reader.refused:
        note(Kind.HTML, label, Outcome.REFUSED, line, f"never shown to readers: {', '.join(sorted(reader.refused))}")
    elif source.lstrip().startswith("<!") and not parts:
        note(Kind.HTML, label, Outcome.REFUSED, line, "a comment, which readers never see")
    else:
        made = ", ".join(dict.fromkeys(type(part).__name__.lower() for part in parts))
        note(
            Kind.HTML,
            label,
            Outcome.TRANSFORMED,
            line,
            "" if parts else "an element without words; what stands in it is kept",
            made,
        )
    return parts


class _Reader:
    """Walks a parsed fragment; running text gathers in ``_words`` until a block element begins."""

    def __init__(
        self, line: int, inline: Inline, show: Callable[[Shown], Part | None], note: Callable[..., None]
    ) -> None:
        self.line, self.inline, self.show, self.note = line, inline, show, note
        self.refused: set[str] = set()
        self._words: list[str] = []

    def parts(self, node: LexborNode) -> Iterator[Part]:
        for child in node.iter(include_text=True):
            name = child.tag or ""
            if name == "-text" or (name in _PHRASE and child.css_first("img, iframe, p, div, ul, table") is None):
                self._words.append(self._phrase(child))
            elif name.startswith(("-", "_", "!")):
                continue
            elif name in _REFUSED:
                self.refused.add(f"<{name}>")
            elif name == "img":
                yield from self._gathered()
                yield from self._picture(child, "")
            else:
                yield from self._gathered()
                yield from self._block(name, child)
        yield from self._gathered()

    def _gathered(self) -> Iterator[Part]:
        markup, self._words = "".join(self._words).strip(), []
        if text_of(markup):
            yield Paragraph(markup)

    def _block(self, name: str, node: LexborNode) -> Iterator[Part]:
        if name in _HEADINGS:
            with self.inline.links_become(BELOW):
                markup = self._inner(node)
            words = text_of(markup)
            yield from [Crosshead(words, int(name[1]))] if words else []
            yield from links_below(markup)
            yield from self._pictures_in(node)
        elif name == "pre":
            text = node.text(deep=True)
            yield from [Code(text.strip("\n"))] if text.strip() else []
        elif name == "hr":
            yield Divider()
        elif name in ("ul", "ol"):
            yield from self._list(node, name)
        elif name == "blockquote":
            for part in self.parts(node):
                yield Paragraph(part.markup, is_quotation=True) if isinstance(part, Paragraph) else part
        elif name == "table":
            yield from self._table(node)
        elif name == "figure":
            yield from self._figure(node)
        elif name in _FRAMES:
            yield from self._frame(name, node)
        else:
            yield from self.parts(node)

    def _list(self, node: LexborNode, name: str) -> Iterator[Part]:
        items: list[str] = []
        others: list[Part] = []
        for item in node.iter(include_text=False):
            texts = []
            for part in self.parts(item):
                if isinstance(part, Paragraph):
                    texts.append(part.markup)
                elif isinstance(part, ListOfItems):
                    texts.append(nested_list(part))
                else:
                    others.append(part)
            if texts:
                items.append("<br/>".join(texts).replace("<br/><ul>", "<ul>").replace("<br/><ol>", "<ol>"))
        if items:
            yield ListOfItems(tuple(items), is_numbered=name == "ol")
        yield from others

    def _table(self, node: LexborNode) -> Iterator[Part]:
        with self.inline.links_become(SPELLED):
            rows = [tuple(spelled(self._inner(cell)) for cell in row.css("td, th")) for row in node.css("tr")]
        heads = [bool(row.css("th")) and not row.css("td") for row in node.css("tr")]
        if rows:
            yield from table_parts(rows, heads) if heads[0] else table_parts([(), *rows], [False, *heads])
        yield from self._pictures_in(node)

    def _figure(self, node: LexborNode) -> Iterator[Part]:
        words = node.css_first("figcaption")
        caption = self._inner(words) if words is not None else ""
        pictures = node.css("img")
        for place, picture in enumerate(pictures):
            yield from self._picture(picture, caption if place == len(pictures) - 1 else "")
        if not pictures:
            yield from self.parts(node)

    def _pictures_in(self, node: LexborNode) -> Iterator[Part]:
        for picture in node.css("img"):
            yield from self._picture(picture, "")

    def _picture(self, node: LexborNode, caption: str) -> Iterator[Part]:
        said = node.attributes
        caption = caption or escape(said.get("title") or "", quote=False)
        part = self.show(Shown(said.get("src") or "", said.get("alt") or "", caption, self.line))
        if part:
            yield part

    def _frame(self, name: str, node: LexborNode) -> Iterator[Part]:
        inner = node.css_first("source")
        src = node.attributes.get("src") or (inner.attributes.get("src") if inner is not None else "") or ""
        src = f"https:{src}" if src.startswith("//") else src
        if src.startswith(("http://", "https://")):
            yield Embed(src, node.attributes.get("title") or "")
        else:
            self.refused.add(f"<{name}>")

    def _inner(self, node: LexborNode) -> str:
        return "".join(self._phrase(child) for child in node.iter(include_text=True)).strip()

    def _phrase(self, node: LexborNode) -> str:
        """The inline markup of a node: known elements kept, links resolved, everything else reduced to its words."""
        name = node.tag or ""
        if name == "-text":
            return escape(node.text(deep=False), quote=False)
        if name in _REFUSED:
            self.refused.add(f"<{name}>")
            return ""
        if name.startswith(("-", "_", "!")):
            return ""
        inner = "".join(self._phrase(child) for child in node.iter(include_text=True))
        if name == "br":
            return "<br/>"
        if name == "a":
            return self._link(node, inner)
        kept = _RENAMED.get(name, name)
        return f"<{kept}>{inner}</{kept}>" if kept in INLINE_ELEMENTS else inner

    def _link(self, node: LexborNode, inner: str) -> str:
        href = node.attributes.get("href")
        if href is None:
            return inner
        link = self.inline.resolve(href)
        self.inline.note_link(href, link, self.line)
        if link.spelled:
            return f"{inner} ({escape(link.spelled)})"
        return f'<a href="{escape(link.href)}">{inner}</a>' if link.href and inner.strip() else inner
