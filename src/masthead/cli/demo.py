"""``masthead demo``: the demo magazine, ready to be looked at."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_outside
from masthead.cli.serve import port_number

NAME = "demo"
HELP = "make the demo magazine in a folder of its own, and serve it"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        nargs="?",
        default=Path("demo-magazine"),
        help="where it is made, or was made before (default: demo-magazine)",
    )
    parser.add_argument("--port", type=port_number, help="the port to listen on (default: 8000)")
    parser.add_argument("--no-serve", action="store_true", help="make it and end")
    parser.set_defaults(host="127.0.0.1", role="all", no_migrate=False, access_log=False)


def run(args: argparse.Namespace) -> int:
    """Make the demo magazine if it is not there yet, then serve it."""
    return run_outside("demo", args)
