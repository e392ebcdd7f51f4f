"""``masthead restore``: put a backup back."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_outside

NAME = "restore"
HELP = "check a backup whole and put it in the place of the present data"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that masthead backup made")
    parser.add_argument(
        "--into", metavar="DIR", type=Path, help="make a new magazine folder of it, settings and secrets included"
    )
    parser.add_argument("--check", action="store_true", help="only check it; change nothing")


def run(args: argparse.Namespace) -> int:
    """Check the backup, then restore it."""
    return run_outside("restore", args)
