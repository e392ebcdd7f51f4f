"""Setting copy as a typesetter would: quotation marks, dashes and spaces put right as it is printed, never as it is stored.

``typography`` has the rules; here they are applied to a line of plain text, and to markup, whose tags no rule may see.
"""

from __future__ import annotations

import re

from masthead.text.typography import (
    CLOSING_TAG,
    OPENING_TAG,
    curl_quotes,
    keep_last_words_together,
    keep_together,
    set_dashes,
    set_french_spaces,
)

_WORTH_A_LOOK = re.compile(r"""["']|--|\d |[A-Z]\. |[a-z]\. \d""")
_BLOCK = re.compile(r"(</?(?:p|blockquote|ul|ol|li)>|<br\s*/?>)")
_ELEMENT = re.compile(r"""(<code\b.*?</code>|<(?:[^>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_EITHER_TAG = re.compile(f"[{OPENING_TAG}{CLOSING_TAG}]")


def set_line(text: str, language: str) -> str:
    """A line or several of plain text, set in the manner of its language."""
    is_french = language.lower().startswith("fr")
    if not is_french and not _WORTH_A_LOOK.search(text):
        return text
    text = keep_together(set_dashes(curl_quotes(text, language)))
    return set_french_spaces(text) if is_french else text


def set_head(text: str, language: str) -> str:
    """A headline: a line whose last word, if it is short, does not stand alone."""
    return keep_last_words_together(set_line(text, language))


def set_markup(html: str, language: str) -> str:
    """Cleaned markup whose words are set, block by block; what stands in ``<code>`` stays."""
    if not language.lower().startswith("fr") and not _WORTH_A_LOOK.search(html):
        return html
    return "".join(
        piece if piece.startswith("<") and _BLOCK.fullmatch(piece) else _set_inline(piece, language)
        for piece in _BLOCK.split(html)
    )


def _set_inline(html: str, language: str) -> str:
    """One block's words in one piece, so that a quotation may begin before a link and end within it."""
    pieces = _ELEMENT.split(html)  # words, element, words, …
    if len(pieces) == 1:
        return set_line(html, language)
    elements = pieces[1::2]
    signs = [CLOSING_TAG if element.startswith(("</", "<code")) else OPENING_TAG for element in elements]
    joined = pieces[0] + "".join(sign + words for sign, words in zip(signs, pieces[2::2], strict=True))
    words = _EITHER_TAG.split(set_line(joined, language))
    return words[0] + "".join(element + piece for element, piece in zip(elements, words[1:], strict=True))
