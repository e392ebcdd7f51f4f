"""``masthead doctor``: what is missing or dangerous."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_outside

NAME = "doctor"
HELP = "say what is missing or dangerous; exit code 1 when something is bad"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--json", action="store_true", help="the findings as JSON, for programs")
    parser.add_argument("--backups", metavar="DIR", help="the folder of backups, to look at the newest one's age")


def run(args: argparse.Namespace) -> int:
    """Look at everything and report."""
    return run_outside("doctor", args)
