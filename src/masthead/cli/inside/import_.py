"""Importing, shown: the dry run first, then a bar, then the sum."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from masthead.cli.running import exits
from masthead.cli.running.screen import err, progress, say
from masthead.errors import MastheadError
from masthead.importers import actions, ledger, queries
from masthead.importers.actions import Prepared
from masthead.importers.markdown import reader as markdown
from masthead.importers.markdown.folder import Folder
from masthead.importers.models import ImportRun
from masthead.importers.records import Kind, Note, Outcome
from masthead.importers.spool import Verdict
from masthead.staff.models import User

SHOWN = 20


class ImportUnknown(MastheadError):
    """There is no run of this number."""

    exit_code = exits.USAGE


class UserUnknown(MastheadError):
    """There is no account of this name."""

    exit_code = exits.USAGE


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "markdown": _markdown,
        "undo": _undo,
        "list": _list,
        "ledger": _ledger,
    }
    return verbs[args.what](args)


def _markdown(args: argparse.Namespace) -> int:
    user = _user(args.user)
    folder = Folder(args.folder)
    if args.ledger:
        ledger.require_known_ending(args.ledger)
    options = markdown.Options(
        zone=ZoneInfo(settings.TIME_ZONE),
        now=timezone.now(),
        site_url=args.site_url,
        old_addresses=tuple(args.old_address),
        max_picture_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        max_picture_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    )
    reader = markdown.MarkdownFolder(folder, options)
    source = f"{markdown.KIND}:{args.source_name or folder.name}"
    with _prepared(reader, source, folder) as prepared:
        _show(prepared)
        if args.ledger:
            ledger.write_file(args.ledger, prepared.notes(), f"Import of {folder.name}")
            say(f"Ledger: {args.ledger}")
        return _written(prepared, args, user)


@contextmanager
def _prepared(reader: markdown.MarkdownFolder, source: str, folder: Folder) -> Iterator[Prepared]:
    with progress("Reading", None) as advance:
        prepared = actions.prepare(
            reader, source=source, kind=markdown.KIND, folder=str(folder.root), read=lambda: advance(1)
        )
    try:
        yield prepared
    finally:
        prepared.spool.close()


def _written(prepared: Prepared, args: argparse.Namespace, user: User | None) -> int:
    if args.dry_run:
        say("This was a dry run. Nothing was written.")
        return exits.OK
    if not prepared.plan.has_work and not prepared.plan.is_rest_of_interrupted:
        say("Nothing to do: everything is here already, unchanged. Nothing was written.")
        return exits.OK
    if not args.yes and not _agreed("Import this?"):
        say("Nothing was written. Add --yes to import without being asked.")
        return exits.OK
    total = prepared.plan.counts[Verdict.NEW] + prepared.plan.counts[Verdict.CHANGED]
    with progress("Writing", total) as advance:
        run = actions.carry_out(prepared, acting_user=user, written=lambda: advance(1))
    if run is not None:
        say(
            f"Done: import {run.pk}. The ledger stands at the desk under Imports, masthead import undo {run.pk} takes it back."
        )
        say("The sizes of its pictures and the search follow in the background, while masthead serve runs.")
    return exits.OK


def _show(prepared: Prepared) -> None:
    """The dry run: how many of each kind became what, what would be done, what is refused."""
    counted, plan = prepared.ledger, prepared.plan
    say(f"{prepared.folder}, as “{prepared.source}”")
    say(f"  {'':<12}{'items':>8}" + "".join(f"{outcome.value:>13}" for outcome in Outcome))
    for kind in Kind:
        if counted.count_of(kind):
            numbers = "".join(f"{counted.count_of(kind, outcome) or '':>13}" for outcome in Outcome)
            say(f"  {kind.value:<12}{counted.count_of(kind):>8}{numbers}")
    say("  The ledger balances: every item has one outcome.")
    say(
        f"  Articles: {plan.counts[Verdict.NEW]} new, {plan.counts[Verdict.CHANGED]} changed, "
        f"{plan.counts[Verdict.UNCHANGED]} unchanged, {plan.counts[Verdict.LEFT_ALONE]} left alone; "
        f"{len(plan.issues)} issues to write."
    )
    if plan.is_rest_of_interrupted:
        say("  An earlier import of this source was interrupted; this completes it.")
    refused = sum(number for (_, outcome), number in counted.outcomes.items() if outcome == Outcome.REFUSED)
    if refused:
        say(f"Refused ({refused}):")
        for note in counted.refusals[:SHOWN]:
            say(f"  {_line(note)}")
        if refused > SHOWN:
            say(f"  … and {refused - SHOWN} more; --ledger FILE writes them all.")


def _line(note: Note) -> str:
    where = note.where or note.key
    named = "" if note.key in where else f"{note.kind.value} {note.key}: "
    return f"{where}: {named}{note.reason}"


def _undo(args: argparse.Namespace) -> int:
    run = _run(args.run_id)
    if not args.yes and not _agreed(f"Take back import {run.pk} ({run.source})?"):
        say("Nothing was changed. Add --yes to undo without being asked.")
        return exits.OK
    with progress("Taking back", run.touches.count()) as advance:
        undone = actions.undo(run, acting_user=None, is_forced=args.force, taken_back=lambda: advance(1))
    say(f"Taken back: {undone.taken_back} objects.")
    for line in undone.kept:
        err.print(f"  kept: {line}", markup=False)
    return exits.REFUSED if undone.edited else exits.OK


def _list(_args: argparse.Namespace) -> int:
    found = False
    for run in queries.runs(acting_user=None):
        found = True
        counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if isinstance(number, int))
        started = timezone.localtime(run.started_at)
        say(f"{run.pk:>5}  {started:%Y-%m-%d %H:%M}  {run.get_state_display():<24}{run.source}  {counts}".rstrip())
    if not found:
        say("No imports yet.")
    return exits.OK


def _ledger(args: argparse.Namespace) -> int:
    run = _run(args.run_id)
    ledger.write_file(args.file, queries.notes_of(run, acting_user=None), f"Import {run.pk}, {run.source}")
    say(f"Ledger of import {run.pk}: {args.file}")
    return exits.OK


def _run(number: int) -> ImportRun:
    found = queries.runs(acting_user=None).filter(pk=number).first()
    if found is None:
        raise ImportUnknown(
            f"There is no import {number}.", "masthead import list shows those there are.", permanent=True
        )
    return found


def _user(name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(username=name).first() or User.objects.filter(email__iexact=name).first()
    if found is None:
        raise UserUnknown(f"There is no account “{name}”.", permanent=True)
    return found


def _agreed(question: str) -> bool:
    """Ask, where there is somebody to ask."""
    if not sys.stdin.isatty():
        return False
    err.print(f"{question} [y/N] ", end="", markup=False)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
