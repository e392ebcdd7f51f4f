"""``masthead jobs``: how background work is doing, and another try for what failed."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "jobs"
HELP = "show what the background work is at and what has failed; --retry lets that run again"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--retry", action="store_true", help="let everything that failed for good run again")


def run(args: argparse.Namespace) -> int:
    """Show, or try again."""
    magazine_here()
    return run_on_database("jobs", args)
