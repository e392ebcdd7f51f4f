"""What the web process and the worker hold in memory after a burst of requests and of jobs.

    python -m benchmarks.memory MAGAZINE

Starts ``masthead serve`` on the magazine, asks for pages of every kind, search, feeds, sitemaps and the desk, then
gives the worker the sizes of every picture to make again and an article to follow for each. RSS counts what is shared
between processes in each of them, PSS shares it out; “most” is the highest RSS since the process began.
"""

from __future__ import annotations

import http.client
import itertools
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks import measuring, pages
from benchmarks.publishing import edited, numbers, owner

START_SECONDS = 120
WORK_SECONDS = 900
CONNECTIONS = 4


def main() -> None:
    options = measuring.arguments(__doc__, rounds=40).parse_args()
    measuring.open_magazine(options.magazine)
    port = _free_port()
    with _served(options.magazine, port) as server:
        rows = [*_held(server.pid, "started")]
        burst(port, options.rounds)
        rows += _held(server.pid, "after the requests")
        work()
        rows += _held(server.pid, "after the jobs")
    measuring.show("Memory", rows, as_json=options.json)


class _served:  # noqa: N801 - reads as a verb where it stands
    """``masthead serve`` for the length of the block, ended by its own process id."""

    def __init__(self, magazine: Path, port: int) -> None:
        self.magazine, self.port = magazine, port

    def __enter__(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "masthead.cli", "serve", "--port", str(self.port)]
        environment = {**os.environ, "MASTHEAD_CONFIG": str(self.magazine.absolute() / "masthead.toml")}
        self.process = subprocess.Popen(command, env=environment, cwd=self.magazine, stdout=subprocess.DEVNULL)
        _wait(self._is_up, START_SECONDS, "the site to answer")
        return self.process

    def _is_up(self) -> bool:
        if self.process.poll() is not None:
            sys.exit("masthead serve did not start.")
        try:
            return _get(self.port, "/healthz") == 200
        except OSError:
            return False

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _get(port: int, address: str, cookie: str = "") -> int:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _wait(is_so: Callable[[], bool], seconds: float, words: str) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            sys.exit(f"Waited {seconds:.0f} s for {words}.")
        time.sleep(0.5)


def burst(port: int, rounds: int) -> None:
    """Ask for every kind of page ``rounds`` times, each time for others, on a few connections at once."""
    asked = list(_addresses(rounds))
    random.Random(2).shuffle(asked)
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        answers = list(threads.map(lambda each: (_get(port, *each), each[0]), asked))
    failed = [f"{address} answered {status}" for status, address in answers if status != 200]
    if failed:
        print(f"{len(failed)} of {len(answers)} requests failed, the first: {failed[0]}.", file=sys.stderr)


def _addresses(rounds: int) -> Iterator[tuple[str, str]]:
    from masthead.demo.synthetic.words import Vocabulary  # noqa: PLC0415 - set up by now
    from masthead.published.models import PublishedArticle  # noqa: PLC0415

    rows = list(PublishedArticle.objects.order_by("pk").values_list("pk", "path"))
    some = random.Random(1).sample(rows, min(len(rows), rounds * 20))
    yield from ((path, "") for _, path in some)
    for _, path in pages.addresses():
        yield from itertools.repeat((path, ""), rounds)
    words = Vocabulary(1).words
    yield from ((f"/search/?q={word}", "") for word in words[: rounds * 10])
    yield from ((f"/search/?q={word[:3]}&typing=1", "") for word in words[200 : 200 + rounds * 5])
    cookie = session()
    for number, _ in some[:rounds]:
        yield f"/desk/pages/{number}/edit/", cookie
        yield "/desk/", cookie
        yield f"/desk/pages/search/?q={words[number % 3000]}", cookie


def session() -> str:
    """The cookie of a new session of the owner."""
    from django.conf import settings  # noqa: PLC0415 - set up by now
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from masthead.staff.models import User  # noqa: PLC0415

    owner = User.objects.filter(is_superuser=True).order_by("pk").first() or sys.exit("masthead createowner first.")
    store = SessionStore()
    store[SESSION_KEY] = str(owner.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def work() -> None:
    """Give the worker every picture and some articles, and wait until it has nothing left to do."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - set up by now

    from masthead.jobs import outbox  # noqa: PLC0415
    from masthead.jobs.models import OutboxEntry  # noqa: PLC0415
    from masthead.pictures.models import Picture  # noqa: PLC0415
    from masthead.pictures.tasks import make_renditions  # noqa: PLC0415
    from masthead.publishing import actions as publishing  # noqa: PLC0415

    for number in Picture.objects.values_list("pk", flat=True):
        make_renditions.later(number)
    for number in numbers(40):
        article = edited(number)
        publishing.publish(article, acting_user=owner(), revision=article.save_revision(user=owner()))

    def is_idle() -> bool:
        waiting = OutboxEntry.objects.filter(outbox.OPEN).exists()
        return not waiting and not DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists()

    _wait(is_idle, WORK_SECONDS, "the worker")


def _held(supervisor: int, when: str) -> Iterator[dict[str, Any]]:
    """Memory of the processes of one ``masthead serve``, in MB."""
    for name, pids in _processes(supervisor).items():
        status = [_status(pid) for pid in pids]
        yield {
            "process": name,
            "when": when,
            "RSS MB": sum(each["VmRSS"] for each in status) / 1024,
            "PSS MB": sum(_pss(pid) for pid in pids) / 1024,
            "most MB": sum(each["VmHWM"] for each in status) / 1024,
            "of it, private": sum(each["RssAnon"] for each in status) / 1024,
            "of it, files mapped": sum(each["RssFile"] for each in status) / 1024,
        }


def _processes(supervisor: int) -> dict[str, list[int]]:
    """Process ids by what they do; the one that Granian starts to answer requests is the web process proper."""
    found: dict[str, list[int]] = {"supervisor": [supervisor], "web, parent": [], "web": [], "worker": []}
    for child in _children(supervisor):
        said = Path(f"/proc/{child}/cmdline").read_bytes().decode()
        if "masthead.serving.web" in said:
            found["web, parent"].append(child)
            found["web"] += [each for each in _children(child) if _status(each)["VmRSS"] > 50 * 1024]
        elif "masthead.serving.work" in said:
            found["worker"].append(child)
    return found


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _status(pid: int) -> dict[str, int]:
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return {line[0].rstrip(":"): int(line[1]) for line in lines if line[0].startswith(("Vm", "Rss"))}


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
