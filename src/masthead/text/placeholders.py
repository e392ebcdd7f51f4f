"""“TK”, the trade's mark for what is still to come (“to kum”, spelt so that it can be no word)."""

from __future__ import annotations

import re

# In capitals and as a word of its own: TK, TKTK, [TK], TK-photo. A no-break space after it makes it a name (“TK\u00a0Maxx”).
PLACEHOLDER = re.compile(r"(?<!\w)(?:TK)+(?!\w|\u00a0)")

_ALONE = re.compile(r"[\W_]*(?:(?:TK)+[\W_]*)+")
_PIECE = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")


def placeholder_count(text: str) -> int:
    """How often something is still to come in a plain text; “TK TK” counts as two."""
    return sum(1 for _ in PLACEHOLDER.finditer(text)) if "TK" in text else 0


def is_placeholder(text: str) -> bool:
    """Whether a text says nothing but that something is to come: “TK”, “[TK]”, “TK TK.”."""
    return _ALONE.fullmatch(text) is not None


def with_placeholders_marked(html: str, opening: str, closing: str) -> str:
    """Markup with each “TK” in its text between ``opening`` and ``closing``; names and attributes of elements stay as they are."""
    if "TK" not in html:
        return html
    pieces = _PIECE.split(html)  # text, element, text, …
    pieces[::2] = [
        PLACEHOLDER.sub(rf"{opening}\g<0>{closing}", words.replace("&nbsp;", "\u00a0")) for words in pieces[::2]
    ]
    return "".join(pieces)
