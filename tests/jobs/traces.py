"""What jobs leave behind for a test to read: words in a file that many processes append to. Plain Python."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

FOLDER = "JOBS_TEST_FOLDER"
"""The environment variable with the folder of the traces."""


def note(word: str) -> None:
    """Append a word, this process and the time to the trace; one write, so that processes do not mix."""
    line = f"{word} {os.getpid()} {time.time():.3f}\n"
    with (Path(os.environ[FOLDER]) / "trace").open("a") as trace:
        trace.write(line)


def wait_for_go() -> None:
    """Wait until the test says so, or somebody kills this process."""
    while not (Path(os.environ[FOLDER]) / "go").exists():
        time.sleep(0.02)


@dataclass
class Trace:
    """What jobs noted: the words in order."""

    folder: Path

    def words(self) -> list[str]:
        return [line.split()[0] for line in self.lines()]

    def lines(self) -> list[str]:
        path = self.folder / "trace"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for(self, word: str, *, times: int = 1, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while self.words().count(word) < times:
            assert time.monotonic() < until, f"{word!r} never came; there is {self.words()}"
            time.sleep(0.02)

    def let_go(self) -> None:
        (self.folder / "go").touch()
