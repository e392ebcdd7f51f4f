"""``masthead backup``: the whole magazine in one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_outside

NAME = "backup"
HELP = "write database, media and settings to one file, while the site goes on"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the new file, for example mag-2026-11-24.tar.gz; never written over"
    )
    parser.add_argument(
        "--without-secrets", action="store_true", help="leave out the secret key, passwords and other secrets"
    )


def run(args: argparse.Namespace) -> int:
    """Make the backup."""
    return run_outside("backup", args)
