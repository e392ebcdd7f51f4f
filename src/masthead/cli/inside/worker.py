"""Background work in this process."""

from __future__ import annotations

import argparse

from masthead import switchboard
from masthead.jobs import worker


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    del args
    stop = worker.stop_on_signals()
    worker.run(stop, handlers=switchboard.AFTER_COMMIT, periodic=switchboard.PERIODIC)
    return 0
