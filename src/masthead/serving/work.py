"""The worker process. Run as ``python -m masthead.serving.work``."""

from __future__ import annotations

from masthead.serving import indoors
from masthead.serving.lifeline import end_with_parent


def main() -> None:
    """Do background work until told to stop."""
    end_with_parent()
    worker = indoors.module("masthead.jobs.worker")
    switchboard = indoors.module("masthead.switchboard")
    worker.run(worker.stop_on_signals(), handlers=switchboard.AFTER_COMMIT, periodic=switchboard.PERIODIC)


if __name__ == "__main__":
    main()
