"""Making a backup of a running or a stopped magazine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from masthead.backup.manifest import (
    MEDIA_FOLDER,
    POSTGRES_NAME,
    SQLITE_NAME,
    Header,
)
from masthead.backup.sealing import Progress, nobody_watches
from masthead.backup.settings_files import add_settings
from masthead.backup.snapshot import (
    copy_sqlite,
    dump_postgres,
    migrations_in_postgres,
    migrations_in_sqlite,
    refuse_when_too_small,
    temporary_copy,
)
from masthead.backup.troubles import disk_trouble_named
from masthead.backup.writing import BackupWriter, new_backup_file, writable_target
from masthead.config import Config


@dataclass(frozen=True)
class MadeBackup:
    """What was made."""

    path: Path
    size_bytes: int
    media_count: int
    left_out: tuple[str, ...]


def sqlite_path(config: Config) -> Path | None:
    """The SQLite file of this configuration; None with PostgreSQL."""
    url = config.database.url
    if not url:
        return config.database.path
    return Path(url.removeprefix("sqlite://")) if url.startswith("sqlite:") else None


def expected_bytes(config: Config) -> int:
    """About how many bytes a backup will read, for a progress bar: the database twice and the media once."""
    path = sqlite_path(config)
    database = path.stat().st_size if path and path.is_file() else 0
    return 2 * database + sum(size for _name, _path, size in media_files(config.media.dir))


def media_files(folder: Path) -> Iterator[tuple[str, Path, int]]:
    """Each file under ``folder`` as (name in the backup, path, size), in order; links are not followed."""
    if not folder.is_dir():
        return
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield f"{MEDIA_FOLDER}/{path.relative_to(folder).as_posix()}", path, path.stat().st_size


def make_backup(
    config: Config, target: Path, *, with_secrets: bool = True, progress: Progress = nobody_watches
) -> MadeBackup:
    """Write database, media and settings to ``target``, a sealed ``.tar.gz``; the site may go on meanwhile.

    The database is copied first, so that whatever it mentions is on the disk when the media are read. Raises
    ``BackupImpossible`` or ``DiskFull``, and leaves no file then.
    """
    target = writable_target(target)
    path = sqlite_path(config)
    with temporary_copy(target, ".snapshot") as copy, disk_trouble_named(target.parent):
        if path is not None:
            if path.is_file():
                refuse_when_too_small(target.parent, path.stat().st_size)
            copy_sqlite(path, copy, progress)
            migrations = migrations_in_sqlite(copy)
        else:
            dump_postgres(config.database.url, copy)
            migrations = migrations_in_postgres(config.database.url)
        header = Header(
            masthead_version=version("masthead"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database_kind="sqlite" if path is not None else "postgresql",
            has_secrets=with_secrets,
            migrations=migrations,
        )
        with new_backup_file(target, header, progress) as writer:
            writer.add_file(SQLITE_NAME if path is not None else POSTGRES_NAME, copy)
            media_count = _add_media(writer, config.media.dir)
            add_settings(writer, config.source, with_secrets=with_secrets)
    return MadeBackup(target, target.stat().st_size, media_count, tuple(writer.left_out))


def _add_media(writer: BackupWriter, folder: Path) -> int:
    count = 0
    for name, path, _size in media_files(folder):
        try:
            writer.add_file(name, path)
        except FileNotFoundError:
            writer.left_out.append(f"{name}: deleted while the backup was made")
            continue
        count += 1
    return count
