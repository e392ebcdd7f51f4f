"""``masthead import``: bring articles here from elsewhere, list what was brought, take it back."""

from __future__ import annotations

import argparse
from pathlib import Path

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "import"
HELP = "bring articles here from elsewhere, or take an import back"


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    kinds = parser.add_subparsers(title="what to do", metavar="WHAT", dest="what", required=True)
    _configure_markdown(
        kinds.add_parser("markdown", help="import a folder of Markdown files (Jekyll, Hugo and the like)")
    )
    undo = kinds.add_parser("undo", help="take a run back: the magazine is as it was before")
    undo.add_argument("run_id", type=int, metavar="RUN", help="its number, as masthead import list shows it")
    undo.add_argument("--force", action="store_true", help="also take back what was edited at the desk since")
    undo.add_argument("--yes", action="store_true", help="do not ask")
    kinds.add_parser("list", help="list the imports, the newest first")
    ledger = kinds.add_parser("ledger", help="write the ledger of a run to a file")
    ledger.add_argument("run_id", type=int, metavar="RUN", help="its number")
    ledger.add_argument("file", type=Path, metavar="FILE", help="a name ending in .csv, .json or .html")


def _configure_markdown(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask before writing")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="also write the ledger: .csv, .json or .html")
    parser.add_argument(
        "--source-name",
        default="",
        metavar="NAME",
        help="what the source is called; a later import of the same name updates (default: the folder's name)",
    )
    parser.add_argument(
        "--site-url",
        default="",
        metavar="URL",
        help="address of the old site, if links name it and it is not found out",
    )
    parser.add_argument(
        "--old-address",
        action="append",
        default=[],
        metavar="PATTERN",
        help="a further old address of each article, such as /{year}/{name}.html; may be given again",
    )
    parser.add_argument(
        "--user", default="", metavar="NAME", help="the account to import as (default: none, the operator)"
    )


def run(args: argparse.Namespace) -> int:
    """Import, list or undo."""
    magazine_here()
    return run_on_database("import_", args)
