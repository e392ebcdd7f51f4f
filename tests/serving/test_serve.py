"""``masthead serve``: real processes, killed and stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from masthead.cli.init import begin
from masthead.serving.locks import AlreadyServed, hold_role
from tests.serving.running import (
    Server,
    free_port,
    is_alive,
    masthead,
    new_magazine,
    resident_megabytes,
    serving,
    until,
)

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_magazine(tmp_path_factory.mktemp("serve") / "mag")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """One server for the tests that leave it as they found it."""
    with serving(folder) as server:
        yield server


def test_it_prints_both_addresses_answers_and_stops_when_told(tmp_path: Path) -> None:
    with serving(new_magazine(tmp_path / "mag")) as server:
        stops_when_told(server)


def stops_when_told(server: Server) -> None:
    assert f"http://127.0.0.1:{server.port}/\n" in server.said
    assert f"http://127.0.0.1:{server.port}/desk/\n" in server.said
    answer, _ = server.get("/healthz")
    assert answer.status == 200
    children = server.children()
    assert any("masthead.serving.web" in command for command in children.values())
    assert any("masthead.serving.work" in command for command in children.values())

    assert server.stop() == 0

    until(lambda: not any(is_alive(pid) for pid in children), 5)


def test_a_killed_web_process_comes_back(server: Server) -> None:
    killed = server.child("masthead.serving.web")
    below = [pid for pid, command in server.children().items() if "spawn" in command or "granian" in command]
    os.kill(killed, signal.SIGKILL)
    until(lambda: "web process was ended by SIGKILL; starting it again" in server.said)
    until(lambda: not any(is_alive(pid) for pid in below))
    until(lambda: answers(server))
    assert server.child("masthead.serving.web") != killed


def answers(server: Server) -> bool:
    try:
        return server.get("/healthz")[0].status == 200
    except OSError:
        return False


def test_a_killed_worker_comes_back_and_pages_are_served_meanwhile(server: Server) -> None:
    killed = server.child("masthead.serving.work")
    os.kill(killed, signal.SIGKILL)
    until(lambda: "worker process was ended by SIGKILL; starting it again" in server.said)
    assert server.get("/healthz")[0].status == 200
    until(lambda: any("masthead.serving.work" in command for command in server.children().values()))
    assert server.child("masthead.serving.work") != killed


def test_a_supervisor_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    with serving(new_magazine(tmp_path / "mag")) as server:
        children = server.children()
        server.process.kill()
        server.process.wait()
        until(lambda: not any(is_alive(pid) for pid in children), 40)


def test_a_second_server_on_the_same_folder_is_told_of_the_first(server: Server, folder: Path) -> None:
    done = masthead("serve", "--port", str(free_port()), at=folder)
    assert done.returncode == 3
    assert f"in use: process {server.process.pid} (masthead serve on port {server.port})" in done.stderr
    assert "Traceback" not in done.stderr
    assert server.get("/healthz")[0].status == 200


def test_a_second_server_on_the_same_port_is_told_so(server: Server, tmp_path: Path) -> None:
    done = masthead("serve", "--port", str(server.port), at=new_magazine(tmp_path / "other"))
    assert done.returncode == 3
    assert f"Port {server.port} on 127.0.0.1 is in use by another process." in done.stderr
    assert f"--port {server.port + 1}" in done.stderr


def test_the_worker_may_run_apart_from_the_web(tmp_path: Path) -> None:
    folder = new_magazine(tmp_path / "mag")
    with serving(folder, "--role", "web") as web, serving(folder, "--role", "worker") as worker:
        assert not any("serving.work" in command for command in web.children().values())
        assert not any("serving.web" in command for command in worker.children().values())
        done = masthead("worker", at=folder)
        assert done.returncode == 3
        assert "in use" in done.stderr


def test_an_old_database_is_not_changed_without_leave(tmp_path: Path) -> None:
    folder = new_magazine(tmp_path / "mag")
    (folder / "data" / "masthead.sqlite3").unlink()
    done = masthead("serve", "--no-migrate", "--port", str(free_port()), at=folder)
    assert done.returncode == 1
    assert "The database lacks" in done.stderr
    assert "masthead migrate" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "nowhere.invalid"], "is no address of this machine"),
        (["--host", "192.0.2.1"], "Nobody can listen on 192.0.2.1"),
        (["--port", "70000"], "is no port"),
    ],
)
def test_an_address_that_is_none_is_named(tmp_path: Path, arguments: list[str], said: str) -> None:
    begin(tmp_path / "mag")
    done = masthead("serve", *arguments, at=tmp_path / "mag")
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lock_left_by_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "serve-web.lock").write_text('{"pid": 999999, "doing": "masthead serve on port 1"}')
    with hold_role(tmp_path, "web", doing="the second"):
        with pytest.raises(AlreadyServed, match=r"process \d+ \(the second\)"), hold_role(tmp_path, "web", doing="x"):
            pass
        with hold_role(tmp_path, "worker", doing="another role"):
            pass
    with hold_role(tmp_path, "web", doing="the third"):
        pass


def test_the_processes_stay_small(server: Server) -> None:
    """The figures of the product: web 220 MB, worker 200 MB, after some pages."""
    for _ in range(30):
        server.get("/")
        server.get("/desk/login/")
        server.get("/nowhere/")
    web = server.child("masthead.serving.web")
    worker = server.child("masthead.serving.work")
    of_web = [web, *(pid for pid in server.children() if pid not in {web, worker})]
    assert sum(resident_megabytes(pid) for pid in of_web) <= 220
    assert resident_megabytes(worker) <= 200
    assert resident_megabytes(server.process.pid) <= 40
