"""``masthead worker``: background work alone, in this process."""

from __future__ import annotations

import argparse
import logging

from masthead.cli.running.late import run_on_database
from masthead.cli.running.place import magazine_here
from masthead.serving.locks import hold_role

NAME = "worker"
HELP = "do background work in this process, where another serves the web"


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing more may be said."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Work until told to stop. One worker to a data folder; on other machines there may be more."""
    with hold_role(magazine_here().data_dir, "worker", doing="masthead worker"):
        return run_on_database("worker", args, log_level=logging.INFO)
