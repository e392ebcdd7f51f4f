"""Reading single values of front matter: texts, lists, moments, yes and no."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

from masthead.text.excerpts import one_line

_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))?\s*\Z"
)
_SPELLED = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%a, %d %b %Y %H:%M:%S %z", "%A, %B %d, %Y")
_SUFFIXES = re.compile(r",\s*(Jr|Sr|II|III|IV|Ph\.?\s?D|M\.?D|Esq)\b\.?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)

FIRST_YEAR, LAST_YEAR = 1000, 9998


def text_of_value(value: Any) -> str:
    """A scalar as one line of clean text, entities resolved; the first of a list; nothing of a mapping or of null."""
    if isinstance(value, list | tuple):
        return text_of_value(value[0]) if value else ""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return one_line(html.unescape(str(value)))


def texts_of_value(value: Any, *, splits_words: bool = False) -> list[str]:
    """A list of texts: a list as it is, a text cut at commas, or, as Jekyll does, at spaces. No empty ones, none twice."""
    if isinstance(value, list | tuple):
        found: Iterable[str] = (text_of_value(part) for part in value)
    elif isinstance(value, dict):
        found = (str(key) for key in value)
    else:
        text = text_of_value(value)
        found = text.split(",") if "," in text or not splits_words else text.split()
    return list(dict.fromkeys(text.strip() for text in found if text.strip()))


def names_of_value(value: Any) -> list[str]:
    """The people a value names: a name, names joined by commas or "and", a list of either, or of mappings with a ``name``."""
    if isinstance(value, list | tuple):
        found = [name for part in value for name in names_of_value(part)]
    elif isinstance(value, dict):
        spelled = value.get("name") or value.get("display_name") or value.get("title")
        found = (
            [text_of_value(spelled)] if spelled else [name for part in value.values() for name in names_of_value(part)]
        )
    else:
        text = _SUFFIXES.sub(r" \1", text_of_value(value))
        found = _AND.split(text)
    return list(dict.fromkeys(name.strip(" .,") if len(name) > 1 else name for name in found if name.strip(" .,")))


def truth_of_value(value: Any) -> bool | None:
    """Yes or no, also when quoted; None for anything else."""
    if isinstance(value, bool):
        return value
    said = text_of_value(value).lower()
    if said in ("true", "yes", "on", "1"):
        return True
    return False if said in ("false", "no", "off", "0") else None


def moment_of_value(value: Any, zone: tzinfo) -> datetime | None:
    """A moment, aware; one without a zone is in ``zone``, a day begins at midnight. None for what is no moment.

    Nor is anything before the year 1000 or at the calendar's end: systems write such dates for “none”.
    """
    moment = _moment_of(value, zone)
    return moment if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _moment_of(value: Any, zone: tzinfo) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    text = text_of_value(value)
    try:
        if found := _MOMENT.match(text):
            return _moment(found, zone)
    except ValueError:
        return None
    for spelling in _SPELLED:
        try:
            spelled = datetime.strptime(text, spelling)  # noqa: DTZ007 - the zone is given below
        except ValueError:
            continue
        return spelled if spelled.tzinfo else spelled.replace(tzinfo=zone)
    return None


def _moment(found: re.Match[str], zone: tzinfo) -> datetime:
    numbers = [int(part or 0) for part in found.group(1, 2, 3, 4, 5, 6)]
    own: tzinfo = zone
    if found[7]:
        own = UTC
    elif found[8]:
        shift = timedelta(hours=int(found[9]), minutes=int(found[10]))
        own = timezone(-shift if found[8] == "-" else shift)
    return datetime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], tzinfo=own)


def humanised(name: str) -> str:
    """A name made for machines as people write it: ``end_users`` gives “End users”. A name with capitals or spaces stays."""
    if re.search(r"[A-Z\s]", name):
        return name
    words = re.sub(r"[_-]+", " ", name).strip()
    return words[:1].upper() + words[1:]
