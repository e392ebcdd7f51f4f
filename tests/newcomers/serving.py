"""A newcomers' magazine in a folder, and serving it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from masthead.config import FILE_NAME
from tests.newcomers.magazines import PEOPLE_FILE
from tests.serving.running import environment, new_magazine
from tests.template_database import REPOSITORY


def make(folder: Path, which: str, *, address: str) -> dict[str, dict[str, str]]:
    """Make the magazine ``which`` (see ``magazines``) in a new folder; answer who can sign in."""
    new_magazine(folder, address=address)
    done = subprocess.run(
        [sys.executable, "-m", "tests.newcomers.magazines", which],
        cwd=REPOSITORY,
        env=environment(MASTHEAD_CONFIG=str(folder / FILE_NAME)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return people_of(folder)


def people_of(folder: Path) -> dict[str, dict[str, str]]:
    """Who can sign in, by username: password and a session's key."""
    read: dict[str, dict[str, Any]] = json.loads((folder / PEOPLE_FILE).read_text())
    return read
