"""``masthead newsletter``: newsletters from the command line."""

from __future__ import annotations

import argparse
import logging

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "newsletter"
HELP = "send a mailing that has begun, and show how it goes"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    verbs = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    send = verbs.add_parser(
        "send", help="hand over a mailing that has begun, in this process (the worker does it by itself)"
    )
    send.add_argument("mailing", type=int, help="the mailing's number")
    show = verbs.add_parser("show", help="show how the mailings of the last weeks went; with a number, one in full")
    show.add_argument("mailing", type=int, nargs="?", help="the mailing's number")


def run(args: argparse.Namespace) -> int:
    """Do what was said."""
    magazine_here()
    return run_on_database("newsletter", args, log_level=logging.WARNING)
