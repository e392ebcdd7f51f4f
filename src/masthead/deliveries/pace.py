"""How fast letters go out: in all, by the hour, and to one domain.

Each rate is kept as one moment, up to which it is spent (the generic cell rate algorithm, ITU-T I.371): a message moves it on by one
interval, and it may run ahead of the clock by the burst. It is written in the transaction that claims, so a restart does not begin anew.
A moment further ahead than the burst, as after the clock was set back, is drawn back to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor

from masthead.deliveries.models import Pace

BURST = 0.05
"""The share of a rate's window that may go at once."""


@dataclass(frozen=True)
class Rate:
    """At most ``count`` messages in any ``window``."""

    count: float
    window: timedelta

    @property
    def interval(self) -> timedelta:
        """Between two messages."""
        return self.window / self.count

    @property
    def burst(self) -> timedelta:
        """How far ahead of the clock it may be spent: one message, or five in a hundred."""
        return max(self.interval, self.window * BURST)


def domain_of(address: str | None) -> str:
    """The part after the @, in lower case; empty for nobody."""
    return (address or "").rpartition("@")[2].casefold()


@dataclass
class Paces:
    """The rates of a sending. ``domains`` by name; the rest know no rate of their own."""

    in_all: tuple[Rate, ...] = ()
    domains: Mapping[str, Rate] = field(default_factory=dict)
    _reached: dict[str, datetime] = field(default_factory=dict)

    def load(self) -> None:
        """Take up what was spent before."""
        names = [*self._names_in_all(), *(f"domain:{name}" for name in self.domains)]
        self._reached = dict(Pace.objects.filter(pk__in=names).values_list("name", "reached_at"))

    def room(self, wanted: int, now: datetime) -> int:
        """How many of ``wanted`` may go now."""
        for name, rate in self._names_in_all().items():
            ahead = self._at(name, rate, now) - now
            wanted = min(wanted, floor((rate.burst - ahead) / rate.interval))
        return max(0, wanted)

    def spend(self, count: int, now: datetime) -> None:
        """``count`` messages go. Inside the claim's transaction."""
        if count:
            for name, rate in self._names_in_all().items():
                self._keep(name, self._at(name, rate, now) + count * rate.interval)

    def reserve(self, domain: str, now: datetime) -> datetime | None:
        """None: one may go to the domain now, and is spent. Else the moment at which it may, which is kept for it."""
        rate = self.domains.get(domain)
        if rate is None:
            return None
        name = f"domain:{domain}"
        reached = max(self._reached.get(name, now), now)
        self._keep(name, reached + rate.interval)
        return None if reached - now < rate.burst else reached

    def next_room_at(self, now: datetime) -> datetime:
        """When another message may go at the earliest."""
        moments = [
            self._at(name, rate, now) + rate.interval - rate.burst for name, rate in self._names_in_all().items()
        ]
        return max([now, *moments])

    def _names_in_all(self) -> dict[str, Rate]:
        return {f"all:{int(rate.window.total_seconds())}": rate for rate in self.in_all}

    def _at(self, name: str, rate: Rate, now: datetime) -> datetime:
        return min(max(self._reached.get(name, now), now), now + rate.burst)

    def _keep(self, name: str, reached: datetime) -> None:
        self._reached[name] = reached
        Pace.objects.update_or_create(name=name, defaults={"reached_at": reached})
