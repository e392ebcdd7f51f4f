"""``masthead seed``: a synthetic magazine for measuring."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here

NAME = "seed"
HELP = "fill the magazine with synthetic articles, for measuring"
MOST = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--articles", type=article_count, required=True, metavar="N", help="how many articles to make")


def article_count(text: str) -> int:
    """A number of articles; raise ``ArgumentTypeError`` for anything else."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        message = f"“{text}” is no number of articles: give one from 1 to {MOST:,}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Make the articles."""
    magazine_here()
    return run_on_database("seed", args)
