"""Helping somebody who cannot log in any more."""

from __future__ import annotations

import argparse
import sys

from django.core.exceptions import ValidationError

from masthead.cli.running.screen import say
from masthead.desk.access.actions.factors import end_sessions_of, reset_factors
from masthead.desk.access.actions.sessions import set_password
from masthead.errors import MastheadError
from masthead.staff.backends import account_called


class AccountUnknown(MastheadError):
    """No account, or more than one, is called so."""


def run(args: argparse.Namespace) -> int:
    """Do what was asked, and say so."""
    user = account_called(args.account)
    if user is None:
        raise AccountUnknown(
            f"No account is called “{args.account}”.", "Give its username; an address may be that of two."
        )
    if args.reset_second_factor:
        reset_factors(user, acting_user=None)
        say(f"{user.get_username()} has no second factor any more and is logged out.")
    elif args.end_sessions:
        count = end_sessions_of(user, keep=None, acting_user=None)
        say(f"{user.get_username()}: {count} sessions ended.")
    else:
        from_stdin = str(args.password_file) == "-"
        text: str = sys.stdin.read() if from_stdin else args.password_file.read_text(encoding="utf-8")
        try:
            set_password(user, text.rstrip("\r\n"), acting_user=None)
        except ValidationError as error:
            raise MastheadError(" ".join(error.messages)) from error
        say(f"{user.get_username()} has a new password and is logged out.")
    return 0
