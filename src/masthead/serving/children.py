"""The child processes of ``masthead serve``: started, watched, started again with patience, stopped."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from masthead.serving.lifeline import PARENT

logger = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60.0
"""A child that lived so long has started well: what failed before is forgotten."""
MOST_FAILURES = 5
"""So many failures one after the other, and the supervisor gives up: a fault that a restart does not mend."""
EXIT_COME_BACK = 75
"""What a worker answers that wants to be started again at once (EX_TEMPFAIL)."""


@dataclass
class Child:
    """One child process: how it is started, and how it has been faring."""

    name: str
    arguments: list[str]
    """What Python is given."""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    failure_count: int = 0
    exit_code: int | None = None
    first_wait_seconds: float = FIRST_WAIT_SECONDS

    def start(self) -> None:
        """Start it, in a group of its own: Ctrl-C in a terminal reaches the supervisor alone, which passes it on."""
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2", PARENT: str(os.getpid())}
        self.process = subprocess.Popen([sys.executable, *self.arguments], env=environment, start_new_session=True)
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None

    @property
    def has_failed_for_good(self) -> bool:
        """Whether it failed so often that starting it again is no answer."""
        return self.failure_count >= MOST_FAILURES

    def look(self) -> None:
        """Notice that it ended, and start it again when its time has come."""
        if self.is_running:
            return
        if self.process is not None:
            self._note_end(self.process)
        if not self.has_failed_for_good and time.monotonic() >= self.start_again_at:
            self.start()

    def _note_end(self, process: subprocess.Popen[bytes]) -> None:
        self.exit_code = process.returncode
        self.signal(signal.SIGKILL)  # what it started itself
        self.process = None
        lived = time.monotonic() - self.started_at
        if process.returncode == EXIT_COME_BACK:
            self.start_again_at = time.monotonic()
            return
        self.failure_count = 1 if lived > STEADY_SECONDS else self.failure_count + 1
        wait = min(self.first_wait_seconds * 2 ** (self.failure_count - 1), LONGEST_WAIT_SECONDS)
        self.start_again_at = time.monotonic() + wait
        how = ended(process.returncode)
        if self.has_failed_for_good:
            logger.error("The %s process %s, %d times in a row: giving up.", self.name, how, self.failure_count)
        else:
            logger.warning("The %s process %s; starting it again in %.0f s.", self.name, how, wait)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and to those that it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the process itself, which tells its own."""
        if self.is_running and self.process is not None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it until ``deadline`` (of the monotonic clock), then kill it."""
        if self.process is None:
            return
        try:
            self.exit_code = self.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            logger.warning("The %s process did not stop in time and was killed.", self.name)
        self.signal(signal.SIGKILL)
        self.exit_code = self.process.wait()


def ended(code: int) -> str:
    """How a process ended, in words."""
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
