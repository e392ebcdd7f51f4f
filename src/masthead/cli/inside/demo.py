"""Making the demo magazine once, then serving it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from masthead.cli import init
from masthead.cli.inside import serve
from masthead.config import FILE_NAME
from masthead.serving.lifeline import PARENT

LOADING = "masthead.cli.inside.load_demo"
DEFAULT_PORT = 8000
LOGIN_FILE = "demo-login.txt"
"""In the folder's ``secrets``: what the loader made up, so that it can be shown again."""


def run(args: argparse.Namespace) -> int:
    """Make it if it is not there yet, then serve it unless told not to."""
    folder = args.folder.expanduser().absolute()
    if not (folder / FILE_NAME).is_file():
        init.begin(folder, address=f"http://localhost:{args.port or DEFAULT_PORT}")
        write_mail_to_files(folder / FILE_NAME)
    os.chdir(folder)
    os.environ["MASTHEAD_CONFIG"] = str(folder / FILE_NAME)
    code = load(folder)
    if code or args.no_serve:
        return code
    return serve.run(args, also_say=lambda url: print(login_lines(folder, url), flush=True))


def write_mail_to_files(settings: Path) -> None:
    """The demo mails nobody: what it would send lies in ``data/mail``, so that signing up for its newsletter can be tried."""
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[mail]\n", '[mail]\nwrite_to = "files"\n', 1), encoding="utf-8")


def load(folder: Path) -> int:
    """Load the demo in a process of its own, so that the supervising one stays small; answer its exit code."""
    environment = {**os.environ, PARENT: str(os.getpid())}
    arguments = [sys.executable, "-m", LOADING, str(folder / "secrets" / LOGIN_FILE)]
    return subprocess.run(arguments, env=environment, check=False).returncode


def login_lines(folder: Path, url: str) -> str:
    """How to log in to the desk of the demo."""
    try:
        username, password = (folder / "secrets" / LOGIN_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return f"Log in at {url}desk/ with the account that you have made there."
    return f"Log in at {url}desk/ as {username} with the password {password}"
