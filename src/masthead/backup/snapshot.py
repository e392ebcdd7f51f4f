"""A consistent copy of the database while the site goes on writing to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from masthead.backup.sealing import Progress
from masthead.backup.troubles import BackupImpossible, DiskFull, RestoreImpossible, disk_full

PAGES_AT_ONCE = 4096
BUSY_SECONDS = 60


def copy_sqlite(source: Path, target: Path, progress: Progress) -> None:
    """Copy a live SQLite database into one file without journal, as of one moment; writers are not held up.

    The read transaction opened first keeps the copy at that moment however long it takes (in WAL mode a
    snapshot); without it each foreign write would start the copy again. The copy is checked before it counts.
    """
    if not source.is_file():
        message = f"There is no database at {source}."
        raise BackupImpossible(message, "Start the magazine once, or name another masthead.toml.")
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            target.chmod(0o600)
            _copy(live, copy, progress)
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise disk_full(target.parent) from error
        message = f"The database {source} cannot be copied: {error}."
        raise BackupImpossible(message, "Run masthead doctor.") from error


def _copy(live: sqlite3.Connection, copy: sqlite3.Connection, progress: Progress) -> None:
    live.execute("BEGIN")
    live.execute("SELECT count(*) FROM sqlite_master").fetchone()
    page_bytes = live.execute("PRAGMA page_size").fetchone()[0]
    done = 0

    def told(_status: int, remaining: int, total: int) -> None:
        nonlocal done
        progress((total - remaining - done) * page_bytes)
        done = total - remaining

    live.backup(copy, pages=PAGES_AT_ONCE, progress=told)
    copy.execute("PRAGMA journal_mode=DELETE")
    finding = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        message = f"The database is damaged: {finding}."
        raise BackupImpossible(message, "Keep earlier backups, and restore the last good one.")


def migrations_in_sqlite(path: Path) -> tuple[tuple[str, str], ...]:
    """The migrations that a database has seen, as (app, name) in the order they ran; none when it is new."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone()
        if table is None:
            return ()
        rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return tuple((app, name) for app, name in rows)


def postgres_environment(url: str) -> dict[str, str]:
    """The variables by which PostgreSQL's programs find a database; on a command line others could read them."""
    parts = urlsplit(url)
    said = {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.path.lstrip("/"),
    }
    options = {f"PG{key.upper()}": value for key, value in parse_qsl(parts.query)}
    return {**options, **{key: unquote(value) for key, value in said.items() if value}}


def dump_postgres(url: str, target: Path) -> None:
    """Write PostgreSQL's own custom-format dump, which is consistent by itself."""
    arguments = [_program("pg_dump", BackupImpossible), "--format=custom", "--no-owner", "--no-privileges"]
    _run([*arguments, f"--file={target}"], postgres_environment(url), BackupImpossible, target)
    target.chmod(0o600)


def load_postgres(url: str, dump: Path) -> None:
    """Put a dump in place of what the database holds, all of it or nothing."""
    arguments = [
        _program("pg_restore", RestoreImpossible),
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
    ]
    environment = postgres_environment(url)
    database = environment["PGDATABASE"]
    _run(
        [*arguments, "--single-transaction", f"--dbname={database}", str(dump)],
        environment,
        RestoreImpossible,
        dump,
    )


def migrations_in_postgres(url: str) -> tuple[tuple[str, str], ...]:
    """As :func:`migrations_in_sqlite`, asked through ``psql``."""
    query = "SELECT app || ' ' || name FROM django_migrations ORDER BY id"
    arguments = [
        _program("psql", BackupImpossible),
        "--no-psqlrc",
        "--tuples-only",
        "--no-align",
        "--command",
        query,
    ]
    out = _run(arguments, postgres_environment(url), BackupImpossible, Path())
    return tuple((app, name) for app, name in (line.split(" ", 1) for line in out.splitlines() if line))


def _program(name: str, trouble: type[BackupImpossible | RestoreImpossible]) -> str:
    found = shutil.which(name)
    if found is None:
        message = f"{name} is needed for a PostgreSQL database and is not installed."
        raise trouble(message, "On Debian: apt install postgresql-client, of the server's version or later.")
    return found


def _run(
    arguments: list[str],
    environment: Mapping[str, str],
    trouble: type[BackupImpossible | RestoreImpossible],
    place: Path,
) -> str:
    done = subprocess.run(
        arguments,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    said = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()
    if any("No space left on device" in line for line in said):
        raise disk_full(place.parent)
    message = f"{Path(arguments[0]).name} failed: {said[0]}"
    raise trouble(message, said[-1] if len(said) > 1 else "")


@contextmanager
def temporary_copy(target: Path, ending: str) -> Iterator[Path]:
    """A name beside the backup for the copy of the database; the file is gone afterwards."""
    path = target.with_name(f".{target.name}.{os.getpid()}{ending}")
    try:
        yield path
    finally:
        for leftover in (path, Path(f"{path}-journal"), Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)


def refuse_when_too_small(place: Path, needed_bytes: int) -> None:
    """Raise ``DiskFull`` early when ``place`` has clearly less room than needed."""
    free = shutil.disk_usage(place).free
    if free < needed_bytes:
        message = f"{place} has {free / 1e6:,.0f} MB free, and about {needed_bytes / 1e6:,.0f} MB are needed."
        raise DiskFull(message, "Free some space there, or name a place on another disk.")
