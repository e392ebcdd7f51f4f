"""A backup holds everything, and a restore brings back the same."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from contextlib import closing
from pathlib import Path

import pytest

from masthead.backup.making import make_backup
from masthead.backup.reading import examine
from masthead.backup.restoring import restore_here, restore_into
from masthead.backup.troubles import BackupImpossible, BackupRefused, RestoreImpossible
from masthead.serving.locks import AlreadyServed, hold_role
from tests.backup.small_magazine import SECRET, config_of, hashes_of, make, rows_of


def test_a_restore_into_a_new_folder_is_equal_row_by_row_and_byte_by_byte(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")

    restored = restore_into(tmp_path / "copy", examine(made.path))

    assert restored.data_dir == tmp_path / "copy" / "data"
    assert rows_of(tmp_path / "copy/data/masthead.sqlite3") == rows_of(tmp_path / "mag/data/masthead.sqlite3")
    assert hashes_of(tmp_path / "copy/data/media") == hashes_of(tmp_path / "mag/data/media")
    assert config_of(tmp_path / "copy").site == config.site
    assert config_of(tmp_path / "copy").site.secret_key == SECRET
    assert (tmp_path / "copy/masthead.toml").read_text() == (tmp_path / "mag/masthead.toml").read_text()
    assert (tmp_path / "copy/secrets").stat().st_mode & 0o077 == 0
    assert made.media_count == 3


def test_a_restore_in_place_undoes_what_came_after_and_keeps_it_beside(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    before = hashes_of(tmp_path / "mag/data/media"), rows_of(config.database.path)
    made = make_backup(config, tmp_path / "mag.tar.gz")
    (config.media.dir / "later.png").write_bytes(b"later")
    with closing(sqlite3.connect(config.database.path)) as connection:
        connection.execute("DELETE FROM story WHERE id > 10")
        connection.commit()

    restored = restore_here(config, examine(made.path))

    assert (hashes_of(config.media.dir), rows_of(config.database.path)) == before
    assert restored.kept is not None
    assert (restored.kept / "media" / "later.png").read_bytes() == b"later"
    assert len(rows_of(restored.kept / "masthead.sqlite3")["story"]) == 10
    assert sorted(path.name for path in (tmp_path / "mag").iterdir()) == sorted(
        ["data", restored.kept.name, "masthead.toml", "secrets"]
    )


def test_a_restore_in_place_works_where_no_data_are_left(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    rows = rows_of(config.database.path)
    made = make_backup(config, tmp_path / "mag.tar.gz")
    (tmp_path / "mag/data").rename(tmp_path / "gone")

    restored = restore_here(config, examine(made.path))

    assert restored.kept is None
    assert rows_of(config.database.path) == rows


def test_the_copy_is_of_one_moment_while_another_connection_writes(tmp_path: Path) -> None:
    config = make(tmp_path / "mag", rows=20_000)
    begun, stop = threading.Event(), threading.Event()

    def write_pairs() -> None:
        with closing(sqlite3.connect(config.database.path, timeout=20)) as connection:
            while not stop.is_set():
                connection.execute("INSERT INTO story (headline) VALUES ('left')")
                connection.execute("INSERT INTO story (headline) VALUES ('right')")
                connection.commit()
                begun.set()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    begun.wait()
    try:
        made = make_backup(config, tmp_path / "mag.tar.gz")
    finally:
        stop.set()
        writer.join()
    restore_into(tmp_path / "copy", examine(made.path))
    copied = [row[1] for row in rows_of(tmp_path / "copy/data/masthead.sqlite3")["story"]]
    written = [row[1] for row in rows_of(config.database.path)["story"]]
    assert copied.count("left") == copied.count("right") > 0
    assert written.count("left") > copied.count("left"), "nothing was written meanwhile: the test proves nothing"


def test_tar_reads_a_backup(tmp_path: Path) -> None:
    made = make_backup(make(tmp_path / "mag"), tmp_path / "mag.tar.gz")
    done = subprocess.run(["tar", "tzf", made.path], capture_output=True, text=True, check=True)
    names = done.stdout.splitlines()
    assert names[0] == "masthead-backup.json"
    assert names[-1] == "manifest.json"
    assert {"database/masthead.sqlite3", "media/cover.jpg", "settings/masthead.toml"} < set(names)


def test_a_backup_with_secrets_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made = make_backup(make(tmp_path / "mag"), tmp_path / "mag.tar.gz")
    assert made.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_without_secrets_holds_none(tmp_path: Path) -> None:
    made = make_backup(make(tmp_path / "mag"), tmp_path / "mag.tar.gz", with_secrets=False)
    text = subprocess.run(["tar", "xzOf", made.path], capture_output=True, check=True).stdout
    assert SECRET.encode() not in text
    assert b"a-mail-password" not in text
    assert b"# password was left out of this backup" in text
    assert any("secrets" in line for line in made.left_out)


def test_a_secret_in_an_inline_table_keeps_the_settings_out(tmp_path: Path) -> None:
    make(tmp_path / "mag")
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(f'site = {{ secret_key = "{SECRET}" }}\n')
    made = make_backup(config_of(tmp_path / "mag"), tmp_path / "mag.tar.gz", with_secrets=False)
    assert SECRET.encode() not in subprocess.run(["tar", "xzOf", made.path], capture_output=True, check=True).stdout
    assert any("masthead.toml" in line for line in made.left_out)


def test_a_restored_folder_does_not_work_on_the_old_ones_data(tmp_path: Path) -> None:
    make(tmp_path / "mag")
    old = tmp_path / "mag" / "data"
    toml = tmp_path / "mag" / "masthead.toml"
    secret = tmp_path / "mag" / "secrets" / "secret_key"
    toml.write_text(
        f'[site]\nsecret_key_file = "{secret}"\n[database]\npath = "{old}/masthead.sqlite3"\n'
        f'[media]\ndir = "{old}/media"\n[search]\ndir = "{old}/search"\n'
    )
    made = make_backup(config_of(tmp_path / "mag"), tmp_path / "mag.tar.gz")

    restored = restore_into(tmp_path / "copy", examine(made.path))

    config = config_of(tmp_path / "copy")
    for path in (config.database.path, config.media.dir, config.search.dir):
        assert path.is_relative_to(tmp_path / "copy")
    assert config.site.secret_key == SECRET
    assert "copy/secrets" in str(next((tmp_path / "copy/secrets").iterdir()))
    assert len(restored.notes) == 4


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    (tmp_path / "mag.tar.gz").write_text("an earlier one")
    with pytest.raises(BackupImpossible, match=r"mag\.tar\.gz exists already"):
        make_backup(config, tmp_path / "mag.tar.gz")
    assert (tmp_path / "mag.tar.gz").read_text() == "an earlier one"


def test_a_damaged_database_is_no_backup(tmp_path: Path) -> None:
    config = make(tmp_path / "mag", rows=2000)
    data = bytearray(config.database.path.read_bytes())
    data[4096 * 20 : 4096 * 22] = b"\xff" * 8192
    config.database.path.write_bytes(data)
    with pytest.raises(BackupImpossible, match="database"):
        make_backup(config, tmp_path / "mag.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["mag"]


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    config.database.path.unlink()
    with pytest.raises(BackupImpossible, match=r"no database at .*masthead\.sqlite3"):
        make_backup(config, tmp_path / "mag.tar.gz")


def test_nothing_is_restored_while_a_worker_runs(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")
    before = hashes_of(tmp_path / "mag")
    with (
        hold_role(config.data_dir, "worker", doing="masthead worker"),
        pytest.raises(AlreadyServed, match="masthead worker"),
    ):
        restore_here(config, examine(made.path))
    assert hashes_of(tmp_path / "mag") == before


def test_media_kept_elsewhere_are_not_half_restored(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(f'{toml.read_text()}\n[media]\ndir = "{tmp_path}/elsewhere"\n')
    with pytest.raises(RestoreImpossible, match=r"keeps .*elsewhere outside"):
        restore_here(config_of(tmp_path / "mag"), examine(made.path))


def test_a_folder_with_something_in_it_is_not_restored_into(tmp_path: Path) -> None:
    made = make_backup(make(tmp_path / "mag"), tmp_path / "mag.tar.gz")
    with pytest.raises(RestoreImpossible, match="not an empty folder"):
        restore_into(tmp_path / "mag", examine(made.path))


def test_a_backup_with_a_migration_unknown_here_is_refused(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    with closing(sqlite3.connect(config.database.path)) as connection:
        connection.execute("INSERT INTO django_migrations (app, name) VALUES ('staff', '0999_from_the_future')")
        connection.commit()
    made = make_backup(config, tmp_path / "mag.tar.gz")
    before = hashes_of(tmp_path / "mag")
    with pytest.raises(BackupRefused, match=r"staff\.0999_from_the_future, unknown here"):
        restore_here(config, examine(made.path))
    assert hashes_of(tmp_path / "mag") == before
