"""Real magazines in real folders, and the real command, for tests of processes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from masthead.cli.init import begin
from tests.template_database import template

PATIENCE_SECONDS = 180.0


def environment(**more: str) -> dict[str, str]:
    """The environment of an operator: none of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MASTHEAD_", "DJANGO_"))}
    return {**kept, **more}


def masthead(*arguments: str | Path, at: Path, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder and wait for its end."""
    command = [sys.executable, "-m", "masthead.cli", *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, cwd=at, env=environment(**more), input=text, capture_output=True, text=True, check=False, timeout=300
    )


def new_magazine(folder: Path, *, address: str = "http://localhost:8000") -> Path:
    """A new magazine whose database is migrated already."""
    begin(folder, address=address)
    (folder / "data" / "masthead.sqlite3").write_bytes(template().read_bytes())
    return folder


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Server:
    """A ``masthead serve`` that runs."""

    process: subprocess.Popen[str]
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """All that it has printed so far."""
        return "".join(self.lines)

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for a path."""
        return self.ask("GET", path, headers=headers)

    def ask(
        self, method: str, path: str, *, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send a request and read the whole answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            connection.request(method, path, body=body or None, headers=named)
            answer = connection.getresponse()
            return answer, answer.read()

    def children(self) -> dict[int, str]:
        """The processes under the supervisor, with their command lines."""
        return {pid: command_of(pid) for pid in descendants(self.process.pid)}

    def child(self, module: str) -> int:
        """The supervisor's own child that runs this module."""
        return next(pid for pid in direct_children(self.process.pid) if module in command_of(pid))

    def stop(self) -> int:
        """Ask it to stop, and answer its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_SECONDS)


@contextmanager
def serving(folder: Path, *arguments: str, port: int | None = None) -> Iterator[Server]:
    """Serve a magazine for the length of the block, from when it says so."""
    port = port or free_port()
    command = [sys.executable, "-m", "masthead.cli", "serve", "--port", str(port), *arguments]
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    server = Server(process, port)
    reader = threading.Thread(target=lambda: server.lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        until(lambda: "Stop it with Ctrl-C" in server.said or process.poll() is not None)
        assert process.poll() is None, server.said
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)
        reader.join()
        if process.stdout:
            process.stdout.close()


def until(is_so: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something is so; fail when it does not come about."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def direct_children(pid: int) -> list[int]:
    """The processes that a process has started, as Linux knows them."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def descendants(pid: int) -> list[int]:
    """The processes below a process."""
    found = direct_children(pid)
    return found + [below for child in found for below in descendants(child)]


def command_of(pid: int) -> str:
    """A process's command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def resident_megabytes(pid: int) -> float:
    """The memory that a process holds, in megabytes (2**20 bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
