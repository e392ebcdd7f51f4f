"""Who sends: a process of its own for each mailing, started by the worker and ended with it.

Apart from the worker, so that its jobs and the sending do not wait for each other, and so that either can be killed. Whether a mailing
needs somebody is seen in the database (it is being sent, and nobody holds its lease), so it does not matter which worker of which
machine looks, nor how the last sender ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from django.utils import timezone

from masthead.deliveries.models import Delivery
from masthead.deliveries.sending import lease_of
from masthead.jobs.models import Lease
from masthead.mailings.models import Mailing

PARENT = "SERVED_BY"
"""The variable by which a process knows whom it must not outlive (``serving.lifeline``)."""
AGAIN_SECONDS = 5.0
"""A sender that ended at once, because nothing is set up for it say, is not started again sooner."""


@dataclass(frozen=True)
class _Sender:
    """A process, and when it was started (monotonic seconds)."""

    process: subprocess.Popen[bytes]
    at_seconds: float

    @property
    def is_enough(self) -> bool:
        """Whether another need not be started: it lives and is about to take its lease, or has only just ended."""
        return self.process.poll() is None or time.monotonic() < self.at_seconds + AGAIN_SECONDS


_started: dict[int, _Sender] = {}


def start_senders() -> int:
    """Start a sender for each mailing that is being sent and that nobody sends; how many were started.

    Also for one that was paused or cancelled and whose sender died with messages in hand: what became of them has to be written down.
    """
    now = timezone.now()
    mailings = set(Mailing.objects.filter(state=Mailing.State.SENDING).values_list("pk", flat=True))
    mailings |= set(Delivery.objects.filter(state=Delivery.State.CLAIMED).values_list("mailing", flat=True))
    held = set(Lease.objects.filter(pk__in=map(lease_of, mailings), expires_at__gt=now).values_list("pk", flat=True))
    return sum(_start(number) for number in sorted(mailings) if lease_of(number) not in held)


def _start(mailing: int) -> bool:
    """Whether a process was started."""
    before = _started.get(mailing)
    if before is not None and before.is_enough:
        return False
    command = [sys.executable, "-m", "masthead.cli", "newsletter", "send", str(mailing)]
    process = subprocess.Popen(command, env={**os.environ, PARENT: str(os.getpid())})
    _started[mailing] = _Sender(process, time.monotonic())
    return True
