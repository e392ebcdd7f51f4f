"""Periodic jobs: what runs by the clock, once across all machines, and once after a pause however long.

The list is written in the switchboard. When each ran and runs next is kept in ``PeriodicRun``.
"""

from __future__ import annotations

import logging
import time as clock
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from masthead.jobs import leases
from masthead.jobs.backoff import delay_seconds
from masthead.jobs.models import PeriodicRun

logger = logging.getLogger(__name__)

LEASE_SECONDS = 60
FIRST_RETRY_SECONDS = 60.0


@dataclass(frozen=True)
class Periodic:
    """An action and its rhythm: every ``interval``, or daily at ``at`` (the magazine's time zone)."""

    name: str
    action: Callable[[], object]
    interval: timedelta
    at: time | None = None
    limit_seconds: float = 3600.0

    def first_run_at(self, now: datetime) -> datetime:
        """When a job that never ran runs: at once, or the next time the clock shows ``at``."""
        return now if self.at is None else self._next_at(self.at, now)

    def next_run_at(self, due: datetime, now: datetime) -> datetime:
        """The first moment of the rhythm after ``now``; ``due`` keeps an interval from drifting."""
        if self.at is not None:
            return self._next_at(self.at, now)
        missed = max(0, (now - due) // self.interval)
        return due + (missed + 1) * self.interval

    def _next_at(self, at: time, now: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        local = now.astimezone(zone)
        today = datetime.combine(local.date(), at, tzinfo=zone)
        return today if today > local else datetime.combine(local.date() + timedelta(days=1), at, tzinfo=zone)


def every(
    name: str,
    action: Callable[[], object],
    *,
    seconds: float = 0,
    minutes: float = 0,
    hours: float = 0,
    limit_seconds: float = 3600.0,
) -> Periodic:
    """Run ``action`` at this interval, first at once. A run longer than ``limit_seconds`` ends its worker."""
    interval = timedelta(seconds=seconds, minutes=minutes, hours=hours)
    if interval <= timedelta():
        raise ValueError(f"{name}: an interval must be longer than nothing.")
    return Periodic(name, action, interval, limit_seconds=limit_seconds)


def daily(name: str, action: Callable[[], object], *, at: str, limit_seconds: float = 3600.0) -> Periodic:
    """Run ``action`` once a day when the clock of the magazine shows ``at`` ("03:30")."""
    return Periodic(name, action, timedelta(days=1), at=time.fromisoformat(at), limit_seconds=limit_seconds)


def due(jobs: Sequence[Periodic]) -> list[Periodic]:
    """Those whose time has come, in their order. Jobs never seen before are entered in the table."""
    now = timezone.now()
    names = [job.name for job in jobs]
    known = dict(PeriodicRun.objects.filter(pk__in=names).values_list("name", "next_run_at"))
    new = [job for job in jobs if job.name not in known]
    if new:
        rows = [PeriodicRun(name=job.name, next_run_at=job.first_run_at(now)) for job in new]
        PeriodicRun.objects.bulk_create(rows, ignore_conflicts=True)
        known |= {row.name: row.next_run_at for row in rows}
    return [job for job in jobs if known[job.name] <= now]


def run(job: Periodic) -> bool:
    """Run a job that is due; False when another machine has it or has just had it. Raises nothing of the action's."""
    try:
        with leases.hold(f"periodic:{job.name}", LEASE_SECONDS, keep_alive=True):
            row = PeriodicRun.objects.get(pk=job.name)
            if row.next_run_at > timezone.now():
                return False
            _run(job, row)
    except leases.LeaseTaken:
        return False
    return True


def _run(job: Periodic, row: PeriodicRun) -> None:
    """Act, then write how it went. After a failure it is tried again before its time, later each time."""
    row.last_run_at = timezone.now()
    began = clock.perf_counter()
    try:
        job.action()
    except Exception as trouble:  # one job's trouble is not the next one's
        logger.exception("The periodic job %s failed.", job.name)
        row.failures += 1
        row.last_error = "".join(traceback.format_exception(trouble))
    else:
        row.failures, row.last_error = 0, ""
    now = timezone.now()
    row.last_seconds = clock.perf_counter() - began
    row.next_run_at = job.next_run_at(row.next_run_at, now)
    if row.failures:
        wait = timedelta(seconds=delay_seconds(row.failures, first_seconds=FIRST_RETRY_SECONDS))
        row.next_run_at = min(row.next_run_at, now + wait)
    row.save(update_fields=["last_run_at", "last_seconds", "next_run_at", "failures", "last_error"])
