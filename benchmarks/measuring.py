"""What all measurements share: opening a magazine, timing in rounds, asking for pages, counting queries, printing.

CPU time of this process is the figure to trust; wall time also holds whatever else the machine did. Cases take turns:
every round runs each case once, and the median over the rounds is reported, so that a busy minute hurts all alike.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

MAGAZINE_HELP = "the folder of a magazine that `masthead seed` filled (it holds masthead.toml)"
KILOBYTE = 1024


def arguments(text: str | None, *, rounds: int = 15) -> argparse.ArgumentParser:
    """A parser with what every measurement is told: the magazine, the number of rounds, the form of the answer."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("magazine", type=Path, help=MAGAZINE_HELP)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"how often each case is run ({rounds})")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def open_magazine(folder: Path) -> None:
    """Set Django up on the magazine in ``folder``."""
    configuration = folder.expanduser().absolute() / "masthead.toml"
    if not configuration.is_file():
        sys.exit(f"{folder} is no magazine: masthead init {folder}, then masthead seed --articles N in it.")
    os.environ["MASTHEAD_CONFIG"] = str(configuration)
    os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"
    from masthead import sqlite  # noqa: PLC0415 - Django's settings are chosen by now

    sqlite.swap_in()
    import django  # noqa: PLC0415

    django.setup()
    import logging  # noqa: PLC0415

    logging.getLogger().setLevel(logging.WARNING)


@dataclass
class Case:
    """One thing to measure, and what was measured of it."""

    name: str
    run: Callable[[], Any]
    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)

    def once(self) -> None:
        """Run it and note both times."""
        cpu, wall = time.process_time(), time.perf_counter()
        self.run()
        self.cpu_ms.append((time.process_time() - cpu) * 1000)
        self.wall_ms.append((time.perf_counter() - wall) * 1000)

    @property
    def cpu(self) -> float:
        """Milliseconds of CPU, the median."""
        return statistics.median(self.cpu_ms)

    @property
    def wall(self) -> float:
        """Milliseconds on the clock, the median."""
        return statistics.median(self.wall_ms)


def pace_ms(times: int = 5) -> float:
    """Milliseconds of CPU that a fixed piece of work takes at this moment, the least of some: how busy the machine is.

    Two runs can be compared where this number is the same; a machine shared with others may halve its speed.
    """
    found = []
    for _ in range(times):
        began = time.process_time()
        words: dict[str, int] = {}
        for number in range(20_000):
            word = str(number * 7919 % 5003)
            words[word] = words.get(word, 0) + len(word)
        json.loads(json.dumps(words))
        found.append((time.process_time() - began) * 1000)
    return min(found)


def take_turns(cases: Sequence[Case], rounds: int, *, warm_up: int = 2) -> None:
    """Run all cases ``rounds`` times, in turn; what the first ``warm_up`` rounds took is not counted."""
    for number in range(rounds + warm_up):
        for case in cases:
            case.once()
        if number < warm_up:
            for case in cases:
                case.cpu_ms.clear()
                case.wall_ms.clear()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True)
class Statement:
    """One statement that the database was asked."""

    sql: str
    params: Any


@contextmanager
def statements_noted() -> Iterator[list[Statement]]:
    """Every statement Django sends within the block."""
    from django.db import connection  # noqa: PLC0415 - set up by now

    noted: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        noted.append(Statement(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield noted


def sql_ms(statements: Sequence[Statement], *, repeats: int = 7) -> float:
    """CPU milliseconds that the reads among the statements take in the database itself, rows fetched: the median."""
    from django.db import connection  # noqa: PLC0415 - set up by now

    reads = [each for each in statements if each.sql.lstrip().upper().startswith("SELECT")]
    times = []
    for _ in range(repeats):
        began = time.process_time()
        for each in reads:
            with connection.cursor() as cursor:
                cursor.execute(each.sql, each.params)
                cursor.fetchall()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def plans(statements: Sequence[Statement]) -> list[tuple[str, list[str]]]:
    """Each read with SQLite's plan for it."""
    from django.db import connection  # noqa: PLC0415 - set up by now

    found = []
    for each in statements:
        if each.sql.lstrip().upper().startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {each.sql}", each.params)
                found.append((each.sql, [row[3] for row in cursor.fetchall()]))
    return found


class Site:
    """The site as the web server calls it: the whole WSGI application, without a network."""

    def __init__(self) -> None:
        from masthead.serving.door import application  # noqa: PLC0415 - set up by now

        self.application = application

    def get(self, path: str, query: str = "") -> tuple[int, bytes]:
        """Status and body of an address."""
        answered: list[str] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        body = self.application(environ, lambda status, _headers, *_rest: answered.append(status))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return int(answered[0].split(" ", 1)[0]), content

    def page(self, path: str, query: str = "") -> bytes:
        """The body of an address that must answer 200."""
        status, content = self.get(path, query)
        if status != 200:
            sys.exit(f"{path} answered {status}.")
        return content


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    import django  # noqa: PLC0415 - its version alone
    import wagtail  # noqa: PLC0415

    from masthead import sqlite  # noqa: PLC0415

    return {
        "cpu": f"{len(names)} × {names[0].partition(':')[2].strip()}" if names else platform.machine(),
        "memory": f"{int(memory.split()[1]) // KILOBYTE} MB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": ".".join(map(str, sqlite.linked_version())),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
        "pace": f"{pace_ms():.1f} ms",
    }


def show(title: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print the rows: a table for people, or one JSON object with the machine they were measured on."""
    if as_json:
        print(json.dumps({"measured": title, "machine": machine(), "rows": rows}, indent=1))
        return
    table = Table(title=title, title_justify="left")
    for place, name in enumerate(rows[0]):
        table.add_column(name, justify="left" if place == 0 else "right")
    for row in rows:
        table.add_row(*(f"{value:,.1f}" if isinstance(value, float) else f"{value}" for value in row.values()))
    console = Console(width=140)
    console.print(table)
    console.print(", ".join(f"{name} {value}" for name, value in machine().items()), style="dim")
