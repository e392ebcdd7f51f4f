"""A clock that can be put forward, a folder for traces, and processes on the test's own database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.database import database_url
from tests.jobs.traces import FOLDER, Trace
from tests.template_database import REPOSITORY


@dataclass
class Clock:
    """Real time, and what it was put forward by."""

    ahead: timedelta = field(default_factory=timedelta)
    real: Callable[[], datetime] = timezone.now

    def now(self) -> datetime:
        return self.real() + self.ahead

    def forward(self, **span: float) -> None:
        self.ahead += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trace:
    folder = tmp_path / "traces"
    folder.mkdir()
    monkeypatch.setenv(FOLDER, str(folder))
    return Trace(folder)


@dataclass
class Machines:
    """Starts processes that use the test's database, and sees them off."""

    trace: Trace
    environment: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.jobs.process", *arguments]
        process = subprocess.Popen(command, cwd=REPOSITORY, env=self.environment)
        self.running.append(process)
        return process

    def start_worker(self, stop_seconds: float = 5) -> subprocess.Popen[bytes]:
        before = self.trace.words().count("alive")
        process = self.start("worker", str(stop_seconds))
        self.trace.wait_for("alive", times=before + 1)
        return process

    @staticmethod
    def kill(process: subprocess.Popen[bytes]) -> None:
        """As the kernel does when memory runs out: at once, without a word."""
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL

    @staticmethod
    def stop(process: subprocess.Popen[bytes], seconds: float = 40) -> int:
        """As a supervisor does; the exit code."""
        process.terminate()
        return process.wait(seconds)


@pytest.fixture
def machines(transactional_db: None, trace: Trace) -> Iterator[Machines]:
    environment = {**os.environ, FOLDER: str(trace.folder), "MASTHEAD_DATABASE_URL": database_url()}
    machines = Machines(trace, environment)
    yield machines
    for process in machines.running:
        if process.poll() is None:
            process.kill()
        process.wait(10)
