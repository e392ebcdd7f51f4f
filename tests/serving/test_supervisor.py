"""The supervisor's patience, and its exit code."""

from __future__ import annotations

import signal
import socket
import threading
import time
from os import getpid, kill
from pathlib import Path

import pytest

from masthead.serving.children import EXIT_COME_BACK, MOST_FAILURES, Child, ended
from masthead.serving.ports import is_loopback, url_of
from masthead.serving.supervisor import answers, supervise, tell_systemd

SLEEPER = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open('{}', 'w'); time.sleep(60)"


def script(folder: Path, name: str, text: str) -> list[str]:
    """Arguments by which Python runs a text of its own."""
    path = folder / f"{name}.py"
    path.write_text(text)
    return [str(path)]


def test_a_child_that_keeps_failing_ends_everything_with_its_exit_code(tmp_path: Path) -> None:
    failing = Child("web", script(tmp_path, "failing", "raise SystemExit(7)"), first_wait_seconds=0.01)
    steady = Child("worker", script(tmp_path, "steady", SLEEPER))
    assert supervise([failing, steady]) == 7
    assert failing.failure_count == MOST_FAILURES
    assert not steady.is_running


def test_a_worker_that_asks_to_come_back_is_not_counted_as_failed(tmp_path: Path) -> None:
    count = tmp_path / "count"
    text = f"f = open({str(count)!r}, 'a'); f.write('x'); f.close(); raise SystemExit({EXIT_COME_BACK})"
    child = Child("worker", script(tmp_path, "back", text))

    def enough() -> bool:
        if count.exists() and len(count.read_text()) > MOST_FAILURES:
            kill(getpid(), signal.SIGTERM)
        return False

    assert supervise([child], is_up=enough) == 0
    assert child.failure_count == 0


def test_a_child_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf"
    child = Child("web", script(tmp_path, "stubborn", STUBBORN.format(deaf)))
    began = time.monotonic()
    code = supervise([child], is_up=deaf.exists, when_up=lambda: kill(getpid(), signal.SIGTERM), stop_seconds=0.3)
    assert code == 0
    assert child.exit_code == -signal.SIGKILL
    assert time.monotonic() - began < 20


def test_signals_mean_again_what_they_meant_before(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    child = Child("web", script(tmp_path, "steady", SLEEPER))
    supervise([child], when_up=lambda: kill(getpid(), signal.SIGTERM))
    assert signal.getsignal(signal.SIGTERM) is before


def test_systemd_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell_systemd("READY=1")
        assert listener.recv(100) == b"READY=1"
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell_systemd("READY=1")


def test_a_server_that_says_nothing_is_not_up() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        assert not answers("127.0.0.1", port, timeout_seconds=0.2)
        listener.listen()
        assert not answers("127.0.0.1", port, timeout_seconds=0.2)

        def reply() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"HTTP/1.1 503 Soon\r\n\r\n")

        listener.accept()[0].close()  # the one that waited in vain
        replying = threading.Thread(target=reply)
        replying.start()
        assert answers("127.0.0.1", port, timeout_seconds=2)
        replying.join()


def test_ends_are_told_in_words() -> None:
    assert ended(3) == "ended with exit code 3"
    assert ended(-9) == "was ended by SIGKILL"
    assert ended(-63) == "was ended by signal 63"


def test_addresses_are_understood() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert is_loopback("localhost")
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("magazine.example")
    assert url_of("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert url_of("::1", 8000) == "http://[::1]:8000/"
