"""What operators copy out of ``deploy`` works: Caddy in front, systemd's units."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.cli.running.command import command_parser
from tests.serving.running import environment
from tests.template_database import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
UNITS = ("masthead.service", "masthead-backup.service", "masthead-backup.timer")


def unit(name: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


@pytest.mark.slow
def test_caddy_in_front_works_as_the_instructions_say() -> None:
    missing = [program for program in ("caddy", "curl") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} is not installed (apt-get install {' '.join(missing)})")
    command = Path(sys.executable).with_name("masthead")
    done = subprocess.run(
        [DEPLOY / "try-caddy.sh"],
        env=environment(MASTHEAD=str(command)), capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "works as docs/operators/install.md says" in done.stdout
    assert done.stdout.count("... yes") == 8


def test_systemd_takes_the_units() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed (apt-get install systemd)")
    command = ["systemd-analyze", "verify", "--man=no", *(str(DEPLOY / name) for name in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [
        line for line in done.stderr.splitlines() if "/opt/masthead/bin/masthead is not executable" not in line
    ]
    assert complaints == []


@pytest.mark.parametrize("name", ["masthead.service", "masthead-backup.service"])
def test_the_units_run_commands_that_exist(name: str) -> None:
    words = unit(name)["Service"]["ExecStart"].partition("/opt/masthead/bin/masthead ")[2].rstrip("'").split()
    verb, *rest = words
    assert command_parser().parse_args([verb, *(["x.tar.gz"] if rest else [])]).verb == verb


def test_the_service_may_write_its_own_folder_alone() -> None:
    service = unit("masthead.service")["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == service["WorkingDirectory"] == "/srv/magazine"
    assert service["User"] == "masthead"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""


def test_the_instructions_name_every_file_of_deploy() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "docs" / "operators").glob("*.md"))
    assert [path.name for path in sorted(DEPLOY.iterdir()) if f"deploy/{path.name}" not in text] == []
