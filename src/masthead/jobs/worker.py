"""The worker: one loop over the outbox, the periodic jobs and the jobs that wait.

Run as a process of its own (``masthead worker``, or the one that ``masthead serve`` starts): picture and PDF work
would hold up pages. As many as one likes may run, on one machine or several. Idle, a round is five reads a second
and no write, so that a worker never stands in an editor's way on SQLite.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from django.db import close_old_connections, connections, reset_queries

from masthead.jobs import memory, outbox, periodic, reaper
from masthead.jobs.heart import EXIT_COME_BACK, Heart
from masthead.jobs.outbox import Handlers
from masthead.jobs.periodic import Periodic
from masthead.jobs.queues import queue_in_use
from masthead.jobs.registry import ENQUEUE_TOPIC, hand_to_queue

logger = logging.getLogger(__name__)

Step = Callable[[], bool]
"""One kind of work: do a little of it, and say whether there was any."""

AFTER_TROUBLE_SECONDS = 5.0
STEPS_OF_WORK = 20
"""After so many, and when there is nothing left to do, the memory that jobs let go is given back."""


def run(
    stop: threading.Event,
    *,
    handlers: Handlers,
    periodic: Sequence[Periodic],
    poll_seconds: float = 1.0,
    beat_seconds: float = 10.0,
    stop_seconds: float = 25.0,
) -> None:
    """Work until ``stop`` is set; then finish what is in hand, for at most ``stop_seconds``, and return.

    ``handlers`` says who follows each outbox topic; ``periodic`` what runs by the clock. With nothing to do it looks
    again after ``poll_seconds``. A worker unseen for six times ``beat_seconds`` counts as dead. Work that outlives
    its limit, or the stop, ends the process with exit code 75: let the supervisor start another.
    """
    worker_id = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
    logger.info("Worker %s begins.", worker_id)
    with Heart(worker_id, stop, beat_seconds=beat_seconds, stop_seconds=stop_seconds) as heart:
        steps = _steps(worker_id, stop, heart, handlers, periodic, reap_seconds=beat_seconds)
        worked = 0
        while not stop.is_set():
            done = sum(_guarded(step, stop) for step in steps)
            reset_queries()
            worked += done
            if worked >= STEPS_OF_WORK or (worked and not done):
                memory.give_back()
                worked = 0
            if not done:
                stop.wait(poll_seconds)
    connections.close_all()
    logger.info("Worker %s has ended.", worker_id)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and SIGINT set; a second signal ends the process at once. For the main thread."""
    stop = threading.Event()

    def hear(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(EXIT_COME_BACK)
        stop.set()

    signal.signal(signal.SIGTERM, hear)
    signal.signal(signal.SIGINT, hear)
    return stop


def _steps(
    worker_id: str,
    stop: threading.Event,
    heart: Heart,
    handlers: Handlers,
    jobs: Sequence[Periodic],
    *,
    reap_seconds: float,
) -> list[Step]:
    """The kinds of work, in the order of a round: first what the dead left, last one job."""
    everyone = {ENQUEUE_TOPIC: [hand_to_queue], **handlers}
    queue = queue_in_use()
    next_reap = 0.0

    def reap() -> bool:
        nonlocal next_reap
        if time.monotonic() < next_reap:
            return False
        next_reap = time.monotonic() + reap_seconds
        return bool(reaper.reap())

    def deliver() -> bool:
        with heart.busy("the outbox", outbox.CLAIM_SECONDS):
            return bool(outbox.deliver(everyone, claimed_by=worker_id, is_stopping=stop.is_set))

    def by_the_clock() -> bool:
        ran = [_run_periodic(job, heart) for job in periodic.due(jobs) if not stop.is_set()]
        return any(ran)

    def next_job() -> bool:
        return not stop.is_set() and queue.run_next(worker_id, heart)

    return [reap, deliver, by_the_clock, next_job]


def _run_periodic(job: Periodic, heart: Heart) -> bool:
    with heart.busy(job.name, job.limit_seconds):
        return periodic.run(job)


def _guarded(step: Step, stop: threading.Event) -> bool:
    """Do a step. Trouble in the room itself (a database that is away) is logged, and the worker lives on."""
    close_old_connections()
    try:
        return step()
    except Exception:
        logger.exception("The worker could not do a step; it goes on.")
        close_old_connections()
        stop.wait(AFTER_TROUBLE_SECONDS)
        return False
