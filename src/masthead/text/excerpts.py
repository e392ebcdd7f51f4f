"""Clean text and short text."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
# C0 and C1 controls other than tab and newline, lone surrogates and non-characters: XML 1.0 (2.2) refuses most of
# them, and no reader can see any. C1 is first read as Windows-1252, as browsers do (HTML Standard, "numeric character
# reference end state").
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
_REPLACEMENTS: dict[int, str | None] = {
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0))),
    **_WINDOWS_1252,
    0x0B: "\n",  # word processors write their line break as a vertical tab
    0x0C: "\n",
    0x0D: "\n",
    0x85: "\n",
}
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile("[.!?…][\"'”’»)]*\\s+(?=\\S)|[。！？][”’」』）]*")
_SHORTENED_WORD = re.compile(r"(?:^|\W)(?:\w|[A-Z][a-z]{1,2}|Prof|vs|etc|approx)\.$")
"""A single letter, “Mr.”, “Nos.” and the like before a full stop: the sentence goes on."""
_END_OF_SENTENCE_TRIM = " \t\n,;:.–—-([{«“‘"


def clean_text(text: str) -> str:
    r"""The text without what cannot be printed, stored or sent: control characters, lone surrogates, non-characters.

    Line ends become ``\n``; Windows-1252 bytes read as controls become the character they stood for ("“", "–").
    Nothing else changes, tabs, soft hyphens and direction marks included; clean text is returned as it is.
    """
    if not _UNWANTED.search(text):
        return text
    return text.replace("\r\n", "\n").translate(_REPLACEMENTS)


def one_line(text: str) -> str:
    """The text cleaned, on one line: every run of white space one space, none at the ends."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a text on one line, at most ``length`` characters, cut between words and closed by "…".

    A text that fits is returned whole, without the ellipsis. Where there is no space to cut at (a long word,
    Chinese) the cut is between characters, never before a combining mark. ``length`` under 2 raises ``ValueError``.
    """
    if length <= len(ELLIPSIS):
        raise ValueError("An excerpt needs room for a letter and the ellipsis.")
    line = one_line(text)
    if len(line) <= length:
        return line
    end = length - len(ELLIPSIS)
    space = line.rfind(" ", 0, end + 1)
    if space > end // 2:
        end = space
    else:
        while end > 1 and unicodedata.combining(line[end]):
            end -= 1
    return (line[:end].rstrip(_END_OF_SENTENCE_TRIM) or line[:end]) + ELLIPSIS


def opening_sentences(text: str, length: int) -> str:
    """As many whole sentences from the beginning of a text as ``length`` characters hold; where not one fits, an ``excerpt``.

    A text that fits is returned whole, on one line. Characters as wide as they are high (Chinese, Japanese, Korean) count as two. Sentences
    that fill less than a third of the room are not left alone: then the text is cut within the next one.
    """
    line = one_line(text)
    if sum(unicodedata.east_asian_width(sign) in "WF" for sign in line[:length]) > len(line[:length]) // 2:
        length //= 2
    if len(line) <= length:
        return line
    ends = [end for end in _sentence_ends(line[: length + 1]) if length // 3 <= end <= length]
    return line[: ends[-1]].rstrip() if ends else excerpt(line, length)


def _sentence_ends(line: str) -> list[int]:
    """Where sentences end in a line: after the mark and what closes with it. A mark before a small letter ends none."""
    found = []
    for match in _SENTENCE_END.finditer(line):
        closing = match.group().rstrip()
        goes_on = line[match.end() : match.end() + 1].islower()
        if not goes_on and not (closing == "." and _SHORTENED_WORD.search(line[: match.start() + 1])):
            found.append(match.start() + len(closing))
    return found
