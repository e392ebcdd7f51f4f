"""``masthead rebuild``: make again what can be made from the copy."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "rebuild"
HELP = "make the lists, the desk's rows, the search index, what follows an article or the index of references again"
PARTS = ("published", "planning", "search", "recommendations", "references")


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument(
        "part",
        choices=PARTS,
        help="published: what lists, feeds and search read; planning: the desk's rows of articles and drafts; "
        "search: the index of readers' search; recommendations: what to read after each article; "
        "references: where pictures and pages are used",
    )


def run(args: argparse.Namespace) -> int:
    """Make one part again; the site goes on meanwhile."""
    magazine_here()
    return run_on_database("rebuild", args)
