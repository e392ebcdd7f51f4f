"""Newsletters, sent and shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from masthead.cli.running import exits
from masthead.cli.running.screen import say
from masthead.deliveries import process, queries
from masthead.errors import MastheadError
from masthead.jobs import worker
from masthead.mailings.models import Mailing
from masthead.serving.lifeline import end_with_parent

LAST = 10


def run(args: argparse.Namespace) -> int:
    """The act that was asked for."""
    acts: Mapping[str, Callable[[argparse.Namespace], int]] = {"send": _send, "show": _show}
    return acts[args.act](args)


def _send(args: argparse.Namespace) -> int:
    end_with_parent()
    stop = worker.stop_on_signals()
    ended = process.send_mailing(args.mailing, is_asked_to_stop=stop.is_set)
    say(f"Mailing {args.mailing}: {ended.value}.")
    return exits.OK if ended.is_well else exits.FAILED


def _show(args: argparse.Namespace) -> int:
    rows = Mailing.objects.exclude(audience_count=None).order_by("-begun_at", "-pk")
    if args.mailing:
        rows = rows.filter(pk=args.mailing)
    mailings = list(rows[:LAST])
    if args.mailing and not mailings:
        raise MastheadError(f"There is no mailing {args.mailing} that was sent.", permanent=True)
    for mailing in mailings:
        progress = queries.progress_of(mailing)
        say(f"{mailing.pk}  {mailing.subject} ({mailing.get_state_display()})")
        say(
            f"    {progress.audience} in all: {progress.handed} handed over, {progress.waiting} waiting, "
            f"{progress.failed} failed, {progress.skipped} skipped, {progress.uncertain} uncertain"
        )
    if not mailings:
        say("No mailing has been sent yet.")
    return exits.OK
