"""What must be so before web and worker start. Run by ``masthead serve`` as a process of its own, without a verb."""

from __future__ import annotations

import argparse
import sys

from masthead.cli.running.command import guarded
from masthead.serving import indoors
from masthead.serving.lifeline import end_with_parent
from masthead.serving.ports import is_loopback


def main() -> int:
    """Migrate, unless told not to, and invite the owner of a new magazine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="")
    parser.add_argument("--no-migrate", action="store_true")
    args = parser.parse_args()
    end_with_parent()
    return guarded(lambda: _prepare(args.host, may_migrate=not args.no_migrate))


def _prepare(host: str, *, may_migrate: bool) -> int:
    migrating = indoors.module("masthead.cli.inside.migrate")
    if may_migrate:
        migrating.bring_up_to_date()
    else:
        migrating.refuse_outdated()
    indoors.module("masthead.cli.inside.after_restore").settle()
    if host:
        indoors.module("masthead.desk.first_run.actions").invite(is_local=is_loopback(host))
    return 0


if __name__ == "__main__":
    sys.exit(main())
