"""Footnotes: words of the copy, marked where they are referred to, that are read at the end.

An editor writes a note right where its number will stand, so that a sentence that moves takes its note along and nobody counts:
``<p>It froze.<foot-note>For the first time since 1963.</foot-note> Nobody spoke.</p>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from masthead.text.flattening import BREAK, Mark, Run, marked

FOOTNOTE = "foot-note"

_ELEMENT = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)""")
_NAME = re.compile(r"</?([a-z][a-z0-9-]*)")
_BLOCK = re.compile(r"(</?(?:p|blockquote)>)")
_EDGE = re.compile(rf"</?{FOOTNOTE}>")
_WHOLE = re.compile(rf"<{FOOTNOTE}>.*?</{FOOTNOTE}>", re.DOTALL)


def lifted(html: str, number_of: Callable[[str], str]) -> str:
    """Cleaned paragraphs without their footnotes; what ``number_of`` answers to the inline markup of each stands in its place.

    Notes are handed over in reading order. The mark follows the word before it without a space; marks in a row that only their
    inline marks divide are one note; a note without words is none.
    """
    if f"<{FOOTNOTE}>" not in html:
        return html
    return "".join(
        piece if _BLOCK.fullmatch(piece) else _without_notes(piece, number_of) for piece in _BLOCK.split(html)
    )


def without_footnotes(html: str) -> str:
    """Markup without its footnotes and their words."""
    return _WHOLE.sub("", html) if f"<{FOOTNOTE}>" in html else html


def set_apart(html: str) -> str:
    """Markup whose footnotes do not run into the words beside them when the tags go."""
    return _EDGE.sub(r" \g<0>", html) if f"<{FOOTNOTE}>" in html else html


def _without_notes(html: str, number_of: Callable[[str], str]) -> str:
    copy: list[Run] = []
    note: list[Run] = []
    for run, is_noted in _runs(html):
        if is_noted:
            note.append(run)
            continue
        _refer(copy, note, number_of)
        copy.append(run)
    _refer(copy, note, number_of)
    return marked(copy)


def _refer(copy: list[Run], note: list[Run], number_of: Callable[[str], str]) -> None:
    """Put the mark of a note that has ended behind the last word of the copy, and the space that stood there behind the mark."""
    words = marked(note).strip()
    note.clear()
    if not words:
        return
    number = (number_of(words), ())
    if not copy or not copy[-1][0].strip() or copy[-1][0] == BREAK:
        copy.append(number)
        return
    text, marks = copy.pop()
    kept = text.rstrip()
    copy += [(kept, marks), number]
    if kept != text:
        copy.append((" ", ()))


def _runs(html: str) -> Iterator[tuple[Run, bool]]:
    """The text of inline markup with the marks around it, and whether it belongs to a note."""
    around: list[Mark] = []
    for piece in _ELEMENT.split(html):
        if not piece:
            continue
        found = _NAME.match(piece) if piece.startswith("<") else None
        if found is None or piece == BREAK:
            yield (piece, tuple(mark for mark in around if mark[0] != FOOTNOTE)), (FOOTNOTE, f"<{FOOTNOTE}>") in around
        elif piece.startswith("</"):
            around = around[: _last(around, found[1])]
        else:
            around.append((found[1], piece))


def _last(around: list[Mark], name: str) -> int:
    """The place of the innermost open element of this name; the number of all of them when there is none."""
    return next((place for place in range(len(around) - 1, -1, -1) if around[place][0] == name), len(around))
