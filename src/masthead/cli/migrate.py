"""``masthead migrate``: bring the database up to date."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_inside
from masthead.cli.running.place import magazine_here

NAME = "migrate"
HELP = "bring the database up to date with this version"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 when it is not up to date")


def run(args: argparse.Namespace) -> int:
    """Migrate, or say whether that is needed."""
    magazine_here()
    return run_inside("migrate", args)
