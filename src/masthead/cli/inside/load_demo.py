"""Loading the demo magazine. Run by ``masthead demo`` as a process of its own."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

from masthead.cli.running.command import guarded
from masthead.cli.running.screen import progress, say
from masthead.errors import MastheadError
from masthead.serving import indoors
from masthead.serving.lifeline import end_with_parent


class AnotherMagazine(MastheadError):
    """The folder holds a magazine that is not the demo."""


def main() -> int:
    """Migrate and load; the login goes into the file named on the command line."""
    end_with_parent()
    login_file = Path(sys.argv[1])
    return guarded(lambda: _load(login_file))


def _load(login_file: Path) -> int:
    migrating = indoors.module("masthead.cli.inside.migrate")
    logging.getLogger().setLevel(logging.WARNING)
    migrating.bring_up_to_date()
    _refuse_another_magazine(login_file)
    password = _password(login_file)
    with progress("Loading the demo", None) as advance:
        demo: Any = indoors.module("masthead.demo.actions")
        loaded = demo.load_demo(password=password, progress=lambda _what, _done, _total: advance(1))
    _keep(login_file, f"{loaded.username}\n{password}\n")
    say(f"{loaded.name}: {loaded.article_count} articles.")
    return 0


def _refuse_another_magazine(login_file: Path) -> None:
    """Raise ``AnotherMagazine`` when somebody owns this magazine and no demo was begun here."""
    if not login_file.exists() and indoors.module("masthead.desk.first_run.actions").has_owner():
        hint = "Name a new folder: masthead demo DIR."
        raise AnotherMagazine("This folder holds a magazine that is not the demo.", hint)


def _password(login_file: Path) -> str:
    """The password of an earlier run, or a new one, kept before it is used."""
    if login_file.exists():
        return login_file.read_text(encoding="utf-8").splitlines()[-1]
    password = str(indoors.module("masthead.demo.loading.owner").random_password())
    _keep(login_file, f"editor\n{password}\n")
    return password


def _keep(login_file: Path, text: str) -> None:
    descriptor = os.open(login_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
