"""Background work, shown."""

from __future__ import annotations

import argparse

from django.utils import timezone

from masthead.cli.running import exits
from masthead.cli.running.screen import say
from masthead.jobs import actions, queries
from masthead.jobs.queries import FailedWork

SHOWN = 20


def run(args: argparse.Namespace) -> int:
    """Try again what failed if asked to; show the figures, and answer 1 while something has failed for good."""
    if args.retry:
        again = actions.retry_failed_jobs() + actions.retry_failed_entries()
        say(f"{again} will be tried again.")
    health = queries.health()
    workers = queries.workers_alive()
    say(
        f"Workers: {len(workers) or 'none'}"
        + "".join(f"\n  {each.worker_id}: {each.doing or 'idle'}" for each in workers)
    )
    say(
        f"Waiting: {health.outbox_waiting_count} in the outbox, {health.jobs_waiting_count} jobs; {health.jobs_running_count} running."
    )
    failed = [*queries.failed_entries(SHOWN), *queries.failed_jobs(SHOWN)]
    count = health.outbox_failed_count + health.jobs_failed_count
    say(f"Failed for good: {count or 'nothing'}")
    for each in failed:
        say(_line(each))
    if count:
        say("Once the cause is gone: masthead jobs --retry")
    return exits.FAILED if count else exits.OK


def _line(work: FailedWork) -> str:
    cause = (work.error.strip().splitlines() or ["the log has no more"])[-1]
    return f"  {timezone.localtime(work.failed_at):%Y-%m-%d %H:%M}  {work.what} {work.about}\n    {cause}"
