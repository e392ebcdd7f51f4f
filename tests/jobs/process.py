"""What a test starts as a process of its own: a worker, or a crowd that wants one lease.

``python -m tests.jobs.process worker [stop_seconds]`` or ``python -m tests.jobs.process crowd <rounds>``.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

from tests.jobs import traces


def work(stop_seconds: float) -> None:
    from masthead.jobs import worker
    from tests.jobs import samples

    stop = worker.stop_on_signals()
    traces.note("alive")
    worker.run(
        stop,
        handlers=samples.HANDLERS,
        periodic=samples.PERIODIC,
        poll_seconds=0.05,
        beat_seconds=0.3,
        stop_seconds=stop_seconds,
    )


def crowd(rounds: int) -> None:
    """Count up in a file, unsafely: read, dawdle, write. Only a lease that holds keeps the sum right."""
    from masthead.jobs import leases

    counter = Path(os.environ[traces.FOLDER]) / "counter"
    for _ in range(rounds):
        with leases.hold("counter", 30, wait_seconds=60) as lease:
            seen = int(counter.read_text() or "0")
            time.sleep(0.005)
            counter.write_text(str(seen + 1))
            traces.note(f"token-{lease.token}")


if __name__ == "__main__":
    django.setup()
    verb, amount = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    work(amount) if verb == "worker" else crowd(int(amount))
