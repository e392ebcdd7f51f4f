"""From markup to plain text."""

from __future__ import annotations

import html as html_module
import re

from selectolax.lexbor import LexborHTMLParser

from masthead.text.excerpts import clean_text
from masthead.text.footnotes import set_apart
from masthead.text.sanitising import SILENT_ELEMENTS

_ENDS_A_LINE = re.compile(
    r"<br\b[^>]*>|</(?:p|li|ul|ol|h[1-6]|div|blockquote|pre|tr|figure|figcaption|dt|dd|section|article)\s*>",
    re.IGNORECASE,
)
_ENDS_A_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^>]*?\bhref=(["'])(.*?)\1[^>]*>(.*?)</a\s*>""", re.IGNORECASE | re.DOTALL)
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")
_LINES = re.compile(r" ?\n[ \n]*")


def text_of(html: str) -> str:
    """The text of a piece of markup, entities resolved, one line per block element.

    White space collapses but for non-breaking spaces. What is never shown (scripts, styles, frames) is left out.
    Broken markup is read as a browser would.
    """
    if "<" not in html and "&" not in html:
        return _tidy(html)
    html = _ENDS_A_CELL.sub(" ", set_apart(html).replace("\n", " ").replace("\r", " "))
    parser = LexborHTMLParser(_ENDS_A_LINE.sub(r"\g<0>&#10;", html))
    parser.strip_tags(sorted(SILENT_ELEMENTS))
    body = parser.body
    return _tidy(body.text() if body is not None else "")


def text_with_links(html: str) -> str:
    """As ``text_of``, with each link's address in round brackets after its words, unless they are the address."""
    return text_of(_LINK.sub(_spelled_out, html))


def _spelled_out(link: re.Match[str]) -> str:
    address, words = link.group(2), link.group(3)
    plain = html_module.unescape(address).removeprefix("mailto:")
    if not plain or text_of(words) in (plain, plain.partition("://")[2].rstrip("/")):
        return words
    return f"{words} ({html_module.escape(plain)})"


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", clean_text(text))).strip(" \n")
