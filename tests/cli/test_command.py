"""The command line as a person meets it."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.backup.troubles import BackupRefused
from masthead.cli.init import FolderNotEmpty, begin
from masthead.cli.running import exits
from masthead.cli.running.command import VERBS, command_parser, guarded
from masthead.config import load
from masthead.errors import ConfigurationUnusable, MastheadError
from tests.serving.running import environment, masthead

QUICK_SECONDS = 0.15


def spent_seconds() -> float:
    """The processor's time that child processes have taken; the clock on the wall also counts everybody else's work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_help_lists_every_verb_and_comes_at_once(tmp_path: Path) -> None:
    took = []
    for _ in range(5):
        before = spent_seconds()
        done = masthead("--help", at=tmp_path)
        took.append(spent_seconds() - before)
    assert done.returncode == 0
    for verb in VERBS:
        assert f"    {verb.NAME}" in done.stdout
    assert min(took) < QUICK_SECONDS


def test_help_needs_neither_django_nor_the_screen(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "masthead.cli", "--help"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"django.conf", "django.db", "rich.console", "granian", "wagtail"}


@pytest.mark.parametrize("verb", [verb.NAME for verb in VERBS])
def test_every_verb_explains_itself_outside_a_magazine(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    with pytest.raises(SystemExit) as ended:
        command_parser().parse_args([verb, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 100


def test_the_version_is_told(tmp_path: Path) -> None:
    assert re.match(r"masthead \d+\.\d+", masthead("--version", at=tmp_path).stdout)


@pytest.mark.parametrize(
    "verb", ["serve", "worker", "migrate", "doctor", "rebuild search", "backup x.tar.gz", "seed --articles 1"]
)
def test_outside_a_magazine_a_verb_says_so_and_leaves_nothing(tmp_path: Path, verb: str) -> None:
    done = masthead(*verb.split(), at=tmp_path)
    assert done.returncode == (exits.FAILED if verb == "doctor" else exits.UNCONFIGURED)
    assert "There is no masthead.toml here" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_settings_is_named_with_its_line(tmp_path: Path) -> None:
    begin(tmp_path / "mag")
    toml = tmp_path / "mag" / "masthead.toml"
    toml.write_text(toml.read_text().replace("port = 8000", "prot = 8000"))
    line = toml.read_text().splitlines().index("prot = 8000") + 1
    done = masthead("serve", at=tmp_path / "mag")
    assert done.returncode == exits.UNCONFIGURED
    assert f"masthead.toml, line {line}: prot is not known" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_makes_a_folder_that_can_be_read_back(tmp_path: Path) -> None:
    done = masthead("init", "mag", "--address", "https://magazine.example/", at=tmp_path)
    assert done.returncode == 0
    assert "cd mag" in done.stdout
    config = load({"MASTHEAD_CONFIG": str(tmp_path / "mag" / "masthead.toml")})
    assert config.site.base_url == "https://magazine.example"
    assert config.site.trusted_proxies == ("127.0.0.1", "::1")
    assert len(config.site.secret_key) >= 48
    key = tmp_path / "mag" / "secrets" / "secret_key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.parent.stat().st_mode & 0o777 == 0o700


def test_every_setting_that_init_mentions_is_one(tmp_path: Path) -> None:
    """The commented examples, made real, are accepted."""
    begin(tmp_path / "mag")
    toml = tmp_path / "mag" / "masthead.toml"
    for name in ("mail_password", "database_url"):
        (tmp_path / "mag" / "secrets" / name).write_text("postgresql://user:password@localhost/name")
    real = re.sub(r"^# (?=\[?\w+\]?( = |$))", "", toml.read_text(), flags=re.MULTILINE)
    assert real.count("\n#") < toml.read_text().count("\n#")
    toml.write_text(real)
    config = load({"MASTHEAD_CONFIG": str(toml)})
    assert config.mail.host == "smtp.magazine.example"
    assert config.database.url.startswith("postgresql:")


def test_two_magazines_have_two_keys(tmp_path: Path) -> None:
    for name in ("one", "two"):
        begin(tmp_path / name)
    keys = {(tmp_path / name / "secrets" / "secret_key").read_text() for name in ("one", "two")}
    assert len(keys) == 2


def test_init_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    done = masthead("init", ".", at=tmp_path)
    assert done.returncode == exits.FAILED
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(FolderNotEmpty):
        begin(tmp_path / "letter.txt")


def test_init_takes_the_empty_folder_one_stands_in(tmp_path: Path) -> None:
    assert masthead("init", ".", at=tmp_path).returncode == 0
    assert (tmp_path / "masthead.toml").exists()


@pytest.mark.parametrize("existed", [True, False])
def test_an_address_that_is_none_leaves_no_folder(tmp_path: Path, existed: bool) -> None:
    if existed:
        (tmp_path / "mag").mkdir()
    with pytest.raises(ConfigurationUnusable):
        begin(tmp_path / "mag", address="magazine.example")
    assert not existed or list((tmp_path / "mag").iterdir()) == []
    assert existed == (tmp_path / "mag").exists()


def test_errors_become_one_line_a_hint_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    def run(error: Exception) -> tuple[int, str]:
        def fail() -> int:
            raise error

        code = guarded(fail)
        return code, capsys.readouterr().err

    assert run(MastheadError("The ink\nis dry.", "Buy ink.")) == (1, "masthead: The ink is dry.\n  Buy ink.\n")
    assert run(ConfigurationUnusable("No such key."))[0] == exits.UNCONFIGURED
    assert run(BackupRefused("Damaged."))[0] == exits.REFUSED
    assert run(OSError(28, "No space left on device", "big.jpg")) == (
        5,
        "masthead: The disk is full: no room left for big.jpg.\n",
    )
    assert run(PermissionError(13, "Permission denied", "a.toml"))[0] == exits.FAILED
    with pytest.raises(ZeroDivisionError):
        run(ZeroDivisionError())


def test_ctrl_c_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert guarded(interrupted) == exits.INTERRUPTED
    assert capsys.readouterr().err == "masthead: Interrupted.\n"
