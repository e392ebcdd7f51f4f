"""Counting the items of a file in its parse tree, apart from the code that works on them, so that the ledger can be held against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from masthead.importers.markdown.copy import is_prose
from masthead.importers.markdown.front_matter import FrontMatter
from masthead.importers.records import Census, Kind

_MARKS = frozenset({"mark_quote", "mark_code", "mark_box", "mark_caption", "mark_break", "mark_unknown"})
_PICTURE_CODES = frozenset({"figure", "img", "image"})
_OPENING = re.compile(r"<([A-Za-z][\w:-]*)")
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|svg|math|template|noscript)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_PRE = re.compile(r"<pre\b.*?(?:</pre\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*\shref\s*=", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b", re.IGNORECASE)


def count(
    front: FrontMatter, tree: SyntaxTreeNode, tokens_of: Callable[[str], Sequence[Token]], *, has_hero: bool
) -> Census:
    """How many items of each kind the file holds; addresses are not counted here."""
    census: Census = Counter({Kind.FILE: 1, Kind.ARTICLE: 1, Kind.KEY: len(front.values), Kind.PICTURE: int(has_hero)})
    for node in tree.walk():
        if node.type == "inline":
            _count_inline((node.token.children if node.token else None) or [], census)
        elif node.type == "html_block":
            _count_html(node.content, census)
        elif node.type == "code_block" and is_prose(node.content):
            _count_inline(tokens_of(node.content.strip()), census)
        elif node.type == "mark_picture":
            census[Kind.PICTURE] += 1
            _count_inline(tokens_of(node.meta["caption"]), census)
        elif node.type == "shortcode":
            is_picture = node.info in _PICTURE_CODES and ("src" in node.meta["said"] or "0" in node.meta["said"])
            census[Kind.PICTURE if is_picture else Kind.MARK] += 1
        elif node.type in _MARKS:
            census[Kind.MARK] += 1
            _count_words_of(node, tokens_of, census)
    return census


def _count_words_of(node: SyntaxTreeNode, tokens_of: Callable[[str], Sequence[Token]], census: Census) -> None:
    """Links and pictures in the words that a mark itself carries."""
    if node.type in ("mark_quote", "mark_caption"):
        _count_inline(tokens_of(node.content), census)
    elif node.type == "mark_box" and node.nester_tokens:
        _count_inline(tokens_of(node.nester_tokens.opening.content), census)


def _count_inline(tokens: Iterable[Token], census: Census) -> None:
    for token in tokens:
        if token.type == "link_open":
            census[Kind.LINK] += 1
        elif token.type == "image":
            census[Kind.PICTURE] += 1
        elif token.type == "html_inline" and not token.content.startswith("</"):
            found = _OPENING.match(token.content)
            name = found[1].lower() if found else ""
            census[{"a": Kind.LINK, "img": Kind.PICTURE}.get(name, Kind.HTML)] += 1


def _count_html(source: str, census: Census) -> None:
    shown = _PRE.sub("", _HIDDEN.sub("", source))
    census[Kind.HTML] += 1
    census[Kind.LINK] += len(_LINK.findall(shown))
    census[Kind.PICTURE] += len(_PICTURE.findall(shown))
