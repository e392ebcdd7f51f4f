"""Whatever stops a backup or a restore, the magazine is as it was and nothing half-made is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from masthead.backup.making import make_backup
from masthead.backup.reading import examine
from masthead.backup.restoring import mend_data, restore_here, restore_into
from masthead.backup.swap import replace_folder
from masthead.backup.troubles import BackupRefused, DiskFull, disk_trouble_named
from tests.backup.small_magazine import hashes_of, make, rows_of
from tests.serving.running import masthead

KILLED_RESTORE = """
import os, signal, sys
from pathlib import Path
from masthead.backup.reading import examine
from masthead.backup.restoring import restore_here
from masthead.config import load

config = load({"MASTHEAD_CONFIG": sys.argv[1]})
backup = examine(Path(sys.argv[2]))
left = int(sys.argv[3])

def die_after(count):
    global left
    left -= count
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

restore_here(config, backup, progress=die_after)
"""


@pytest.mark.parametrize("after_bytes", [0, 30_000, 60_000])
def test_a_restore_killed_half_way_leaves_the_magazine_as_it_was(tmp_path: Path, after_bytes: int) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")
    (config.media.dir / "later.png").write_bytes(b"later")
    before = hashes_of(tmp_path / "mag")

    arguments = [str(tmp_path / "mag/masthead.toml"), str(made.path), str(after_bytes)]
    done = subprocess.run([sys.executable, "-c", KILLED_RESTORE, *arguments], check=False)

    assert done.returncode == -signal.SIGKILL
    leftovers = [path for path in (tmp_path / "mag").iterdir() if "restoring" in path.name]
    assert len(leftovers) == 1
    after = {name: digest for name, digest in hashes_of(tmp_path / "mag").items() if "restoring" not in name}
    assert after == before
    restored = restore_here(config, examine(made.path))
    assert not leftovers[0].exists(), "the next restore sweeps up"
    assert not (config.media.dir / "later.png").exists()
    assert restored.kept is not None


def test_a_backup_killed_half_way_leaves_no_file_of_its_name(tmp_path: Path) -> None:
    make(tmp_path / "mag")
    script = (
        KILLED_RESTORE.replace("backup = examine(Path(sys.argv[2]))\n", "")
        .replace(
            "restore_here(config, backup, progress=die_after)",
            "make_backup(config, Path(sys.argv[2]), progress=die_after)",
        )
        .replace("from masthead.backup.reading import examine", "from masthead.backup.making import make_backup")
    )
    arguments = [str(tmp_path / "mag/masthead.toml"), str(tmp_path / "mag.tar.gz"), "60000"]
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "mag.tar.gz").exists()


def test_a_refused_backup_leaves_the_magazine_as_it_was(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 0x10
    made.path.write_bytes(data)
    before = hashes_of(tmp_path / "mag")
    with pytest.raises(BackupRefused):
        restore_here(config, examine(made.path))
    assert hashes_of(tmp_path / "mag") == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 kB."""
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        pytest.skip("a small tmpfs needs root on Linux")
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a tmpfs")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_under_a_backup_is_named_and_left_clean(tmp_path: Path, tiny_disk: Path) -> None:
    config = make(tmp_path / "mag")
    (config.media.dir / "big.jpg").write_bytes(os.urandom(600_000))
    with pytest.raises(DiskFull, match=f"no room left at {tiny_disk}"):
        make_backup(config, tiny_disk / "mag.tar.gz")
    assert list(tiny_disk.iterdir()) == []


def test_the_command_names_the_full_disk_and_answers_five(tmp_path: Path, tiny_disk: Path) -> None:
    config = make(tmp_path / "mag")
    (config.media.dir / "big.jpg").write_bytes(os.urandom(600_000))
    done = masthead("backup", tiny_disk / "mag.tar.gz", at=tmp_path / "mag")
    assert done.returncode == 5
    assert done.stderr.startswith(f"masthead: The disk is full: no room left at {tiny_disk}.")
    assert "Traceback" not in done.stderr
    assert list(tiny_disk.iterdir()) == []


def test_the_command_refuses_a_damaged_backup_and_answers_four(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    make_backup(config, tmp_path / "mag.tar.gz")
    data = (tmp_path / "mag.tar.gz").read_bytes()
    (tmp_path / "mag.tar.gz").write_bytes(data[:-1])
    before = hashes_of(tmp_path / "mag")
    for more in ([], ["--check"], ["--into", "copy"]):
        done = masthead("restore", tmp_path / "mag.tar.gz", *more, at=tmp_path / "mag")
        assert done.returncode == 4
        assert "damaged or cut short" in done.stderr
    assert hashes_of(tmp_path / "mag") == before


def test_a_database_too_big_for_the_disk_is_named_at_once(tmp_path: Path, tiny_disk: Path) -> None:
    config = make(tmp_path / "mag", rows=5000)
    with pytest.raises(DiskFull, match=rf"{tiny_disk} has .* MB free, and about .* MB are needed"):
        make_backup(config, tiny_disk / "mag.tar.gz")
    assert list(tiny_disk.iterdir()) == []


def test_a_full_disk_under_a_restore_leaves_no_folder(tmp_path: Path, tiny_disk: Path) -> None:
    config = make(tmp_path / "mag")
    (config.media.dir / "big.jpg").write_bytes(os.urandom(600_000))
    made = make_backup(config, tmp_path / "mag.tar.gz")
    with pytest.raises(DiskFull):
        restore_into(tiny_disk / "copy", examine(made.path))
    assert list(tiny_disk.iterdir()) == []


def test_other_trouble_with_the_disk_is_not_called_full(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), disk_trouble_named(tmp_path):
        raise PermissionError(13, "no")


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("live", "fresh"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    replace_folder(tmp_path / "live", tmp_path / "fresh", tmp_path / "kept")
    assert (tmp_path / "live" / "fresh").exists()
    assert (tmp_path / "kept" / "live").exists()
    assert not (tmp_path / "fresh").exists()


def test_a_folder_left_without_its_name_gets_it_back(tmp_path: Path) -> None:
    (tmp_path / "data.restoring-20260202-000000").mkdir()
    (tmp_path / "data.before-restore-20260202-000000" / "newest").mkdir(parents=True)
    mend_data(tmp_path / "data")
    assert (tmp_path / "data" / "newest").exists()
    mend_data(tmp_path / "data")
    assert (tmp_path / "data.restoring-20260202-000000").exists()


def test_what_was_kept_from_an_earlier_restore_does_not_come_back_by_itself(tmp_path: Path) -> None:
    (tmp_path / "data.before-restore-20260101-000000").mkdir()
    (tmp_path / "data.restoring-20260202-000000").mkdir()
    mend_data(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_restore_mends_first_what_another_has_left(tmp_path: Path) -> None:
    config = make(tmp_path / "mag")
    made = make_backup(config, tmp_path / "mag.tar.gz")
    rows = rows_of(config.database.path)
    config.data_dir.rename(config.data_dir.with_name("data.before-restore-20260101-000000"))
    config.data_dir.with_name("data.restoring-20260101-000000").mkdir()
    restored = restore_here(config, examine(made.path))
    assert restored.kept is not None
    assert rows_of(restored.kept / "masthead.sqlite3") == rows
