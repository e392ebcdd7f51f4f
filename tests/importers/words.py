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
_WORD = re.compile(r"\w+")


def of_source(text: str) -> Counter[str]:
    """Every word readers were shown by this file: no front matter, no marks, no addresses of links."""
    body = _HEAD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    body = _MARK_END.sub("", _BREAK.sub("", body))
    body = _PICTURE.sub(r"\1", body)
    body = _WORDED.sub(r"\1", body)
    body = _LINK.sub("]", body)
    return of_text(body)


def of_text(text: str) -> Counter[str]:
    """The words of a text; an underscore only joins or emphasises, so it parts words on both sides of the comparison."""
    return Counter(_WORD.findall(html.unescape(text).replace("_", " ")))


def of_page(page: str) -> Counter[str]:
    """The words of a page of HTML, tags taken off."""
    visible = re.sub(r"<(script|style|template|head)\b.*?</\1\s*>", " ", page, flags=re.DOTALL)
    return of_text(
        re.sub(
            r"<[^>]+>",
            "",
            re.sub(r"<(?:/?(?:p|li|td|th|h\d|div|tr|figcaption|blockquote|pre)|br)\b[^>]*>", " \n", visible),
        )
    )
