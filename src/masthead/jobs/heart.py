"""A worker's heart: a thread that says the worker lives, and ends it when its work has no end.

Python cannot stop a thread that hangs, so the process goes: work that passed its limit, or that a stopping worker
cannot finish in time, ends with the worker (exit code 75: come back later). Whoever supervises it starts another.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connections
from django.utils import timezone

from masthead.jobs.models import WorkerHeartbeat

logger = logging.getLogger(__name__)

EXIT_COME_BACK = 75
"""EX_TEMPFAIL of sysexits.h."""

BEATS_MISSED = 6
"""A worker that was not seen for so many beats counts as dead."""

LONGEST_TICK_SECONDS = 1.0


@dataclass(frozen=True)
class Work:
    """What the worker is at: the monotonic moment by which it must be done, and how to hand it back unfinished."""

    label: str
    ends_at: float
    hand_back: Callable[[], object]


class Heart:
    """Beats while its ``with`` block runs. ``leave`` ends the process; only tests give another."""

    def __init__(
        self,
        worker_id: str,
        stop: threading.Event,
        *,
        beat_seconds: float = 10.0,
        stop_seconds: float = 25.0,
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        self.worker_id = worker_id
        self.beat_seconds = beat_seconds
        self._stop = stop
        self._stop_seconds = stop_seconds
        self._leave = leave
        self._work: Work | None = None
        self._ended = threading.Event()
        self._started_at = timezone.now()
        self._thread = threading.Thread(target=self._live, daemon=True, name="worker's heart")

    def __enter__(self) -> Self:
        self._beat()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._forget()

    @contextmanager
    def busy(self, label: str, limit_seconds: float, hand_back: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Say what is being done. Past ``limit_seconds`` the worker ends; a stop that comes first calls ``hand_back``."""
        self._work = Work(label, time.monotonic() + limit_seconds, hand_back)
        try:
            yield
        finally:
            self._work = None

    def _live(self) -> None:
        next_beat = time.monotonic() + self.beat_seconds
        stops_at: float | None = None
        try:
            while not self._ended.wait(min(self.beat_seconds, LONGEST_TICK_SECONDS)):
                now = time.monotonic()
                if stops_at is None and self._stop.is_set():
                    stops_at = now + self._stop_seconds
                self._end_if_late(now, stops_at)
                if now >= next_beat:
                    next_beat = now + self.beat_seconds
                    self._beat()
        finally:
            connections.close_all()

    def _end_if_late(self, now: float, stops_at: float | None) -> None:
        work = self._work
        if work is None:
            return
        if now > work.ends_at:
            logger.critical("Worker %s ends: “%s” passed its time limit.", self.worker_id, work.label)
            self._go()
        elif stops_at is not None and now > stops_at:
            logger.warning("Worker %s stops in the middle of “%s”, handed back.", self.worker_id, work.label)
            _try(work.hand_back)
            self._go()

    def _go(self) -> None:
        self._work = None
        self._forget()
        logging.shutdown()
        self._leave(EXIT_COME_BACK)

    def _beat(self) -> None:
        now = timezone.now()
        work = self._work
        seen = {
            "seen_at": now,
            "expires_at": now + timedelta(seconds=self.beat_seconds * BEATS_MISSED),
            "doing": work.label[:200] if work else "",
        }
        born = {"started_at": self._started_at, **seen}
        _try(lambda: WorkerHeartbeat.objects.update_or_create(pk=self.worker_id, defaults=seen, create_defaults=born))

    def _forget(self) -> None:
        _try(WorkerHeartbeat.objects.filter(pk=self.worker_id).delete)


def _try(act: Callable[[], object]) -> None:
    """A heart that cannot write goes on beating."""
    try:
        act()
    except DatabaseError:
        logger.warning("A worker's sign of life could not be written.", exc_info=True)
