"""A small laboratory: a magazine in a folder, processes that send, and a sink that judges."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.template_database import REPOSITORY, copy_to, template

CONFIGURATION = """
[site]
base_url = "http://magazine.example"
secret_key = "the-laboratory-signs-with-these-words-only"
[database]
path = "{database}"
[mail]
host = "127.0.0.1"
port = {port}
tls = "none"
from_address = "desk@magazine.example"
{more}
"""


@dataclass
class Sink:
    """A running sink."""

    process: subprocess.Popen[str]
    port: int
    ledger: Path

    def took(self) -> Counter[str]:
        """How often it took which Message-ID."""
        lines = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        return Counter(line.partition(" ")[0] for line in lines)

    def recipients(self) -> Counter[str]:
        """How often it took a message for whom."""
        lines = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        return Counter(line.partition(" ")[2] for line in lines)

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def a_sink(folder: Path, *faults: str, port: int = 0) -> Sink:
    """Start one; ``faults`` as ``tests.sink`` names them."""
    ledger = folder / "ledger.txt"
    command = [sys.executable, "-m", "tests.sink", str(port), str(ledger)]
    for fault in faults:
        command += ["--fault", fault]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return Sink(process, int(process.stdout.readline()), ledger)


@dataclass
class Lab:
    """A magazine whose letters go to a port of this machine."""

    folder: Path
    port: int
    more: str = ""
    mailing: int = 0
    sent: list[subprocess.Popen[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay the folder out."""
        template()
        self.database = Path(copy_to(self.folder))
        text = CONFIGURATION.format(database=self.database, port=self.port, more=self.more)
        (self.folder / "masthead.toml").write_text(text)

    def environment(self) -> dict[str, str]:
        """Of processes that work for this magazine."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MASTHEAD_")}
        return {
            **clean,
            "MASTHEAD_CONFIG": str(self.folder / "masthead.toml"),
            "DJANGO_SETTINGS_MODULE": "masthead.settings",
            "PYTHONPATH": str(REPOSITORY),
        }

    def begin(self, people: int, *, kilobytes: int = 4) -> None:
        """Readers and a letter to them, whose sending begins."""
        done = self.run([sys.executable, "-m", "tests.deliveries.filling", str(people), str(kilobytes)])
        self.mailing = int(done.stdout.split()[-1])

    def send(self) -> subprocess.Popen[str]:
        """A process that sends, started."""
        command = [sys.executable, "-m", "masthead.cli", "newsletter", "send", str(self.mailing)]
        with (self.folder / "sending.log").open("w") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment(), stdout=log, stderr=log, text=True
            )
        self.sent.append(process)
        return process

    def send_to_the_end(self, seconds: float = 120) -> str:
        """Send until it ends; what the process said."""
        self.send().wait(timeout=seconds)
        return (self.folder / "sending.log").read_text()

    def forget_the_lease(self) -> None:
        """As if the time had passed after which somebody else may send."""
        self.ask("UPDATE jobs_lease SET expires_at = '2000-01-01' WHERE name LIKE 'mailing:%'")

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """A process, run to its end."""
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """A question to the database, by nobody's code but SQLite's."""
        connection = sqlite3.connect(self.database, timeout=30)
        try:
            with connection:
                return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def freeze(self, process: subprocess.Popen[str]) -> None:
        """Stop a process while it is not writing: with SQLite's one lock in its hands, nobody else could do anything either."""
        while True:
            process.send_signal(signal.SIGSTOP)
            connection = sqlite3.connect(self.database, timeout=0.2, isolation_level=None)
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                time.sleep(0.01)
            else:
                return
            finally:
                connection.close()

    def states(self) -> dict[str, int]:
        """How many deliveries are in which state."""
        return {
            str(name): int(str(number))
            for name, number in self.ask("SELECT state, COUNT(*) FROM deliveries_delivery GROUP BY state")
        }

    def wait_for_handed(self, count: int, seconds: float = 60) -> None:
        """Until so many are handed over."""
        until = time.monotonic() + seconds
        while self.states().get("handed", 0) < count:
            assert time.monotonic() < until, self.states()
            time.sleep(0.02)

    def close(self) -> None:
        """End what still runs."""
        for process in self.sent:
            if process.poll() is None:
                process.kill()
            process.wait()
