"""The demo magazine, served once for all acceptance tests, and the validators that ``.ci/validators`` installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.kinds import Found, pages_of
from tests.conftest import chromium
from tests.shots import demo_magazine

UNMADE = "SELECT COUNT(*) FROM pictures_picture WHERE renditions_made_at IS NULL"
PATIENCE_SECONDS = 600
MODULES = Path(__file__).parent / "node_modules"
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The demo magazine while it is served."""

    url: str
    folder: Path

    def wear(self, look: str) -> None:
        """Put on a look, as the settings at the desk would."""
        self.ask("UPDATE magazine_magazine SET look = ?", look)

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the magazine's database something."""
        sqlite = sys.modules["sqlite3"]  # the patched one, where there is one
        with closing(sqlite.connect(next(self.folder.rglob("*.sqlite3")), timeout=20)) as database, database:
            return list(database.execute(statement, values))


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demo magazine with the sizes of all its pictures made.

    ``ACCEPTANCE_SITE=http://127.0.0.1:8000 ACCEPTANCE_FOLDER=demo-magazine`` asks one that is being served already.
    """
    already = os.environ.get("ACCEPTANCE_SITE"), os.environ.get("ACCEPTANCE_FOLDER")
    if already[0] and already[1]:
        yield Site(already[0], Path(already[1]))
        return
    with demo_magazine() as (url, folder):
        served = Site(url, folder)
        for _ in range(PATIENCE_SECONDS):
            if not served.ask(UNMADE)[0][0]:
                break
            time.sleep(1)
        yield served


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, Found]:
    """A page of every kind."""
    return pages_of(site.url)


@pytest.fixture(scope="session")
def chromium_command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Chromium that opens as root and calls nobody, as one executable."""
    executable = chromium()
    if executable is None:
        pytest.fail("The acceptance tests need Chromium (on Debian: apt-get install chromium).")
    script = tmp_path_factory.mktemp("chromium") / "chromium.sh"
    flags = " ".join([*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])])
    script.write_text(f'#!/bin/sh\nexec {executable} {flags} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def validator(*parts: str) -> Path:
    """A file of a validator."""
    path = MODULES.joinpath(*parts)
    if not path.exists():
        pytest.fail(f"{path} is not there: run `make acceptance`, which installs the validators.")
    return path


def said_as_json(command: list[str], *, stream: str = "stdout", **environment: str) -> dict[str, object]:
    """What a program says, read as JSON."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, env={**os.environ, **environment}
    )
    said = getattr(done, stream)
    try:
        return dict(json.loads(said))
    except ValueError:
        pytest.fail(f"{command[0]} said no JSON: {done.stdout[-2000:]} {done.stderr[-2000:]}")
