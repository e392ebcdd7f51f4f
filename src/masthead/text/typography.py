"""Quotation marks, dashes and spaces, for plain text (never markup).

Each function changes only what is certain, and twice is as once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
WORDS_IN_A_LINE = 4
SHORT_WORD = 8
# Where a tag stood (``setting``): of private use, so that no text has them. Marks open before the one and close behind the other.
OPENING_TAG, CLOSING_TAG = "\ue000", "\ue001"


@dataclass(frozen=True)
class QuoteMarks:
    """The quotation marks of a language, outer and inner."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = QuoteMarks("“", "”", "‘", "’")
_LOW_HIGH = QuoteMarks("„", "“", "‚", "‘")
_ANGLED = QuoteMarks("«", "»", "“", "”")
# Unicode CLDR 45, "delimiters"; French with the narrow space that the Imprimerie nationale asks for.
_BY_LANGUAGE: dict[str, QuoteMarks] = {
    "en": _ENGLISH,
    "fr": QuoteMarks("«\u202f", "\u202f»", "“", "”"),
    "fr-ch": QuoteMarks("«", "»", "‹", "›"),
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "bg", "lt", "et"), _LOW_HIGH),
    "de-ch": QuoteMarks("«", "»", "‹", "›"),
    **dict.fromkeys(("it", "es", "el", "pt-pt", "ca", "no", "nb", "nn"), _ANGLED),
    **dict.fromkeys(("ru", "uk", "be"), QuoteMarks("«", "»", "„", "“")),
    **dict.fromkeys(("sv", "fi"), QuoteMarks("”", "”", "’", "’")),
    "da": QuoteMarks("»", "«", "›", "‹"),
    **dict.fromkeys(("pl", "ro"), QuoteMarks("„", "”", "«", "»")),
    "hu": QuoteMarks("„", "”", "»", "«"),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw"), QuoteMarks("「", "」", "『", "』")),
}
_OPENS = r"(?:(?<=^)|(?<=[\s(\[{–—/«„“‘\u00a0\u202f\ue000]))"
_SINGLE_OPENING = re.compile(_OPENS + r"'(?=[^\W\d_])")
_APOSTROPHE = re.compile(r"(?<=[^\W_]|\ue001)'(?=[^\W_])")
_YEAR_OR_CLIPPED = re.compile(r"(?<![^\W_])'(?=(?:\d\ds?\b|tis\b|twas\b|em\b|cause\b|n'))", re.IGNORECASE)
_MEASURE = re.compile(r"\d['\"]")
_THREE_HYPHENS = re.compile(r"(?<=\w)\s?---\s?(?=\w)|(?<=\s)---(?=\s)")
_TWO_HYPHENS = re.compile(r"(?<=\S )--(?= \S)")
_FRENCH_BEFORE = re.compile(r"(?<=[^\s\u00a0\u202f:;!?/]) (?=[;!?»])")
_FRENCH_COLON = re.compile(r"(?<=[^\s\u00a0\u202f]) (?=:(?:\s|$))")
_UNITS = (
    "km|cm|mm|kg|mg|ha|ml|kW|MW|GW|kWh|Hz|kHz|MHz|GHz|kB|MB|GB|TB|°C|°F|%|€|kr|am|pm|million|billion|Uhr|Mio\\.|Mrd\\."
)
_NUMBER_AND_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))")
_INITIALS = re.compile(r"(?<!\w)((?:[A-Z]\.)) (?=[A-Z](?:\.|[a-zà-ÿ]))")
_PAGE_AND_NUMBER = re.compile(r"(?<!\w)((?:pp?|no|nos|fig|vol|ch|art|Nr|Abb|S)\.) (?=\d)", re.IGNORECASE)


def quote_marks(language: str) -> QuoteMarks:
    """The marks of a language by its tag ("de-CH" before "de"); English ones for a language not listed."""
    tag = language.lower().replace("_", "-")
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0], _ENGLISH)


def curl_quotes(text: str, language: str = "en") -> str:
    """Straight quotation marks and apostrophes made typographic, where that is certain.

    A text with a measure (5'10") or an odd number of straight double marks keeps all its double marks; code should
    not be passed.
    """
    marks = quote_marks(language)
    if '"' in text and text.count('"') % 2 == 0 and not _MEASURE.search(text):
        text = _paired(text, marks)
    if "'" in text and not re.search(r"\d'(?!s\b)", text):
        text = _APOSTROPHE.sub("’", _YEAR_OR_CLIPPED.sub("’", text))
        if text.count("'") % 2 == 0 and '"' not in text:
            text = (
                _SINGLE_OPENING.sub(marks.inner_opening, text).replace("'", marks.inner_closing)
                if _pairs_up(text)
                else text
            )
    return text


def set_dashes(text: str) -> str:
    """Three hyphens between words become an em dash, two hyphens between spaces an en dash.

    Everything else stays (code options too).
    """
    return _TWO_HYPHENS.sub("–", _THREE_HYPHENS.sub("—", text))


def set_french_spaces(text: str) -> str:
    """The ordinary space that French writes before ; ! ? » and : made one that does not break.

    Adds none, so no address is harmed.
    """
    text = text.replace("« ", f"«{NARROW_NO_BREAK_SPACE}")
    return _FRENCH_COLON.sub(NO_BREAK_SPACE, _FRENCH_BEFORE.sub(NARROW_NO_BREAK_SPACE, text))


def keep_together(text: str) -> str:
    """Number and unit (“12 km”), initials and name (“E. M. Forster”), “p.” and its number, with a space that does not break."""
    text = _NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text)
    text = _INITIALS.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _PAGE_AND_NUMBER.sub(rf"\1{NO_BREAK_SPACE}", text)


def keep_last_words_together(text: str) -> str:
    """A headline whose last word, when short, does not stand alone on a line; three words or fewer stay as they are."""
    words = text.split(" ")
    if len(words) < WORDS_IN_A_LINE or not 0 < len(words[-1]) <= SHORT_WORD or NO_BREAK_SPACE in words[-1]:
        return text
    return " ".join(words[:-1]) + NO_BREAK_SPACE + words[-1]


def _paired(text: str, marks: QuoteMarks) -> str:
    """Every straight double mark replaced, opening and closing in turn; the text itself where they do not alternate."""
    pieces = text.split('"')
    result = pieces[0]
    for number, piece in enumerate(pieces[1:]):
        before, is_opening = pieces[number].rstrip(OPENING_TAG), number % 2 == 0
        may_open = (not before or before[-1].isspace() or before[-1] in "([{–—/-‘'") and piece.lstrip(OPENING_TAG)[
            :1
        ].strip() != ""
        if is_opening and not may_open:
            return text
        if not is_opening and (not before or before[-1].isspace() or piece[:1].isalnum()):
            return text
        result += (marks.opening if is_opening else marks.closing) + piece
    return result


def _pairs_up(text: str) -> bool:
    """Whether single marks left over are as many openings as closings."""
    return len(_SINGLE_OPENING.findall(text)) * 2 == text.count("'")
