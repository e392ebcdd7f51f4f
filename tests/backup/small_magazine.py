"""A magazine folder small enough to be backed up hundreds of times: settings, secret, database, media."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from masthead.config import Config, load

SECRET = "a-secret-of-at-least-thirty-two-characters"
SETTINGS = """[site]
base_url = "https://magazine.example"
secret_key_file = "secrets/secret_key"

[mail]
host = "mail.example"
password = "a-mail-password"
"""


def make(folder: Path, *, rows: int = 200) -> Config:
    """Lay out the folder; the database has one table beside Django's list of migrations."""
    (folder / "secrets").mkdir(parents=True)
    (folder / "secrets" / "secret_key").write_text(SECRET)
    (folder / "masthead.toml").write_text(SETTINGS)
    media = folder / "data" / "media"
    (media / "renditions").mkdir(parents=True)
    (media / "cover.jpg").write_bytes(bytes(range(256)) * 200)
    (media / "renditions" / "été.webp").write_bytes(b"WEBP" * 300)
    (media / "empty.txt").write_bytes(b"")
    with closing(sqlite3.connect(folder / "data" / "masthead.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT)")
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('contenttypes', '0001_initial')")
        connection.execute("CREATE TABLE story (id INTEGER PRIMARY KEY, headline TEXT, body BLOB)")
        connection.executemany(
            "INSERT INTO story (headline, body) VALUES (?, ?)",
            [(f"Story {number}", hashlib.sha256(str(number).encode()).digest() * 8) for number in range(rows)],
        )
        connection.commit()
    return config_of(folder)


def config_of(folder: Path) -> Config:
    """The configuration that the command would read there."""
    return load({"MASTHEAD_CONFIG": str(folder / "masthead.toml")}, start=folder)


def rows_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a database with all its rows in order."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def hashes_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes; locks and the database's side files apart."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-wal", "-shm"))
    }
