"""``masthead createowner``: an account that may do everything at the desk."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "createowner"
HELP = "make an account that may do everything at the desk"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line. A password is never an argument: others could read it there."""
    parser.add_argument("--email", help="the address they log in with; asked for unless given")
    parser.add_argument("--name", help="their name as the desk shows it; asked for unless given")
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="a file with the password, - for stdin; asked for unless given",
    )
    parser.add_argument("--magazine", help="what the magazine is called, when it has not been set up yet")


def run(args: argparse.Namespace) -> int:
    """Make the account, and lay out the site if nobody has."""
    magazine_here()
    return run_on_database("createowner", args)
