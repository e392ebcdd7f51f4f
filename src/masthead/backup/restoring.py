"""Putting a backup back: beside what is there, whole and checked, and only then in its place."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from masthead.backup.making import sqlite_path
from masthead.backup.manifest import MEDIA_FOLDER, POSTGRES_NAME, SETTINGS_NAME, SQLITE_NAME
from masthead.backup.reading import ExaminedBackup, unpack
from masthead.backup.sealing import Progress, nobody_watches
from masthead.backup.settings_files import LOCAL_FOLDER, settle_settings
from masthead.backup.snapshot import load_postgres, refuse_when_too_small
from masthead.backup.swap import mend, refuse_mount_point, replace_folder
from masthead.backup.troubles import BackupRefused, RestoreImpossible, disk_trouble_named
from masthead.config import FILE_NAME, Config
from masthead.newsletters import journal
from masthead.serving.locks import ROLES, hold_roles

DOING = "masthead restore"
KEPT = "before-restore-"
UNFINISHED = "restoring-"
MARK = ".unfinished"
"""Stands in a folder that is being filled; a folder without it is never removed."""


@dataclass(frozen=True)
class Restored:
    """What was put where."""

    data_dir: Path
    kept: Path | None
    """The folder that held the data before; None when there was none."""
    notes: tuple[str, ...] = ()


def restore_here(config: Config, backup: ExaminedBackup, *, progress: Progress = nobody_watches) -> Restored:
    """Put database and media of an examined backup in the place of the magazine's present ones.

    ``masthead.toml`` and the secrets stay as they are. What was there before is kept beside it. Killed at any
    moment, the magazine is as it was before, or is the restored one. Raises ``AlreadyServed`` while a server or
    worker runs, ``RestoreImpossible``, ``DiskFull``, or ``BackupRefused`` for a backup of a newer Masthead.
    """
    refuse_newer(backup)
    data_dir = config.data_dir
    places = _places_in(config, backup, data_dir)
    mend_data(data_dir)
    refuse_mount_point(data_dir)
    stamp = _unused_stamp(data_dir)
    fresh = data_dir.with_name(f"{data_dir.name}.{UNFINISHED}{stamp}")
    kept = data_dir.with_name(f"{data_dir.name}.{KEPT}{stamp}")
    had_data = data_dir.exists()
    with hold_roles(data_dir, ROLES, doing=DOING):
        _sweep(data_dir)
        with _side_folder(fresh), hold_roles(fresh, ROLES, doing=DOING):
            _fill(backup, lambda name: _beneath(fresh, places(name)), fresh, progress)
            if backup.header.database_kind == "postgresql":
                load_postgres(config.database.url, fresh / POSTGRES_NAME)
                shutil.rmtree(fresh / "database")
            journal.carry(data_dir, fresh)
            (fresh / MARK).unlink()
            replace_folder(data_dir, fresh, kept)
    if not had_data:  # the folder was made for the locks alone
        shutil.rmtree(kept)
    return Restored(data_dir, kept if had_data else None)


def restore_into(folder: Path, backup: ExaminedBackup, *, progress: Progress = nobody_watches) -> Restored:
    """Make a new magazine folder of an examined backup: settings, secrets, database and media.

    ``folder`` must not exist or must be empty; it appears whole or not at all. SQLite only: a PostgreSQL database
    is restored into the one that ``masthead.toml`` names, by :func:`restore_here`.
    """
    refuse_newer(backup)
    if backup.header.database_kind != "sqlite":
        message = "This backup holds a PostgreSQL database, which does not live in a folder."
        raise RestoreImpossible(
            message, "Make a masthead.toml that names a new database, and restore there without --into."
        )
    folder = folder.expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RestoreImpossible(f"{folder} is not an empty folder.", "Name a new one.")
    if not folder.parent.is_dir():
        raise RestoreImpossible(f"{folder.parent} is not a folder.", "Make it first.")
    fresh = folder.with_name(f".{folder.name}.{UNFINISHED}{os.getpid()}")
    with _side_folder(fresh):
        _fill(backup, lambda name: _beneath(fresh, _place_in_new_folder(name)), fresh, progress)
        notes = settle_settings(fresh)
        (fresh / "data" / "media").mkdir(parents=True, exist_ok=True)
        journal.carry(fresh / "data", fresh / "data")
        (fresh / MARK).unlink()
        fresh.rename(folder)
    return Restored(folder / "data", None, (*backup.manifest.left_out, *notes))


def _unused_stamp(data_dir: Path) -> str:
    """The moment, for the names of this restore's folders; waits for the next second when another restore has this one."""
    while True:
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        if not any(data_dir.parent.glob(f"{data_dir.name}.*{stamp}")):
            return stamp
        time.sleep(0.1)


def mend_data(data_dir: Path) -> None:
    """Put right what a restore that was killed has left, if anything; called before the data folder is used."""
    mend(data_dir, fresh_prefix=UNFINISHED, kept_prefix=KEPT)


def refuse_newer(backup: ExaminedBackup) -> None:
    """Raise ``BackupRefused`` when the backup's database may hold what this version does not know."""
    made_by = backup.header.masthead_version
    unknown = [name for name in backup.header.migrations if _is_ours(name[0]) and not _is_known(*name)]
    if not unknown and _release(made_by) <= _release(version("masthead")):
        return
    detail = f" It holds {unknown[0][0]}.{unknown[0][1]}, unknown here." if unknown else ""
    raise BackupRefused(
        f"{backup.path} was made by Masthead {made_by}; this is {version('masthead')}.{detail} Nothing was changed.",
        f"Install Masthead {made_by} or later, then restore.",
    )


def _release(text: str) -> tuple[int, ...]:
    """The numbers that a version begins with: 1.4.0rc2 is (1, 4, 0)."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _package_folder() -> Path:
    return Path(__file__).resolve().parent.parent


def _is_ours(app: str) -> bool:
    return app.isidentifier() and (_package_folder() / app / "migrations").is_dir()


def _is_known(app: str, name: str) -> bool:
    return (_package_folder() / app / "migrations" / f"{name}.py").is_file()


def _places_in(config: Config, backup: ExaminedBackup, data_dir: Path) -> Callable[[str], Path | None]:
    """Where in the data folder each member goes; raise ``RestoreImpossible`` when the magazine keeps it elsewhere."""
    here = sqlite_path(config)
    kind = "sqlite" if here is not None else "postgresql"
    if kind != backup.header.database_kind:
        message = f"The backup holds a {backup.header.database_kind} database and this magazine uses {kind}."
        raise RestoreImpossible(message, "Restore it where masthead.toml names the same kind, or with --into.")
    database = here if here is not None else data_dir / POSTGRES_NAME
    for path in (database, config.media.dir):
        if not path.absolute().is_relative_to(data_dir) or path.absolute() == data_dir:
            message = f"This magazine keeps {path} outside {data_dir}, so they cannot be replaced in one step."
            raise RestoreImpossible(message, "Use --into with a new folder, then move the parts by hand.")
    inside = {SQLITE_NAME: database.absolute().relative_to(data_dir), POSTGRES_NAME: Path(POSTGRES_NAME)}
    media = config.media.dir.absolute().relative_to(data_dir)

    def place(name: str) -> Path | None:
        first, _, rest = name.partition("/")
        return media / rest if first == MEDIA_FOLDER else inside.get(name)

    return place


def _place_in_new_folder(name: str) -> Path | None:
    first, _, rest = name.partition("/")
    if first == MEDIA_FOLDER:
        return Path("data", "media", rest)
    if name == SQLITE_NAME:
        return Path("data", "masthead.sqlite3")
    if name == SETTINGS_NAME:
        return Path(FILE_NAME)
    return Path(LOCAL_FOLDER, name.rsplit("/", 1)[-1]) if first == "settings" else None


def _beneath(folder: Path, place: Path | None) -> Path | None:
    return folder / place if place else None


def _fill(backup: ExaminedBackup, place_of: Callable[[str], Path | None], folder: Path, progress: Progress) -> None:
    with disk_trouble_named(folder.parent):
        refuse_when_too_small(folder.parent, backup.manifest.total_bytes)
        unpack(backup, place_of, progress)
        os.sync()


@contextmanager
def _side_folder(folder: Path) -> Iterator[None]:
    """A new folder that is gone after an error, as long as it still says that it is unfinished."""
    folder.mkdir()
    (folder / MARK).touch()
    try:
        yield
    finally:
        if (folder / MARK).exists():
            shutil.rmtree(folder)


def _sweep(data_dir: Path) -> None:
    """Remove what restores that were killed left beside the data folder, when it was unfinished."""
    for leftover in data_dir.parent.glob(f"{data_dir.name}.{UNFINISHED}*"):
        if (leftover / MARK).exists():
            shutil.rmtree(leftover)
