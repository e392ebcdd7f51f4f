"""The supervising process: small, without Django, and in charge of the others."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from masthead.serving.children import Child

LOOK_SECONDS = 0.5
STOP_SECONDS = 30.0
TERMINATING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Signals:
    """Hears signals at any moment; a pipe wakes whoever waits."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()
        os.set_blocking(self.writer, False)
        self.stop_asked = 0

    def wait(self, seconds: float) -> None:
        """Wait for that long, or until a signal comes."""
        if select.select([self.reader], [], [], seconds)[0]:
            os.read(self.reader, 512)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_asked += 1

    @contextmanager
    def heard(self) -> Iterator[Signals]:
        """Listen to the end of children and to what asks us to stop, for the length of the block."""
        before = {number: signal.signal(number, self._hear) for number in TERMINATING}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        woken = signal.set_wakeup_fd(self.writer, warn_on_full_buffer=False)
        try:
            yield self
        finally:
            signal.set_wakeup_fd(woken)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(self.reader)
            os.close(self.writer)


def supervise(
    children: Sequence[Child],
    *,
    is_up: Callable[[], bool] = lambda: True,
    when_up: Callable[[], None] = lambda: None,
    stop_seconds: float = STOP_SECONDS,
) -> int:
    """Run the children until a signal asks to stop, and answer the exit code.

    ``when_up`` is called once, when ``is_up`` has first said yes. A child that ends is started again, later each
    time; one that keeps failing ends everything with its exit code. Told to stop, all children get SIGTERM and
    ``stop_seconds`` to finish what they have in hand; a second signal ends them at once. The exit code is then 0.
    """
    with Signals().heard() as signals:
        announced = False
        failed: Child | None = None
        while not signals.stop_asked and failed is None:
            for child in children:
                child.look()
            failed = next((child for child in children if child.has_failed_for_good), None)
            if not announced and is_up():
                announced = True
                when_up()
                tell_systemd("READY=1")
            signals.wait(LOOK_SECONDS)
        tell_systemd("STOPPING=1")
        stop(children, signals, stop_seconds)
    if failed is None:
        return 0
    return failed.exit_code if failed.exit_code and failed.exit_code > 0 else 1


def stop(children: Sequence[Child], signals: Signals, stop_seconds: float) -> None:
    """Ask all to stop at the same time, wait, and kill what is left."""
    deadline = time.monotonic() + stop_seconds
    patience = signals.stop_asked + 1
    for child in children:
        child.ask_to_stop()
    while any(child.is_running for child in children) and time.monotonic() < deadline:
        if signals.stop_asked >= patience:
            deadline = time.monotonic()
        signals.wait(LOOK_SECONDS)
    for child in children:
        child.end(deadline)


def answers(host: str, port: int, *, timeout_seconds: float = 2.0) -> bool:
    """Whether a web server there answers ``/healthz`` with anything at all."""
    try:
        with socket.create_connection((host, port), timeout=timeout_seconds) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return connection.recv(12).startswith(b"HTTP/1.")
    except OSError:
        return False


def tell_systemd(state: str) -> None:
    """Tell systemd, when it started us with ``Type=notify``, how we are (sd_notify(3)); else do nothing."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        channel.sendall(state.encode())
