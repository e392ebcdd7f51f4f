"""The heavy half of a verb, imported when the verb runs."""

from __future__ import annotations

import argparse
import logging
from importlib import import_module

from masthead import sqlite
from masthead.serving import indoors


def run_on_database(name: str, args: argparse.Namespace, *, log_level: int = logging.WARNING) -> int:
    """As :func:`run_inside`, on a database of this version: a new one is filled first, an old or newer one is refused."""
    migrating = indoors.module("masthead.cli.inside.migrate")
    logging.getLogger().setLevel(log_level)
    migrating.fill_if_new()
    indoors.module("masthead.cli.inside.after_restore").settle()
    return run_inside(name, args, log_level=log_level)


def run_inside(name: str, args: argparse.Namespace, *, log_level: int = logging.WARNING) -> int:
    """Run ``masthead.cli.inside.NAME`` with Django set up. Somebody watches: the log speaks up for trouble only."""
    module = indoors.module(f"masthead.cli.inside.{name}")
    logging.getLogger().setLevel(log_level)
    return int(module.run(args))


def run_outside(name: str, args: argparse.Namespace) -> int:
    """Run ``masthead.cli.inside.NAME`` without Django: for what must work when the site cannot start."""
    sqlite.swap_in()
    return int(import_module(f"masthead.cli.inside.{name}").run(args))
