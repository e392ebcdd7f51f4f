"""One migrated SQLite file for all test processes: built once per set of migrations, then copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
CACHE = REPOSITORY / ".cache" / "tests"
DISTRIBUTIONS = ("Django", "wagtail", "modelsearch", "django-taggit", "django-tasks-db")
KEPT = 3
"""How many template files of earlier sets of migrations stay."""


def template() -> Path:
    """The migrated file; made first if the migrations have changed, by one process while others wait."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = CACHE / f"template-{_fingerprint()}.sqlite3"
    with alone("template"):
        if not wanted.exists():
            _make(wanted)
            _forget_old()
    return wanted


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in DISTRIBUTIONS:
        digest.update(f"{name}=={version(name)}\n".encode())
    source = REPOSITORY / "src" / "masthead"
    after_migrate = (source / "staff" / "roles.py", source / "publishing" / "indexes.py")
    for path in sorted([*source.glob("*/migrations/*.py"), source / "settings.py", *after_migrate]):
        digest.update(str(path.relative_to(source)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(making: str) -> Iterator[None]:
    """Let one process at a time make something, while others wait."""
    with (CACHE / f"{making}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make(wanted: Path) -> None:
    """Migrate in a process of its own: it leaves nothing in this one, and warnings there are not ours."""
    being_made = wanted.with_suffix(".making")
    being_made.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "masthead.settings",
        "MASTHEAD_CONFIG": str(REPOSITORY / "tests" / "masthead.toml"),
        "MASTHEAD_DATABASE_PATH": str(being_made),
    }
    environment.pop("PYTHONWARNINGS", None)
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"The test database cannot be migrated:\n{done.stderr[-4000:]}"
        raise RuntimeError(message)
    for rest in ("-wal", "-shm"):
        Path(f"{being_made}{rest}").unlink(missing_ok=True)
    being_made.rename(wanted)


def _forget_old() -> None:
    templates = sorted(CACHE.glob("template-*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in templates[KEPT:]:
        path.unlink(missing_ok=True)


def copy_to(folder: Path) -> Path:
    """A copy of the template of this process's own."""
    own = folder / "masthead.sqlite3"
    shutil.copyfile(template(), own)
    return own
