"""A backup that is damaged, cut short, foreign, newer or hostile is refused before anything is touched."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

import pytest

from masthead.backup.making import make_backup
from masthead.backup.manifest import HEADER_NAME, MANIFEST_NAME, Header, Manifest, Member, may_be_named
from masthead.backup.reading import ExaminedBackup, examine
from masthead.backup.restoring import restore_into
from masthead.backup.sealing import SealedWriter
from masthead.backup.troubles import BackupRefused
from masthead.backup.writing import new_backup_file
from tests.backup.small_magazine import make

HEADER = Header("0.1", "2026-11-24T10:00:00+00:00", "sqlite", has_secrets=False)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return make_backup(make(tmp_path / "mag", rows=20), tmp_path / "mag.tar.gz").path


def test_every_flipped_bit_is_found(good: Path, tmp_path: Path) -> None:
    data = good.read_bytes()
    dice = random.Random(7)
    spots = {*range(40), *range(len(data) - 140, len(data)), *dice.sample(range(len(data)), 300)}
    damaged = tmp_path / "damaged.tar.gz"
    for spot in sorted(spots):
        flipped = bytearray(data)
        flipped[spot] ^= 1 << dice.randrange(8)
        damaged.write_bytes(flipped)
        with pytest.raises(BackupRefused):
            examine(damaged)


def test_every_length_but_the_whole_is_found(good: Path, tmp_path: Path) -> None:
    data = good.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    lengths = {0, 1, 2, 10, 500, len(data) - 1, *random.Random(7).sample(range(len(data)), 100)}
    for length in sorted(lengths):
        cut.write_bytes(data[:length])
        with pytest.raises(BackupRefused, match=r"cut\.tar\.gz"):
            examine(cut)
    cut.write_bytes(data + b"\0")
    with pytest.raises(BackupRefused, match="damaged or cut short"):
        examine(cut)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.tar.gz", b"Dear reader"),
        ("empty.tar.gz", b""),
        ("gzip.gz", gzip.compress(b"no archive at all" * 100, mtime=0)),
        ("picture.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 4000),
    ],
)
def test_another_file_is_called_no_backup(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BackupRefused, match=f"{name} is not a Masthead backup"):
        examine(tmp_path / name)


def test_another_archive_is_called_no_backup(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.add(__file__, "media/test.py")
    with pytest.raises(BackupRefused, match=r"other\.tar\.gz is not a Masthead backup"):
        examine(tmp_path / "other.tar.gz")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=r"no file .*nowhere\.tar\.gz"):
        examine(tmp_path / "nowhere.tar.gz")


def test_a_newer_format_is_refused_by_its_version(tmp_path: Path) -> None:
    with new_backup_file(tmp_path / "new.tar.gz", replace(HEADER, masthead_version="9.0", format_version=2)):
        pass
    with pytest.raises(BackupRefused, match=r"made by Masthead 9\.0, in a newer format"):
        examine(tmp_path / "new.tar.gz")


def test_a_newer_masthead_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with new_backup_file(tmp_path / "new.tar.gz", replace(HEADER, masthead_version="99.1.2")):
        pass
    backup = examine(tmp_path / "new.tar.gz")
    with pytest.raises(BackupRefused, match=r"made by Masthead 99\.1\.2"):
        restore_into(tmp_path / "copy", backup)
    assert not (tmp_path / "copy").exists()


def _sealed(path: Path, fill: Callable[[tarfile.TarFile, dict[str, Member]], None]) -> Path:
    """A backup whose seal is right and whose content is whatever ``fill`` puts in."""
    with path.open("wb") as file:
        sealed = SealedWriter(file)
        with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="w") as archive:
            _put(archive, HEADER_NAME, HEADER.to_json())
            members: dict[str, Member] = {}
            fill(archive, members)
        sealed.seal()
    return path


def _put(archive: tarfile.TarFile, name: str, data: bytes, kind: bytes = tarfile.REGTYPE, link: str = "") -> None:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data), kind, link
    archive.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/passwd",
        "media/../../outside",
        "media//double",
        "media/./here",
        "media\\..\\x",
        "other/x",
        "media",
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = _sealed(tmp_path / "evil.tar.gz", lambda archive, _members: _put(archive, name, b"x"))
    with pytest.raises(BackupRefused, match="is a name that no backup has"):
        examine(path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE])
def test_a_member_that_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    path = _sealed(tmp_path / "evil.tar.gz", lambda archive, _members: _put(archive, "media/x", b"", kind, "/etc"))
    with pytest.raises(BackupRefused, match="no plain file"):
        examine(path)


def test_a_backup_without_manifest_is_refused(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "half.tar.gz", lambda archive, _members: _put(archive, "media/x", b"x"))
    with pytest.raises(BackupRefused, match="no manifest, so it was not finished"):
        examine(path)


def test_a_member_that_comes_twice_is_refused(tmp_path: Path) -> None:
    def twice(archive: tarfile.TarFile, _members: dict[str, Member]) -> None:
        _put(archive, "media/x", b"one")
        _put(archive, "media/x", b"two")

    with pytest.raises(BackupRefused, match="holds media/x twice"):
        examine(_sealed(tmp_path / "twice.tar.gz", twice))


@pytest.mark.parametrize(
    ("members", "trouble"),
    [
        ({}, "media/x is not what the manifest says"),
        ({"media/x": Member(1, "0" * 64)}, "media/x is not what the manifest says"),
        ({"media/x": Member(1, "nonsense")}, "a checksum that is none"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path: Path, members: dict[str, Member], trouble: str) -> None:
    def fill(archive: tarfile.TarFile, _members: dict[str, Member]) -> None:
        header = Member(len(HEADER.to_json()), hashlib.sha256(HEADER.to_json()).hexdigest())
        _put(archive, "media/x", b"x")
        _put(archive, MANIFEST_NAME, Manifest({HEADER_NAME: header, **members}).to_json())

    with pytest.raises(BackupRefused, match=trouble):
        examine(_sealed(tmp_path / "odd.tar.gz", fill))


@pytest.mark.parametrize(
    "text", [b"[]", b"{}", b"nothing", b'{"members": {"a": 1}, "left_out": []}', b'{"members": 1}']
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: bytes) -> None:
    path = _sealed(tmp_path / "odd.tar.gz", lambda archive, _members: _put(archive, MANIFEST_NAME, text))
    with pytest.raises(BackupRefused, match="damaged or not to be trusted"):
        examine(path)


def test_a_member_that_changed_after_the_check_is_not_unpacked(good: Path, tmp_path: Path) -> None:
    checked = examine(good)
    members = {**checked.manifest.members, "media/cover.jpg": Member(1, "0" * 64)}
    with pytest.raises(BackupRefused, match=r"media/cover\.jpg has changed since it was checked"):
        restore_into(tmp_path / "copy", ExaminedBackup(good, checked.header, Manifest(members)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mag", "mag.tar.gz"]


def test_a_header_of_another_program_is_none_of_ours() -> None:
    with pytest.raises(ValueError, match="not a Masthead backup"):
        Header.from_json(json.dumps({"format": "other", "format_version": 1}).encode())
    with pytest.raises(ValueError, match="lacks 'made_at'"):
        Header.from_json(json.dumps({"format": "masthead-backup", "format_version": 1}).encode())


def test_names_of_ours_are_let_through() -> None:
    assert all(may_be_named(name) for name in ["media/a/b c/é.webp", "database/masthead.sqlite3", MANIFEST_NAME])
