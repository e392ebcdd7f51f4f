"""Moments typed in words: “tuesday next week 18:00”, “tomorrow 9”, “in 3 days”, “24 dec 17:30”, “2026-12-24 18:00”."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NAMED_TIMES = {"noon": time(12), "midnight": time(0), "morning": time(9), "afternoon": time(15), "evening": time(18)}
END_OF_WORK = time(18)
"""When something is due of which only the day was said."""
HOURS = (12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
"""The hours of a clock with hands, from midnight or noon on."""
FEW = 3
"""Letters that tell days and months apart."""
PASSED_OVER = frozenset({"at", "on", "by", "the", "of", "this", "until", "till", "before", "o'clock", "h", "uhr"})

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t|$)?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
_IN = re.compile(r"in (?P<count>\d{1,3}|an?|one|two|three) (?P<unit>hour|day|week|month)s?")
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def moment_in(words: str, now: datetime) -> datetime | None:
    """The moment that ``words`` mean, in the time zone of ``now`` and seen from then; ``None`` when they mean none.

    Only a day: 18:00 of it. Only a time: the next one. A weekday is the next of its name, today's not counted; “next week” is the
    week after this one, which begins on Monday; a day and a month without a year lie ahead.
    """
    text = re.sub(r"[,;]+", " ", words.casefold()).strip()
    text = re.sub(r"(\d{4}-\d{1,2}-\d{1,2})t(\d)", r"\1 \2", text)
    span = _IN.fullmatch(text)
    if span and span["unit"] == "hour":
        return now + timedelta(hours=_number(span["count"]))
    tokens = [token for token in text.split() if token not in PASSED_OVER]
    reader = _Reader(tokens, now)
    try:
        return reader.read() if tokens else None
    except (ValueError, OverflowError):
        return None


def _number(word: str) -> int:
    return _SMALL.get(word) or int(word)


class _Reader:
    """Takes a day and a time out of the words; what is left over makes them mean nothing."""

    def __init__(self, tokens: list[str], now: datetime) -> None:
        self.tokens, self.now, self.today = tokens, now, now.date()

    def read(self) -> datetime | None:
        at = self._time()
        day = self._day()
        if self.tokens or (day is None and at is None):
            return None
        if day is None and at is not None:
            first = datetime.combine(self.today, at, tzinfo=self.now.tzinfo)
            return (
                first if first > self.now else datetime.combine(self.today + timedelta(1), at, tzinfo=self.now.tzinfo)
            )
        return datetime.combine(day or self.today, at or END_OF_WORK, tzinfo=self.now.tzinfo)

    def _time(self) -> time | None:
        for place, token in enumerate(self.tokens):
            if token in NAMED_TIMES:
                del self.tokens[place]
                return NAMED_TIMES[token]
        joined = " ".join(self.tokens)
        found = re.search(
            r"(?<![\d-])(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?(?![\d.])|(?<![\d-])(\d{1,2})\s*(am|pm)\b", joined
        )
        if found is None:
            return self._bare_hour()
        self.tokens = (joined[: found.start()] + " " + joined[found.end() :]).split()
        hour, minute = int(found[1] or found[4]), int(found[2] or 0)
        half = found[3] or found[5]
        if half:
            hour = HOURS.index(hour) + (12 if half == "pm" else 0)
        return time(hour, minute)

    def _bare_hour(self) -> time | None:
        """“tomorrow 9”: a number at the end after a day that needs none."""
        if len(self.tokens) > 1 and self.tokens[-1].isdecimal() and not _is_month(self.tokens[-2]):
            is_day_before = (
                self.tokens[-2] in ("today", "tonight", "tomorrow", "week") or _weekday(self.tokens[-2]) is not None
            )
            if is_day_before:
                return time(int(self.tokens.pop()))
        return None

    def _day(self) -> date | None:
        joined = " ".join(self.tokens)
        for reader in (self._relative, self._iso, self._weekday, self._calendar):
            day, used = reader(joined)
            if day is not None:
                self.tokens = joined.replace(used, "", 1).split()
                return day
        return None

    def _relative(self, text: str) -> tuple[date | None, str]:
        if found := _IN.search(text):
            count = _number(found["count"])
            if found["unit"] == "month":
                months = self.today.month - 1 + count
                year, month = self.today.year + months // 12, months % 12 + 1
                return date(year, month, min(self.today.day, monthrange(year, month)[1])), found[0]
            return self.today + timedelta(days=count * (7 if found["unit"] == "week" else 1)), found[0]
        for words, days in (("day after tomorrow", 2), ("tomorrow", 1), ("today", 0), ("tonight", 0)):
            if re.search(rf"\b{words}\b", text):
                return self.today + timedelta(days), words
        return None, ""

    def _iso(self, text: str) -> tuple[date | None, str]:
        found = _ISO.search(text)
        return (date(int(found[1]), int(found[2]), int(found[3])), found[0]) if found else (None, "")

    def _weekday(self, text: str) -> tuple[date | None, str]:
        """“friday”, “next friday”, “friday next week”, “next week friday”, “next week” (its Monday)."""
        found = re.search(r"\b(?:next week )?(?:next )?([a-z]{3,9})(?: next week)?\b", text)
        name = _weekday(found[1]) if found else None
        monday = self.today - timedelta(days=self.today.weekday())
        if found and name is not None:
            if "next week" in found[0]:
                return monday + timedelta(days=7 + name), found[0]
            ahead = (name - self.today.weekday() - 1) % 7 + 1
            day = self.today + timedelta(days=ahead)
            is_this_week = day < monday + timedelta(days=7)
            return (day + timedelta(days=7) if found[0].startswith("next ") and is_this_week else day), found[0]
        return (monday + timedelta(days=7), "next week") if text == "next week" else (None, "")

    def _calendar(self, text: str) -> tuple[date | None, str]:
        """“24 dec”, “dec 24”, “24th december 2026”."""
        found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})(?: (\d{4}))?\b", text)
        number, name, year = (found[1], found[2], found[3]) if found else ("", "", "")
        if not (found and _is_month(name)):
            found = re.search(r"\b([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?\b", text)
            number, name, year = (found[2], found[1], found[3]) if found else ("", "", "")
        if not (found and _is_month(name)):
            return None, ""
        month = next(place for place, full in enumerate(MONTHS, 1) if full.startswith(name))
        day = date(int(year or self.today.year), month, int(number))
        return (day.replace(year=day.year + 1) if not year and day < self.today else day), found[0]


def _weekday(word: str) -> int | None:
    return next((place for place, name in enumerate(DAYS) if len(word) >= FEW and name.startswith(word)), None)


def _is_month(word: str) -> bool:
    return len(word) >= FEW and any(name.startswith(word) for name in MONTHS)
