"""One operator's day: a new folder, a first run, a backup, a restore. Everything through the command and the web."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.parse
from contextlib import closing
from pathlib import Path

import pytest

from tests.backup.small_magazine import hashes_of, rows_of
from tests.serving.running import Server, masthead, new_magazine, serving

ANSWERS = {
    "name": "The Small Hours",
    "tagline": "For those awake",
    "language": "en",
    "look": "quiet",
    "owner_name": "Petra Vance",
    "email": "petra@magazine.example",
    "password": "a heron stands still",
    "password_again": "a heron stands still",
}
CHANGING = {"django_session", "jobs_workerheartbeat", "jobs_periodicrun", "jobs_lease"}
"""Tables that the processes write by themselves."""

pytestmark = pytest.mark.slow


def post_setup(server: Server, origin: str, **more: str) -> tuple[int, str]:
    form = urllib.parse.urlencode({**ANSWERS, **more})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
    answer, body = server.ask("POST", "/setup/", body=form, headers=headers)
    return answer.status, answer.getheader("Location") or body.decode()


def test_from_an_empty_folder_to_a_magazine_its_backup_and_its_return(tmp_path: Path) -> None:
    assert masthead("init", "mag", at=tmp_path).returncode == 0
    folder = tmp_path / "mag"
    with serving(folder) as server:
        a_first_run(server)
        says_what_is_missing(folder)
        a_backup_while_it_serves(folder)
        assert server.stop() == 0
    before = a_restore_brings_everything_back(folder)
    with serving(folder) as server:
        assert "It is new" not in server.said
        assert b"The Small Hours" in server.get("/")[1]
    a_restore_elsewhere_is_equal(folder, before)


def a_first_run(server: Server) -> None:
    answer, _ = server.get("/")
    assert answer.status in {200, 302, 303, 307}
    answer, body = server.get("/setup/")
    page = body.decode()
    assert answer.status == 200
    assert 'name="look"' in page
    for sheet in re.findall(r'href="(/static/[^"]+)"', page):
        found, _ = server.get(sheet, Accept_Encoding="gzip")
        assert found.status == 200
        assert found.getheader("Cache-Control") == "public, max-age=31536000, immutable"
        assert found.getheader("Content-Encoding") == "gzip"

    address = f"http://127.0.0.1:{server.port}"
    assert post_setup(server, "http://elsewhere.example")[0] == 403
    assert post_setup(server, address) == (303, "/desk/")
    assert server.get("/setup/")[0].status == 404
    answer, body = server.get("/")
    assert answer.status == 200
    assert b"The Small Hours" in body
    assert answer.getheader("Set-Cookie") is None


def says_what_is_missing(folder: Path) -> None:
    done = masthead("doctor", "--json", at=folder)
    findings = json.loads(done.stdout)
    by_subject = {finding["about"]: finding["level"] for finding in findings}
    assert by_subject["worker"] == "ok"
    assert by_subject["migrations"] == "ok"
    assert by_subject["owner"] == "ok"
    assert by_subject["backups"] == "warn"
    assert [finding for finding in findings if finding["level"] == "bad"] == []
    assert done.returncode == 0


def a_backup_while_it_serves(folder: Path) -> None:
    (folder / "data" / "media" / "cover.jpg").write_bytes(b"\xff\xd8" + bytes(50_000))
    (folder / "backups").mkdir()
    done = masthead("backup", "backups/today.tar.gz", at=folder)
    assert done.returncode == 0, done.stderr
    assert "1 files of media" in done.stdout
    refused = masthead("restore", "backups/today.tar.gz", at=folder)
    assert refused.returncode == 3
    assert "masthead serve on port" in refused.stderr


def a_restore_brings_everything_back(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    database = folder / "data" / "masthead.sqlite3"
    before = steady_rows(database)
    (folder / "data" / "media" / "cover.jpg").unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE magazine_magazine SET name = 'Spoilt'")
        connection.execute("DELETE FROM staff_user")
        connection.commit()
    done = masthead("restore", "backups/today.tar.gz", at=folder)
    assert done.returncode == 0, done.stderr
    assert "before-restore" in done.stdout
    assert steady_rows(database) == before
    return before


def a_restore_elsewhere_is_equal(folder: Path, before: dict[str, list[tuple[object, ...]]]) -> None:
    assert masthead("restore", "mag/backups/today.tar.gz", "--into", "copy", at=folder.parent).returncode == 0
    copy = folder.parent / "copy"
    assert steady_rows(copy / "data" / "masthead.sqlite3") == before
    assert hashes_of(copy / "data" / "media") == hashes_of(folder / "data" / "media")
    for name in ("masthead.toml", "secrets/secret_key"):
        assert (copy / name).read_bytes() == (folder / name).read_bytes()
    assert masthead("migrate", "--check", at=copy).returncode == 0


def steady_rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: rows for table, rows in rows_of(database).items() if table not in CHANGING and "sqlite_" not in table
    }


def test_open_to_others_the_first_run_needs_the_code_of_the_terminal(tmp_path: Path) -> None:
    with serving(new_magazine(tmp_path / "mag"), "--host", "0.0.0.0") as server:
        code = re.search(r"code that the page asks for: ([A-Z0-9-]+)", server.said)
        assert code is not None
        address = f"http://127.0.0.1:{server.port}"
        assert post_setup(server, address)[0] == 422
        assert post_setup(server, address, code="AAAA-AAAA-AAAA")[0] == 422
        assert post_setup(server, address, code=code[1]) == (303, "/desk/")


def test_a_new_database_is_filled_and_an_owner_made_from_the_command(tmp_path: Path) -> None:
    masthead("init", "mag", at=tmp_path)
    folder = tmp_path / "mag"
    assert masthead("migrate", "--check", at=folder).returncode == 1
    looked = masthead("doctor", at=folder)
    assert "the database is empty" in looked.stdout
    assert "no such table" not in looked.stdout
    owner = ["createowner", "--email", "petra@magazine.example", "--name", "Petra", "--password-file", "-"]
    weak = masthead(*owner, at=folder, text="12345678\n")
    assert weak.returncode == 1
    assert "too common" in weak.stderr
    assert masthead("migrate", "--check", at=folder).returncode == 0
    made = masthead(*owner, "--magazine", "The Small Hours", at=folder, text="a heron stands still\n")
    assert made.returncode == 0, made.stderr
    assert "petra@magazine.example may do everything at the desk of The Small Hours" in made.stdout
    assert "already exists" in masthead(*owner, at=folder, text="a heron stands still\n").stderr
    for part in ("published", "search", "references"):
        done = masthead("rebuild", part, at=folder)
        assert done.returncode == 0, done.stderr
        assert f"{part}: 0 articles" in done.stdout or part == "references"


@pytest.mark.parametrize(
    "verb", ["import list", "createowner --email a@b.example --name A", "seed --articles 1", "worker"]
)
def test_a_database_of_an_older_version_is_left_to_migrate(tmp_path: Path, verb: str) -> None:
    folder = new_magazine(tmp_path / "mag")
    with closing(sqlite3.connect(folder / "data" / "masthead.sqlite3")) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'audit'")
        database.commit()
    done = masthead(*verb.split(), at=folder)
    assert done.returncode == 1
    assert "The database lacks 2 migrations." in done.stderr
    assert "masthead migrate" in done.stderr
