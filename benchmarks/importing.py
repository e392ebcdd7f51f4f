"""How fast the bulk route imports: articles a second, by part, and the memory it takes.

    python -m benchmarks.importing FOLDER --articles 2000

Makes a new magazine in FOLDER (which must not exist) and imports the synthetic magazine into it as ``masthead seed``
does: the records are read and judged first (``prepare``), then written (``carry_out``) with revisions, read model,
references, the desk's search, audit trail, outbox and ledger, then the issues of twenty are published, then readers'
search indexes everything. The folder stays, for the other measurements.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import measuring

MASTHEAD = (sys.executable, "-m", "masthead.cli")
OWNER = ("--email", "owner@magazine.example", "--name", "Owner", "--password-file", "-", "--magazine", "Measured")


def new_magazine(folder: Path) -> None:
    """A magazine with an owner and no articles."""
    if folder.exists():
        sys.exit(f"{folder} is there already.")
    subprocess.run([*MASTHEAD, "init", str(folder)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*MASTHEAD, "migrate"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    password = "not-a-secret-on-a-measured-magazine"
    command = [*MASTHEAD, "createowner", *OWNER]
    subprocess.run(command, check=True, cwd=folder, input=password, text=True, stdout=subprocess.DEVNULL)


@dataclass
class Times:
    """Seconds of CPU and on the clock, by part."""

    cpu: dict[str, float] = field(default_factory=dict)
    wall: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu[name] = self.cpu.get(name, 0) + time.process_time() - cpu
        self.wall[name] = self.wall.get(name, 0) + time.perf_counter() - wall


def imported(count: int) -> Times:
    from masthead.demo.synthetic.source import SyntheticMagazine  # noqa: PLC0415 - set up by now
    from masthead.demo.synthetic.words import Vocabulary  # noqa: PLC0415
    from masthead.importers import actions as importing  # noqa: PLC0415
    from masthead.importers.writer.session import Session  # noqa: PLC0415
    from masthead.search import actions as search  # noqa: PLC0415

    times = Times()
    reader = SyntheticMagazine(0, count, seed=1, vocabulary=Vocabulary(1))
    with times.part("read and judged"):
        prepared = importing.prepare(reader, source="measured", kind="synthetic", folder="")

    class TimedSession(Session):
        """The same, with a look at the clock."""

        def write(self, *args: Any, **kwargs: Any) -> None:
            with times.part("of it, articles"):
                super().write(*args, **kwargs)

        def write_issue(self, *args: Any, **kwargs: Any) -> None:
            with times.part("of it, issues"):
                super().write_issue(*args, **kwargs)

    importing.Session = TimedSession  # type: ignore[attr-defined]
    with times.part("written"):
        importing.carry_out(prepared, acting_user=None)
    prepared.spool.close()
    with times.part("readers' search"):
        search.rebuild()
    return times


def main() -> None:
    parser = measuring.arguments(__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="how many; a multiple of 20 (2000)")
    options = parser.parse_args()
    new_magazine(options.magazine)
    measuring.open_magazine(options.magazine)
    times = imported(options.articles)
    rows = [
        {
            "part": part,
            "CPU s": times.cpu[part],
            "ms an article": times.cpu[part] * 1000 / options.articles,
            "articles/s of CPU": options.articles / times.cpu[part],
            "articles/s on the clock": options.articles / times.wall[part],
        }
        for part in ("read and judged", "written", "of it, articles", "of it, issues", "readers' search")
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    title = f"Import of {options.articles:,} articles (most memory taken: {peak} MB)"
    measuring.show(title, rows, as_json=options.json)


if __name__ == "__main__":
    main()
