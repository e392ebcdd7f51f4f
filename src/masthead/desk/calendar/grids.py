"""Days in rows: the weeks of a month, one week, or the days that have something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from masthead.desk.calendar.events import Event, by_day

WEEK = 7
MOST_A_DAY = 5
LIST_DAYS = 42
VIEWS = ("month", "week", "list")


@dataclass(frozen=True)
class Day:
    """One day with what stands on it."""

    day: date
    events: Sequence[Event]
    more: Sequence[Event] = field(default=(), metadata={"help": "what is folded away in a month"})
    is_today: bool = False
    is_past: bool = False
    is_outside: bool = field(default=False, metadata={"help": "belongs to the month before or after"})


@dataclass(frozen=True)
class Week:
    """Seven days, and what is planned for the week or its month and no day."""

    number: int
    days: Sequence[Day]
    vague: Sequence[Event]


@dataclass(frozen=True)
class Span:
    """What a calendar shows: from when to when, its name, and what is beside it."""

    view: str
    on: date
    begin: date
    end: date
    title: str
    before: date
    after: date


def span_of(view: str, on: date) -> Span:
    """The span of a view that has ``on`` in it; weeks begin on Monday."""
    if view == "week":
        begin = on - timedelta(days=on.weekday())
        title = _("Week %(number)d, %(year)s") % {"number": on.isocalendar().week, "year": on.isocalendar().year}
        step = timedelta(days=WEEK)
        return Span(view, on, begin, begin + timedelta(days=WEEK - 1), title, on - step, on + step)
    if view == "list":
        title = _("Six weeks from %(day)s") % {"day": date_format(on, "j F Y")}
        step = timedelta(days=LIST_DAYS)
        return Span(view, on, on, on + step - timedelta(days=1), title, on - step, on + step)
    first = on.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    last = after - timedelta(days=1)
    return Span(
        "month",
        on,
        first - timedelta(days=first.weekday()),
        last + timedelta(days=WEEK - 1 - last.weekday()),
        date_format(first, "F Y"),
        (first - timedelta(days=1)).replace(day=1),
        after,
    )


def weeks_of(span: Span, events: Sequence[Event]) -> list[Week]:
    """The weeks of a month, or the one week, each day with its events."""
    days, today = by_day(events), timezone.localdate()
    vague = [event for event in events if event.is_vague]
    most = MOST_A_DAY if span.view == "month" else len(events)
    weeks = []
    for start in range(0, (span.end - span.begin).days + 1, WEEK):
        monday = span.begin + timedelta(days=start)
        row = []
        for day in (monday + timedelta(days=place) for place in range(WEEK)):
            found = days.get(day, [])
            is_outside = span.view == "month" and day.month != span.on.month
            row.append(Day(day, found[:most], found[most:], day == today, day < today, is_outside))
        sunday = monday + timedelta(days=WEEK - 1)
        weeks.append(Week(monday.isocalendar().week, row, [each for each in vague if monday <= each.day <= sunday]))
    return weeks


def days_of(events: Sequence[Event]) -> list[Day]:
    """The days that have something, in order. What is planned for a week or month stands at its first day."""
    today = timezone.localdate()
    days: dict[date, list[Event]] = {}
    for event in events:
        days.setdefault(event.day, []).append(event)
    return [Day(day, found, is_today=day == today, is_past=day < today) for day, found in days.items()]
