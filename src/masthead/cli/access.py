"""``masthead access``: help for somebody who cannot log in any more."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "access"
HELP = "help somebody who cannot log in: a new password, no second factor, an end to their sessions"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line. A password is never an argument: others could read it there."""
    parser.add_argument("account", help="the username or e-mail address of the account")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--reset-second-factor", action="store_true", help="take passkeys, app and recovery codes away")
    what.add_argument("--password-file", type=Path, metavar="FILE", help="a file with the new password, - for stdin")
    what.add_argument("--end-sessions", action="store_true", help="log them out everywhere")


def run(args: argparse.Namespace) -> int:
    """Do it; each is in the audit trail."""
    magazine_here()
    return run_on_database("access", args)
