"""The invitation: a file in the data folder with the one-time code that ``masthead serve`` shows its operator.

Whoever reaches a new magazine first would otherwise own it. Plain Python, since the supervising process reads it.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "first-run.json"
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without those that are taken for another."""
GROUP, GROUP_COUNT = 4, 3


@dataclass(frozen=True)
class Invitation:
    """``code`` opens the first-run page; ``is_local``: the server can be reached from its own machine alone."""

    code: str
    is_local: bool

    def fits(self, code: str) -> bool:
        """Whether somebody gave the code, however they wrote it; takes the same time for every wrong one."""
        given = "".join(letter for letter in code.upper() if letter.isalnum())
        return hmac.compare_digest(given.encode(), self.code.replace("-", "").encode())


def read_invitation(data_dir: Path) -> Invitation | None:
    """The invitation that stands, if one does."""
    try:
        said = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
        return Invitation(str(said["code"]), said["is_local"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_invitation(data_dir: Path, *, is_local: bool) -> Invitation:
    """Let an invitation stand, readable by this user alone; an earlier one keeps its code."""
    earlier = read_invitation(data_dir)
    code = earlier.code if earlier else _new_code()
    data_dir.mkdir(parents=True, exist_ok=True)
    being_written = data_dir / f".{FILE_NAME}.{os.getpid()}"
    descriptor = os.open(being_written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"code": code, "is_local": is_local}, file)
    being_written.replace(data_dir / FILE_NAME)
    return Invitation(code, is_local)


def withdraw_invitation(data_dir: Path) -> None:
    """Take it away; harmless when there is none."""
    with contextlib.suppress(FileNotFoundError):
        (data_dir / FILE_NAME).unlink()


def _new_code() -> str:
    """Twelve letters, 58 bits: more than can be tried over a network."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUP_COUNT))
