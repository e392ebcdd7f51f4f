"""The demo magazine, made by the command once for all test processes, its pictures in all sizes, and copied by whoever needs one."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.serving.running import PATIENCE_SECONDS, environment, masthead, until
from tests.template_database import CACHE, REPOSITORY, alone

FOLDER = "mag"
WAITING = "SELECT count(*) FROM pictures_picture WHERE renditions_made_at IS NULL"


@dataclass(frozen=True)
class MadeDemo:
    """What ``masthead demo --no-serve`` made in an empty folder, and said."""

    folder: Path
    status: int
    said: str
    warned: str

    @property
    def database(self) -> Path:
        """Its SQLite file."""
        return self.folder / "data" / "masthead.sqlite3"

    @property
    def login(self) -> tuple[str, str]:
        """Who may log in, and with which password."""
        username, password = (self.folder / "secrets" / "demo-login.txt").read_text(encoding="utf-8").split()
        return username, password

    def copy_to(self, parent: Path) -> Path:
        """A copy to serve and to change."""
        return shutil.copytree(self.folder, parent / FOLDER)


def made_demo() -> MadeDemo:
    """The magazine; made first if the program has changed, by one process while others wait."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = CACHE / f"demo-{_fingerprint()}"
    with alone("demo"):
        if not wanted.exists():
            for earlier in CACHE.glob("demo-*"):
                shutil.rmtree(earlier)  # or what a run that was cut short left
            being_made = CACHE / "demo-being-made"
            being_made.mkdir()
            done = masthead("demo", FOLDER, "--no-serve", at=being_made)
            facts = {"status": done.returncode, "said": done.stdout, "warned": done.stderr}
            (being_made / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
            if done.returncode == 0:
                _work_off(being_made / FOLDER)
            being_made.rename(wanted)
    return MadeDemo(wanted / FOLDER, **json.loads((wanted / "facts.json").read_text(encoding="utf-8")))


def _work_off(folder: Path) -> None:
    """Let the worker make the sizes of the pictures here: each magazine that is served would spend half a minute on them."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "masthead.cli", "worker"], cwd=folder, env=environment(), stderr=subprocess.DEVNULL
    )
    try:
        with closing(sqlite3.connect(folder / "data" / "masthead.sqlite3")) as database:
            until(
                lambda: worker.poll() is not None or not database.execute(WAITING).fetchone()[0], 2 * PATIENCE_SECONDS
            )
    finally:
        worker.terminate()
        worker.wait(timeout=PATIENCE_SECONDS)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    source = REPOSITORY / "src" / "masthead"
    for path in sorted([REPOSITORY / "uv.lock", Path(__file__).resolve(), *source.rglob("*")]):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(REPOSITORY)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
