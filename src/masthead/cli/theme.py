"""``masthead theme``: begin a developer's theme, and check one."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_inside
from masthead.cli.running.place import magazine_here

NAME = "theme"
HELP = "begin a folder of templates and style of your own, or check one; exit code 1 when it has mistakes"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    kinds = parser.add_subparsers(title="what to do", metavar="WHAT", dest="what", required=True)
    check = kinds.add_parser("check", help="look through a theme: templates, names, style sheets, what is not allowed")
    check.add_argument(
        "folder", type=Path, nargs="?", metavar="FOLDER", help="the folder (default: the one that masthead.toml names)"
    )
    check.add_argument("--json", action="store_true", help="the findings as JSON, for programs")
    new = kinds.add_parser("new", help="make a theme to begin with, commented, which passes the check")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there yet")


def run(args: argparse.Namespace) -> int:
    """Begin or check."""
    config = magazine_here()
    args.folder = args.folder or config.theme.folder
    return run_inside("theme", args)
