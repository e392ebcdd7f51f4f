"""The words of a source, read by other means than the importer's: regular expressions over the raw file, nothing shared with its parser."""

from __future__ import annotations

import html
import re
from collections import Counter

_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BREAK = re.compile(r"<!--(?:page)?break-->")
_MARK_END = re.compile(r"^=(?:TEXTBOX_END|CODE_START|CODE_END)=[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"^=IMAGE=[^=\n]*=(.*)=[ \t]*$", re.MULTILINE)
_WORDED = re.compile(r"^=(?:ZOOM|TEXTBOX_START|TABLE_CAPTION)=(.*)=[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\s*\)")
_ITEM = re.compile(r"^ {0,3}\d+\.\s", re.MULTILINE)
_WORD = re.compile(r"\w+")


def _without_list_numbers(text: str) -> str:
    """Numbers of list items are drawn by the browser; in program text they are text."""
    parts = re.split(r"(^=CODE_START=.*?^=CODE_END=)", text, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if place % 2 else _ITEM.sub("", part) for place, part in enumerate(parts))


def of_source(text: str) -> Counter[str]:
    """Every word readers were shown by this file: no front matter, no marks, no addresses of links."""
    body = _HEAD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    body = _without_list_numbers(body)
    body = _MARK_END.sub("", _BREAK.sub("", body))
    body = _PICTURE.sub(r"\1", body)
    body = _WORDED.sub(r"\1", body)
    body = _LINK.sub("]", body)
    return of_text(body)


def of_text(text: str) -> Counter[str]:
    """The words of a text; an underscore only joins or emphasises, so it parts words on both sides of the comparison."""
    return Counter(_WORD.findall(html.unescape(text).replace("_", " ")))


def of_page(page: str) -> Counter[str]:
    """The words of a page of HTML, tags taken off.

    A tag within a word parts it for some and not for others (“e<b>X</b>tensible”, “<a>GNU</a><a>General</a>”): both count.
    """
    visible = re.sub(r"<(script|style|template|head)\b.*?</\1\s*>", " ", page, flags=re.DOTALL)
    blocks = re.sub(r"<(?:/?(?:p|li|td|th|h\d|div|tr|figcaption|blockquote|pre)|br)\b[^>]*>", " \n", visible)
    return of_text(re.sub(r"<[^>]+>", "", blocks)) | of_text(re.sub(r"<[^>]+>", " ", blocks))
