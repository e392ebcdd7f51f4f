"""Inline Markdown to the small markup of a record, and to plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from masthead.importers.markdown.links import LIKELY_ADDRESS, Link
from masthead.importers.records import ARTICLE_LINK, Kind, Outcome, Paragraph
from masthead.text.plaintext import text_of
from masthead.text.sanitising import INLINE_ELEMENTS, SILENT_ELEMENTS

LOST = "it stood in plain text, which keeps its words"
BELOW = "a crosshead holds no link; it stands below"
SPELLED = "a cell of a table holds no link; its address stands after the words"
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)([^>]*)>\Z", re.DOTALL)
_SAME = {"del": "s", "strike": "s", "tt": "code", "kbd": "code", "samp": "code", "var": "i", "cite": "i", "dfn": "i"}
_UNWRAPPED = frozenset(
    [
        "u",
        "span",
        "small",
        "big",
        "font",
        "mark",
        "abbr",
        "acronym",
        "q",
        "ins",
        "time",
        "center",
        "div",
        "p",
        "label",
        "bdi",
        "bdo",
        "ruby",
        "rt",
        "rp",
        "wbr",
        "nobr",
        "section",
        "article",
    ]
)
_WRAPPERS = {"em": "em", "strong": "strong", "s": "s"}


@dataclass(frozen=True)
class Shown:
    """A picture met in running text."""

    src: str
    alt: str = ""
    caption: str = field(default="", metadata={"help": "inline markup"})
    line: int = 0
    mark: str = field(default="", metadata={"help": "as the ledger names it; the source when empty"})


@dataclass
class Inline:
    """Renders inline tokens of one article. ``resolve`` turns an ``href`` into a :class:`Link`; ``note`` takes ledger lines."""

    resolve: Callable[[str], Link]
    note: Callable[..., None]
    pictures: list[Shown] = field(default_factory=list)
    _fate: str = field(default="", metadata={"help": "what becomes of links here, where they cannot stand"})

    def markup(self, tokens: Sequence[Token], line: int) -> str:
        """The tokens as inline markup, not yet sanitised. Pictures are taken out and left in ``pictures``."""
        return "".join(self._pieces(tokens, line)).strip()

    def plain(self, tokens: Sequence[Token], line: int) -> str:
        """The words alone, where nothing else can stand."""
        with self.links_become(LOST):
            return text_of(self.markup(tokens, line))

    @contextmanager
    def links_become(self, fate: str) -> Iterator[None]:
        """Within the block the ledger says of links what becomes of them: ``LOST``, ``BELOW`` or ``SPELLED``."""
        before, self._fate = self._fate, fate
        try:
            yield
        finally:
            self._fate = before

    def taken_pictures(self) -> list[Shown]:
        """The pictures met since the last call, in order."""
        taken, self.pictures = self.pictures, []
        return taken

    def _pieces(self, tokens: Sequence[Token], line: int) -> list[str]:
        pieces: list[str] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "link_open":
                end = _closing(tokens, place)
                pieces.append(
                    self._link(str(token.attrs.get("href", "")), self._pieces(tokens[place + 1 : end], line), line)
                )
                place = end + 1
                continue
            pieces.append(self._piece(token, line))
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            place += 1
        return pieces

    def _piece(self, token: Token, line: int) -> str:
        if token.type == "text":
            return escape(token.content, quote=False)
        if token.type == "softbreak":
            return "\n"
        if token.type == "hardbreak":
            return "<br/>"
        if token.type == "code_inline":
            return f"<code>{escape(token.content, quote=False)}</code>"
        if token.type == "html_inline":
            return self._html(token.content, line)
        if token.type == "image":
            alt = "".join(child.content for child in token.children or [])
            caption = escape(str(token.attrs.get("title", "")), quote=False)
            self.pictures.append(Shown(str(token.attrs.get("src", "")), alt, caption, line))
            return ""
        name, _, side = token.type.rpartition("_")
        return (
            f"<{'/' * (side == 'close')}{_WRAPPERS[name]}>" if name in _WRAPPERS else escape(token.content, quote=False)
        )

    def _link(self, href: str, inner: Sequence[str], line: int) -> str:
        words = "".join(inner)
        link = self.resolve(href)
        said = text_of(words)
        if not link.href and not link.spelled and LIKELY_ADDRESS.match(said):
            link = Link(
                said,
                Outcome.TRANSFORMED,
                f"address and words were exchanged; the words are the address, “{href}” is none",
                said,
            )
        self.note_link(href, link, line)
        if link.spelled:
            return f"{words} ({escape(link.spelled)})"
        if not link.href or not words.strip():
            return words
        return f'<a href="{escape(link.href)}">{words}</a>'

    def _html(self, content: str, line: int) -> str:
        if content.startswith("<!--"):
            self.note(Kind.HTML, content[:80], Outcome.REFUSED, line, "a comment, which readers never see")
            return ""
        found = _TAG.match(content)
        name = found[2].lower() if found else ""
        closing = bool(found and found[1])
        if name in ("img", "a") and found:
            return "</a>" * (name == "a") if closing else self._html_reference(name, content, line)
        if name in SILENT_ELEMENTS:
            if not closing:
                self.note(Kind.HTML, f"<{name}>", Outcome.REFUSED, line, "an element that runs or loads something")
            return f"<{'/' * closing}{name}>"
        if name in INLINE_ELEMENTS or name in _SAME:
            kept = _SAME.get(name, name)
            if not closing:
                outcome = Outcome.IMPORTED if kept == name else Outcome.TRANSFORMED
                self.note(Kind.HTML, f"<{name}>", outcome, line, "" if kept == name else f"became <{kept}>")
            return f"<{'/' * closing}{kept}>"
        if name in _UNWRAPPED:
            if not closing:
                self.note(
                    Kind.HTML, f"<{name}>", Outcome.TRANSFORMED, line, "the element is dropped, its words are kept"
                )
            return ""
        if not closing:
            self.note(Kind.HTML, content[:80], Outcome.KEPT_RAW, line, "no element we know; kept as words")
        return escape(content, quote=False)

    def _html_reference(self, name: str, content: str, line: int) -> str:
        """The opening tag of a link; of a picture nothing, since it is laid aside."""
        if name == "img":
            self._html_picture(content, line)
            return ""
        href = _attributes(content, "a").get("href") or ""
        link = self.resolve(href)
        self.note_link(href, link, line)
        return f'<a href="{escape(link.href)}">' if link.href else ""

    def note_link(self, href: str, link: Link, line: int) -> None:
        """The ledger line of a link; where a link cannot stand, it says what became of it."""
        outcome, reason = link.outcome, link.reason
        if self._fate and link.href:
            outcome, reason = Outcome.TRANSFORMED, "; ".join(filter(None, [reason, self._fate]))
        self.note(Kind.LINK, href, outcome, line, reason, link.target)

    def _html_picture(self, content: str, line: int) -> None:
        said = _attributes(content, "img")
        caption = escape(said.get("title") or "", quote=False)
        self.pictures.append(Shown(said.get("src") or "", said.get("alt") or "", caption, line))


def _attributes(tag: str, name: str) -> dict[str, str | None]:
    node = LexborHTMLParser(tag).css_first(name)
    return dict(node.attributes) if node is not None else {}


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place of the ``link_close`` that belongs to the ``link_open`` at ``place``; links do not nest."""
    for end in range(place + 1, len(tokens)):
        if tokens[end].type == "link_close":
            return end
    return len(tokens)


def spelled(markup: str) -> str:
    """The words of a piece of markup; an address that they do not say follows them in brackets."""
    return text_of(_LINK.sub(_spelled, markup))


def links_below(markup: str) -> list[Paragraph]:
    """The links of a heading as a paragraph to stand under it, each under its address; none where there is no link."""
    links = [
        f'<a href="{address}">{words if address.startswith(ARTICLE_LINK) else address}</a>'
        for address, words in _LINK.findall(markup)
    ]
    return [Paragraph(" · ".join(links))] if links else []


def _spelled(found: re.Match[str]) -> str:
    address, words = found[1], found[2]
    if address.startswith((ARTICLE_LINK, "#")) or text_of(words) in (address, address.partition("://")[2].rstrip("/")):
        return words
    return f"{words} ({address})"
