"""Making an owner's account, asking for what was not said."""

from __future__ import annotations

import argparse
import getpass
import sys

from masthead.cli.running.screen import say
from masthead.desk.first_run.actions import Founding, OwnerUnusable, create_owner
from masthead.magazine.queries import this_magazine


def run(args: argparse.Namespace) -> int:
    """Make the account and say so."""
    email = args.email or _asked("E-mail address: ")
    name = args.name if args.name is not None else _asked("Name: ")
    owner = create_owner(Founding(email, _password(args), owner_name=name, name=args.magazine or ""))
    say(f"{owner.get_username()} may do everything at the desk of {this_magazine().name}.")
    return 0


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise OwnerUnusable(f"{question.rstrip(': ')} is missing.", "Give --email, --name and --password-file.")
    return input(question).strip()


def _password(args: argparse.Namespace) -> str:
    if args.password_file is None:
        if not sys.stdin.isatty():
            raise OwnerUnusable("The password is missing.", "Give --password-file, or - for stdin.")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            raise OwnerUnusable("The two passwords differ.")
        return password
    text: str = sys.stdin.read() if str(args.password_file) == "-" else args.password_file.read_text(encoding="utf-8")
    return text.rstrip("\r\n")
