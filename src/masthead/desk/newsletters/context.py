"""What the screens of newsletters receive: the plot of twelve weeks, and the table to take out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from masthead.desk.access.trail import Echo, harmless
from masthead.newsletters.models import Subscription
from masthead.newsletters.queries import Week

COLUMNS = ("address", "state", "language", "asked_at", "confirmed_at", "wording", "page")
PLOT_HEIGHT, BAR_WIDTH, BAR_STEP = 80, 14, 20


@dataclass(frozen=True)
class Bar:
    """A week in the plot: how many asked, and how many of these weeks' mails were confirmed, in units of the plot's height."""

    begins_on: date
    asked: int
    confirmed: int
    x: int = field(metadata={"help": "left edge"})
    asked_height: int
    confirmed_height: int

    @property
    def asked_y(self) -> int:
        """The upper edge of the pale bar."""
        return PLOT_HEIGHT - self.asked_height

    @property
    def confirmed_y(self) -> int:
        """The upper edge of the dark bar."""
        return PLOT_HEIGHT - self.confirmed_height


@dataclass(frozen=True)
class Plot:
    """Sign-ups by week, as bars and in words."""

    bars: tuple[Bar, ...]
    words: str
    height: int = PLOT_HEIGHT

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return BAR_STEP * len(self.bars)


def plot_of(weeks: Iterable[Week]) -> Plot:
    """The bars of these weeks; the tallest fills the height, and what is more than nothing is seen."""
    weeks = list(weeks)
    most = max([1, *(max(week.asked, week.confirmed) for week in weeks)])

    def height(count: int) -> int:
        return max(2, round(count * PLOT_HEIGHT / most)) if count else 0

    bars = tuple(
        Bar(week.begins_on, week.asked, week.confirmed, BAR_STEP * place, height(week.asked), height(week.confirmed))
        for place, week in enumerate(weeks)
    )
    words = _("In the last %(weeks)d weeks %(asked)d asked and %(confirmed)d confirmed.") % {
        "weeks": len(weeks),
        "asked": sum(week.asked for week in weeks),
        "confirmed": sum(week.confirmed for week in weeks),
    }
    return Plot(bars, words)


def as_csv(subscriptions: Iterable[Subscription]) -> Iterator[str]:
    """Lines of a table; no cell begins as a formula does. Needs the subscriber and the consents with each."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for row in subscriptions:
        consents = list(row.consents.all())
        last = consents[-1] if consents else None
        cells = (
            row.subscriber.address,
            "confirmed" if row.confirmed_at else "pending",
            row.subscriber.language,
            localtime(row.asked_at).isoformat(timespec="seconds"),
            localtime(row.confirmed_at).isoformat(timespec="seconds") if row.confirmed_at else "",
            last.wording if last else "",
            last.path if last else "",
        )
        yield writer.writerow([harmless(cell) for cell in cells])
