"""The demo magazine, made by the command once for all test processes, and copied by whoever needs one."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.serving.running import masthead
from tests.template_database import CACHE, REPOSITORY, alone

FOLDER = "mag"


@dataclass(frozen=True)
class MadeDemo:
    """What ``masthead demo --no-serve`` made in an empty folder, and said."""

    folder: Path
    status: int
    said: str
    warned: str

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
            being_made.rename(wanted)
    return MadeDemo(wanted / FOLDER, **json.loads((wanted / "facts.json").read_text(encoding="utf-8")))


def _fingerprint() -> str:
    digest = hashlib.sha256()
    source = REPOSITORY / "src" / "masthead"
    for path in sorted([REPOSITORY / "uv.lock", *source.rglob("*")]):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(REPOSITORY)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
