"""The same jobs over RQ and a Valkey or Redis server that the test starts for itself."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from masthead.jobs import queries
from masthead.jobs.models import OutboxEntry
from tests.jobs import samples
from tests.jobs.conftest import Machines
from tests.jobs.test_worker import wait_until

SERVERS = ("valkey-server", "redis-server")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of this test's own, on a free port of the loopback, that keeps nothing on disk."""
    pytest.importorskip("django_tasks_rq", reason="the extra “valkey” is not installed (uv sync --extra valkey)")
    program = next((path for name in SERVERS if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Valkey or Redis server is installed (apt-get install redis-server)")
    folder = tmp_path_factory.mktemp("valkey")
    port = _free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen([program, *options], stdout=output)
    try:
        _wait_for(port, log)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        else:
            return


@pytest.fixture
def over_valkey(machines: Machines, server_url: str, settings: Any) -> Machines:
    """This process and the workers it starts keep their jobs in the server, as ``[jobs] backend = "rq"`` has it."""
    settings.RQ_QUEUES = {"default": {"URL": server_url, "QUEUE_CLASS": "masthead.jobs.valkey.PolicyQueue"}}
    rq = {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}
    settings.TASKS = {**settings.TASKS, "bg": rq}
    machines.environment |= {"MASTHEAD_JOBS_BACKEND": "rq", "MASTHEAD_JOBS_REDIS_URL": server_url}
    return machines


def test_jobs_over_valkey_are_run_retried_failed_and_taken_over(over_valkey: Machines) -> None:
    trace = over_valkey.trace
    with transaction.atomic():
        samples.remember.later("never")
        transaction.set_rollback(True)
    samples.remember.after(1).later("postponed")
    samples.remember.later("kicker")
    samples.once.later(7)
    samples.once.later(7)
    samples.flaky.later()
    samples.fail_for_good.later()
    assert OutboxEntry.objects.count() == 5, "on its way, committed with the caller's transaction"

    killed = over_valkey.start_worker()
    trace.wait_for("kicker")
    trace.wait_for("once-7")
    trace.wait_for("postponed")
    trace.wait_for("flaky")
    samples.short.later("cover")
    trace.wait_for("begin-cover")
    over_valkey.kill(killed)
    assert queries.health().jobs_failed_count == 1, "an error for good is not tried again"
    assert queries.health().jobs_running_count == 1

    trace.let_go()
    last = over_valkey.start_worker()
    trace.wait_for("end-cover")
    wait_until(lambda: queries.health().jobs_running_count == 0)
    assert queries.health().jobs_waiting_count == 0
    words = trace.words()
    assert words.count("once-7") == words.count("kicker") == words.count("end-cover") == 1
    assert "never" not in words
    assert not DBTaskResult.objects.exists()
    assert over_valkey.stop(last) == 0
