"""The web process: Granian calling ``serving.door``. Run as ``python -m masthead.serving.web HOST PORT ...``."""

from __future__ import annotations

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from masthead.serving.lifeline import end_with_parent

KILL_AFTER_SECONDS = 20


def parser() -> argparse.ArgumentParser:
    """What the supervisor says."""
    says = argparse.ArgumentParser(prog="masthead.serving.web")
    says.add_argument("host")
    says.add_argument("port", type=int)
    says.add_argument("--workers", type=int, default=1)
    says.add_argument("--threads", type=int, default=2)
    says.add_argument("--access-log", action="store_true")
    return says


def main() -> None:
    """Serve until told to stop."""
    end_with_parent()
    args = parser().parse_args()
    name = "logged_application" if args.access_log else "application"
    Granian(
        f"masthead.serving.door:{name}",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_SECONDS,
    ).serve()


if __name__ == "__main__":
    main()
