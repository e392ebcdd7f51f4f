"""The doctor finds what is wrong, and does not faint."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from masthead import sqlite
from masthead.backup.making import make_backup
from masthead.cli.checkup import machine, magazine
from masthead.cli.checkup.findings import Finding, Level, found_by
from masthead.cli.init import begin
from masthead.config import Config, load
from masthead.desk.first_run.actions import Founding, found_magazine
from masthead.jobs.models import OutboxEntry, WorkerHeartbeat
from tests.backup.small_magazine import make
from tests.serving.running import masthead


@pytest.fixture
def config(tmp_path: Path) -> Config:
    begin(tmp_path / "mag", address="https://magazine.example")
    return load({"MASTHEAD_CONFIG": str(tmp_path / "mag" / "masthead.toml")})


def levels(findings: Iterable[Finding]) -> list[str]:
    return [finding.level.value for finding in findings]


def text(findings: Iterable[Finding]) -> str:
    return " ".join(f"{finding.message} {finding.hint}" for finding in findings)


def test_a_new_magazine_has_nothing_bad_in_its_settings(config: Config) -> None:
    looks = (
        machine.secret_key,
        machine.secrets_kept,
        machine.address,
        machine.proxies,
        machine.writable,
        machine.disks,
    )
    assert {level for look in looks for level in levels(look(config))} <= {"ok", "warn"}
    for look in (machine.secret_key, machine.secrets_kept, machine.address, machine.proxies):
        assert set(levels(look(config))) == {"ok"}


@pytest.mark.parametrize(
    ("key", "level"), [("", "bad"), ("a" * 50, "warn"), ("short-but-allowed-0123456789-abcdef", "warn")]
)
def test_a_poor_secret_key_is_found(config: Config, key: str, level: str) -> None:
    assert levels(machine.secret_key(replace(config, site=replace(config.site, secret_key=key)))) == [level]


def test_a_secret_that_others_can_read_is_named(config: Config) -> None:
    (config.root / "secrets" / "secret_key").chmod(0o644)
    findings = list(machine.secrets_kept(config))
    assert levels(findings) == ["bad"]
    assert "chmod 600" in text(findings)
    assert "secrets/secret_key" in text(findings)


def test_settings_that_hold_a_password_must_be_kept_too(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    (config.root / "secrets" / "secret_key").chmod(0o600)
    (config.root / "masthead.toml").chmod(0o644)
    assert "masthead.toml" in text(machine.secrets_kept(config))
    (config.root / "masthead.toml").chmod(0o600)
    assert levels(machine.secrets_kept(config)) == ["ok"]


@pytest.mark.parametrize(
    ("changes", "level", "said"),
    [
        ({"base_url": "http://localhost:8000"}, "warn", "this machine only"),
        ({"base_url": "http://magazine.example"}, "bad", "not encrypted"),
        ({"debug": True}, "bad", "anybody"),
        ({"hosts": ("*",)}, "bad", "host names"),
    ],
)
def test_a_dangerous_address_is_found(config: Config, changes: dict[str, object], level: str, said: str) -> None:
    findings = list(machine.address(replace(config, site=replace(config.site, **changes))))  # type: ignore[arg-type]
    assert level in levels(findings)
    assert said in text(findings)


def test_a_desk_without_a_mail_server_is_told(config: Config) -> None:
    assert levels(machine.mail(config)) == ["warn"]
    assert levels(machine.mail(replace(config, mail=replace(config.mail, host="mail.example.org")))) == ["ok"]


@pytest.mark.parametrize(
    ("trusted", "level", "said"),
    [
        ((), "bad", "logging in fails"),
        (("0.0.0.0/0",), "bad", "trusts everybody"),
        (("10.0.0.0/8",), "ok", "10.0.0.0/8"),
    ],
)
def test_trusting_the_wrong_proxies_is_found(config: Config, trusted: tuple[str, ...], level: str, said: str) -> None:
    findings = list(machine.proxies(replace(config, site=replace(config.site, trusted_proxies=trusted))))
    assert levels(findings) == [level]
    assert said in text(findings)


def test_a_server_that_can_be_reached_past_the_proxy_is_found(config: Config) -> None:
    findings = list(machine.proxies(replace(config, server=replace(config.server, host="0.0.0.0"))))
    assert "warn" in levels(findings)
    assert "past the proxy" in text(findings)


def test_a_full_disk_is_found(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LITTLE_BYTES", 10**18)
    assert levels(machine.disks(config)) == ["warn"]
    monkeypatch.setattr(machine, "VERY_LITTLE_BYTES", 10**18)
    assert levels(machine.disks(config)) == ["bad"]


def test_the_kind_of_drive_is_that_of_the_nearest_mount() -> None:
    if sys.platform.startswith("linux"):
        assert machine._drive_kind(Path("/proc/self")) == "proc"
    assert "nfs4" in machine.NETWORK_DRIVES


def test_an_old_sqlite_is_found(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "FIRST_SAFE_VERSION", (99, 0, 0))
    findings = list(machine.sqlite_version(config))
    assert levels(findings) == ["warn"]
    assert "pysqlite3" in text(findings)


def test_a_restore_that_was_cut_short_is_found(config: Config) -> None:
    assert levels(machine.leftovers(config)) == []
    (config.root / "data.restoring-20260101-000000").mkdir()
    assert levels(machine.leftovers(config)) == ["warn"]


def test_the_newest_backup_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = make(tmp_path / "mag")
    assert levels(machine.backups(config, None)) == ["warn"]
    folder = config.root / "backups"
    folder.mkdir()
    made = make_backup(config, folder / "one.tar.gz")
    assert levels(machine.backups(config, None)) == ["ok"]
    monkeypatch.setattr(machine, "OLD_BACKUP", timedelta(seconds=-10))
    assert levels(machine.backups(config, None)) == ["warn"]
    monkeypatch.setattr(machine, "VERY_OLD_BACKUP", timedelta(seconds=-10))
    assert levels(machine.backups(config, None)) == ["bad"]
    (folder / "two.tar.gz").write_bytes(b"half")
    os.utime(folder / "two.tar.gz", (time.time() + 60, time.time() + 60))
    findings = list(machine.backups(config, folder))
    assert levels(findings) == ["bad"]
    assert "two.tar.gz is not a Masthead backup" in text(findings)
    assert made.path.exists()


def test_a_look_that_fails_is_a_finding_and_the_round_goes_on() -> None:
    def fails() -> Iterable[Finding]:
        raise OSError("the lamp is out\nand more")

    findings = list(found_by([("lamp", fails), ("Python", machine.python)]))
    assert [(finding.about, finding.level) for finding in findings] == [("lamp", Level.BAD), ("Python", Level.OK)]
    assert "the lamp is out" in findings[0].message


@pytest.mark.django_db
def test_a_magazine_without_owner_or_worker_is_found() -> None:
    assert levels(magazine.owner()) == ["warn"]
    assert "bad" in levels(magazine.background_work())
    found_magazine(Founding("petra@magazine.example", "a heron stands still", name="The Small Hours"))
    assert levels(magazine.owner()) == ["ok"]


@pytest.mark.django_db
def test_work_that_waits_too_long_is_found() -> None:
    now = timezone.now()
    WorkerHeartbeat.objects.create(worker_id="a", started_at=now, seen_at=now, expires_at=now + timedelta(minutes=1))
    assert set(levels(magazine.background_work())) == {"ok"}
    entry = OutboxEntry.objects.create(topic="published", payload={})
    OutboxEntry.objects.filter(pk=entry.pk).update(created_at=timezone.now() - timedelta(minutes=17))
    findings = list(magazine.background_work())
    assert "warn" in levels(findings)
    assert "the oldest for 17 minutes" in text(findings)


@pytest.mark.django_db
def test_a_database_of_another_version_is_found() -> None:
    assert levels(magazine.migrations()) == ["ok"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audit'")
        assert levels(magazine.migrations()) == ["bad"]
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('staff', '0999_later', '2026-01-01')"
        )
    findings = list(magazine.migrations())
    assert levels(findings) == ["bad"]
    assert "newer Masthead" in text(findings)


@pytest.mark.django_db
def test_the_database_and_search_are_looked_at() -> None:
    assert levels(magazine.database()) == ["ok"]
    assert levels(magazine.readers_search()) == ["warn"]
    assert "masthead rebuild search" in text(magazine.readers_search())


def test_settings_that_cannot_be_followed_end_the_round_with_their_line(tmp_path: Path) -> None:
    begin(tmp_path / "mag")
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(toml.read_text() + "\n[kitchen]\nstove = 1\n")
    done = masthead("doctor", "--json", at=tmp_path / "mag")
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert findings[-1]["level"] == "bad"
    assert f"line {toml.read_text().splitlines().index('[kitchen]') + 1}" in findings[-1]["message"]


def test_the_report_is_a_table_with_a_sum(tmp_path: Path) -> None:
    begin(tmp_path / "mag")
    done = masthead("doctor", at=tmp_path / "mag")
    assert done.returncode == 1
    assert "there is none at" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("1 bad.")
