"""A magazine on PostgreSQL: saved by pg_dump, put back by pg_restore, all of it or nothing.

Runs where the suite runs on PostgreSQL (``.ci/postgres``), in a database of its own on that server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from masthead.backup.making import make_backup
from masthead.backup.reading import examine
from masthead.backup.restoring import restore_here, restore_into
from masthead.backup.snapshot import postgres_environment
from masthead.backup.troubles import BackupImpossible, RestoreImpossible
from masthead.config import Config
from tests.backup.small_magazine import config_of, hashes_of, make

DATABASE = "masthead_backup_trial"
LAID_OUT = """
CREATE TABLE django_migrations (id serial PRIMARY KEY, app text, name text);
INSERT INTO django_migrations (app, name) VALUES ('contenttypes', '0001_initial');
CREATE TABLE story (id serial PRIMARY KEY, headline text);
INSERT INTO story (headline) SELECT 'Story ' || n FROM generate_series(1, 50) AS n;
"""


def sql(url: str, text: str) -> str:
    arguments = [
        "psql",
        "--no-psqlrc",
        "--tuples-only",
        "--no-align",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--command",
        text,
    ]
    done = subprocess.run(
        arguments, env={**os.environ, **postgres_environment(url)}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def magazine(tmp_path: Path) -> Iterator[Config]:
    server = os.environ.get("MASTHEAD_DATABASE_URL", "")
    if not server.startswith("postgres") or shutil.which("psql") is None:
        pytest.skip("needs a PostgreSQL server: run by .ci/postgres")
    url = urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}"))
    sql(server, f"DROP DATABASE IF EXISTS {DATABASE}")
    sql(server, f"CREATE DATABASE {DATABASE}")
    sql(url, LAID_OUT)
    make(tmp_path / "mag")
    secret = tmp_path / "mag" / "secrets" / "database_url"
    secret.write_text(url)
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(f'{toml.read_text()}\n[database]\nurl_file = "secrets/database_url"\n')
    yield config_of(tmp_path / "mag")
    sql(server, f"DROP DATABASE {DATABASE} WITH (FORCE)")


def stories(config: Config) -> str:
    return sql(config.database.url, "SELECT id, headline FROM story ORDER BY id")


def test_a_restore_is_equal_row_by_row_and_byte_by_byte(magazine: Config, tmp_path: Path) -> None:
    before = stories(magazine), hashes_of(magazine.media.dir)
    made = make_backup(magazine, tmp_path / "mag.tar.gz")
    sql(
        magazine.database.url,
        "DELETE FROM story WHERE id > 7; ALTER TABLE story ADD COLUMN later text; CREATE TABLE other ()",
    )
    (magazine.media.dir / "cover.jpg").unlink()

    restored = restore_here(magazine, examine(made.path))

    assert (stories(magazine), hashes_of(magazine.media.dir)) == before
    assert restored.kept is not None
    with tarfile.open(made.path) as archive:
        assert "database/masthead.pgdump" in archive.getnames()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert not (magazine.data_dir / "database").exists()


def test_a_dump_that_cannot_be_loaded_changes_nothing(magazine: Config, tmp_path: Path) -> None:
    made = make_backup(magazine, tmp_path / "mag.tar.gz")
    backup = examine(made.path)
    before = hashes_of(magazine.data_dir)
    # A view on a table of the dump: pg_restore may not drop the table, so it gives up and takes everything back.
    sql(magazine.database.url, "DELETE FROM story WHERE id > 7; CREATE VIEW seven AS SELECT * FROM story")
    with pytest.raises(RestoreImpossible, match="pg_restore failed"):
        restore_here(magazine, backup)
    assert stories(magazine).count("Story") == 7
    assert hashes_of(magazine.data_dir) == before


def test_a_server_that_is_not_there_is_named(magazine: Config, tmp_path: Path) -> None:
    (tmp_path / "mag/secrets/database_url").write_text("postgresql://masthead@127.0.0.1:1/masthead")
    with pytest.raises(BackupImpossible, match="pg_dump failed"):
        make_backup(config_of(tmp_path / "mag"), tmp_path / "mag.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["mag"]


def test_a_backup_of_one_kind_is_not_restored_to_the_other(magazine: Config, tmp_path: Path) -> None:
    made = make_backup(magazine, tmp_path / "mag.tar.gz")
    with pytest.raises(RestoreImpossible, match="holds a postgresql database and this magazine uses sqlite"):
        restore_here(make(tmp_path / "other"), examine(made.path))
    with pytest.raises(RestoreImpossible, match="does not live in a folder"):
        restore_into(tmp_path / "copy", examine(made.path))


def test_the_password_is_not_on_the_command_line() -> None:
    said = postgres_environment("postgresql://us%40er:pass%2Fword@db.example:5433/name?sslmode=require")
    assert said == {
        "PGHOST": "db.example",
        "PGPORT": "5433",
        "PGUSER": "us@er",
        "PGPASSWORD": "pass/word",
        "PGDATABASE": "name",
        "PGSSLMODE": "require",
    }


def test_without_pg_dump_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make(tmp_path / "mag")
    (tmp_path / "mag/secrets/database_url").write_text("postgresql://masthead@127.0.0.1:1/masthead")
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(f'{toml.read_text()}\n[database]\nurl_file = "secrets/database_url"\n')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupImpossible, match="pg_dump is needed") as refused:
        make_backup(config_of(tmp_path / "mag"), tmp_path / "mag.tar.gz")
    assert "postgresql-client" in refused.value.hint
