"""From the command line to the verb, and from an error to one line and an exit code."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any, Protocol

from masthead.cli import (
    access,
    backup,
    createowner,
    demo,
    doctor,
    import_,
    init,
    jobs,
    migrate,
    newsletter,
    rebuild,
    restore,
    seed,
    serve,
    theme,
    worker,
)
from masthead.cli.running import exits
from masthead.errors import MastheadError


class Verb(Protocol):
    """What a verb's module holds."""

    NAME: str
    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Say what may stand on the command line."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and answer the exit code."""


VERBS: Sequence[Verb] = (
    init,
    demo,
    serve,
    createowner,
    access,
    import_,
    backup,
    restore,
    doctor,
    jobs,
    newsletter,
    rebuild,
    theme,
    migrate,
    worker,
    seed,
)
"""In the order in which an operator meets them."""

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class ShowVersion(argparse.Action):
    """``--version``; reads the version only when asked, since that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_args: Any, **_kwargs: Any) -> None:
        print(f"masthead {version('masthead')}")
        parser.exit(exits.OK)


def command_parser(verbs: Sequence[Verb] = VERBS) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="masthead",
        description="Publishing software for magazines. Begin with: masthead init mag && cd mag && masthead serve",
        epilog="masthead VERB --help says more about a verb.",
    )
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="show the version and end")
    parsers = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb", required=True)
    for verb in verbs:
        of_verb = parsers.add_parser(verb.NAME, help=verb.HELP, description=verb.HELP.capitalize() + ".")
        verb.configure(of_verb)
        of_verb.set_defaults(run=verb.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (of the process unless given) and answer its exit code."""
    args = command_parser().parse_args(argv)
    return guarded(lambda: int(args.run(args)))


def guarded(run: Callable[[], int]) -> int:
    """Run, and turn what people can act on into one line on stderr, a hint and an exit code."""
    try:
        return run()
    except KeyboardInterrupt:
        return complain("Interrupted.", "", exits.INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone: `masthead doctor | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.FAILED
    except MastheadError as error:
        return complain(error.message, error.hint, exits.code_of(error))
    except OSError as error:
        if error.errno in DISK_FULL:
            return complain(f"The disk is full: no room left for {error.filename or 'a file'}.", "", exits.DISK_FULL)
        if isinstance(error, PermissionError) and error.filename:
            return complain(f"{error.filename} may not be read or written by this user.", "", exits.FAILED)
        raise
    except Exception as error:
        if not is_from_database(error):
            raise
        hint = "If it is new or was upgraded: masthead migrate. Otherwise masthead doctor says more."
        return complain(f"The database did not answer as expected: {error}", hint, exits.FAILED)


def is_from_database(error: Exception) -> bool:
    """Whether Django's database layer raised it; asked without importing Django."""
    return any(kind.__module__ == "django.db.utils" for kind in type(error).__mro__)


def complain(message: str, hint: str, code: int) -> int:
    """Say what is wrong, in one line, and what to do, in the next; answer the code."""
    print(f"masthead: {' '.join(message.split())}", file=sys.stderr)
    if hint:
        print(f"  {hint}", file=sys.stderr)
    return code
