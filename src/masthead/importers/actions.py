"""The verbs of an import: look first (``prepare``), then write (``carry_out``); and take a run back (``undo``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from masthead.articles.models import ArticleIndex
from masthead.audit import actions as audit
from masthead.importers import queries
from masthead.importers.ledger import Ledger
from masthead.importers.models import ImportedItem, ImportRun, LedgerRow
from masthead.importers.plan import Plan, Planner, judged
from masthead.importers.records import ImportedIssue, Note, Reading
from masthead.importers.spool import Entry, Spool, Verdict
from masthead.importers.troubles import SourceUnusable, UndoRefused
from masthead.importers.writer.session import NUMBER, Session
from masthead.importers.writer.undo import Undoing, Undone
from masthead.jobs import leases
from masthead.staff.models import User

LEASE = "import"
LEASE_SECONDS = 60.0
BATCH_RECORDS = 100
BATCH_CHANGES = 10
BATCH_NOTES = 4000
Tick = Callable[[], None]


def _no_tick() -> None:
    return None


class Reader(Protocol):
    """What each importer offers: ``markdown.reader.MarkdownFolder`` is one."""

    def survey(self, tick: Tick) -> int:
        """Look over the source; how many articles there may be."""

    def readings(self) -> Iterator[Reading]:
        """Every item, as a stream."""

    def issues_named(self, imported: set[str]) -> Iterator[ImportedIssue]:
        """The issues of the articles with these keys."""

    def picture_bytes(self, key: str) -> bytes:
        """The bytes of a picture."""


@dataclass
class Prepared:
    """A dry run, ready to be carried out. Close ``spool`` when done with it."""

    source: str
    kind: str
    folder: str
    reader: Reader
    spool: Spool
    ledger: Ledger
    plan: Plan

    def notes(self) -> Iterator[Note]:
        """All ledger lines, as a stream."""
        for entry in self.spool.entries():
            yield from entry.notes


def prepare(
    reader: Reader, *, source: str, kind: str, folder: str, surveyed: Tick = _no_tick, read: Tick = _no_tick
) -> Prepared:
    """Read the whole source and say what an import would do; nothing is written. ``surveyed`` and ``read`` tick once a file.

    Raises:
        SourceUnusable: the source cannot be read, or the magazine is not laid out.
        LedgerUnbalanced: an item has no outcome, or two: a fault of the reader.
    """
    if not ArticleIndex.objects.exists():
        raise SourceUnusable(
            "This magazine has no pages yet.", "Set it up first: masthead serve, or masthead createowner."
        )
    reader.survey(surveyed)
    spool, ledger, planner = Spool(), Ledger(), Planner(source)
    for reading in reader.readings():
        entry = _judged(reading, planner)
        ledger.take(entry.notes, reading.census)
        spool.add(entry)
        read()
    for notes, census in (planner.names(), planner.issues(reader.issues_named(planner.imported))):
        ledger.take(notes, census)
        spool.add(Entry(Verdict.NONE, None, notes))
    ledger.balance()
    planner.plan.is_rest_of_interrupted = queries.interrupted_run(source) is not None
    return Prepared(source, kind, folder, reader, spool, ledger, planner.plan)


def _judged(reading: Reading, planner: Planner) -> Entry:
    record = reading.record
    if record is None:
        return Entry(Verdict.NONE, None, reading.notes)
    fingerprint = record.fingerprint
    verdict, said = planner.verdict(record, fingerprint)
    kept = record if verdict in (Verdict.NEW, Verdict.CHANGED) else None
    notes = judged(reading.notes, verdict, said, record)
    return Entry(verdict, kept, notes, said if verdict == Verdict.NEW else "", fingerprint)


def carry_out(prepared: Prepared, *, acting_user: User | None, written: Tick = _no_tick) -> ImportRun | None:
    """Write what was prepared; ``written`` ticks once an article. None when there was nothing to write.

    Batches are transactions: what is written is whole, whenever the process ends, and running the import again
    completes it as the same run. Only one import runs at a time.

    Raises:
        ActionForbidden: the user may not publish articles.
        LeaseTaken: another import is running.
        ImportFailed: it stopped on the way; the run says so and can be continued or undone.
    """
    queries.require_may_import(acting_user)
    if not prepared.plan.has_work and not prepared.plan.is_rest_of_interrupted:
        return None
    with leases.hold(LEASE, LEASE_SECONDS, keep_alive=True):
        run = _opened_run(prepared, acting_user)
        try:
            _write(prepared, run, acting_user, written)
        except BaseException as trouble:
            ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FAILED, message=str(trouble)[:2000])
            raise
        return _closed_run(prepared, run, acting_user)


def _opened_run(prepared: Prepared, acting_user: User | None) -> ImportRun:
    """A new run, or the interrupted one of the same source, whose ledger is then written anew."""
    run = queries.interrupted_run(prepared.source)
    if run is None:
        return ImportRun.objects.create(
            source=prepared.source, reader=prepared.kind, folder=prepared.folder[:1000], acting_user=acting_user
        )
    with transaction.atomic():
        LedgerRow.objects.filter(run=run).delete()
        run.state, run.message = ImportRun.State.RUNNING, ""
        run.save(update_fields=["state", "message"])
    return run


def _write(prepared: Prepared, run: ImportRun, acting_user: User | None, written: Tick) -> None:
    session = Session(run, prepared.plan, prepared.reader.picture_bytes, acting_user=acting_user)
    for batch in chain(_batches(prepared, is_change=False), _batches(prepared, is_change=True)):
        with session.batch():
            session.write(batch)
            LedgerRow.objects.bulk_create(_rows(run, batch), batch_size=500)
        for entry in batch:
            if entry.record:
                written()
    for issue in prepared.plan.issues:
        with session.batch():
            session.write_issue(issue)
    session.close()


def _batches(prepared: Prepared, *, is_change: bool) -> Iterator[list[Entry]]:
    """Entries in portions that one transaction can hold: so many new articles, changes or ledger lines, whichever comes first.

    Changes are apart, and come last: what they link to is there by then.
    """
    batch: list[Entry] = []
    weight = 0.0
    for entry in prepared.spool.entries():
        if (entry.verdict == Verdict.CHANGED) != is_change:
            continue
        batch.append(entry)
        weight += len(entry.notes) / BATCH_NOTES
        weight += {Verdict.NEW: 1 / BATCH_RECORDS, Verdict.CHANGED: 1 / BATCH_CHANGES}.get(entry.verdict, 0)
        if weight >= 1:
            yield batch
            batch, weight = [], 0.0
    if batch:
        yield batch


def _rows(run: ImportRun, batch: Iterable[Entry]) -> list[LedgerRow]:
    return [
        LedgerRow(
            run=run,
            kind=note.kind.value,
            key=note.key[:500],
            outcome=note.outcome.value,
            place=note.where[:500],
            reason=note.reason,
            target=note.target[:500],
            article=note.article[:500],
        )
        for entry in batch
        for note in entry.notes
    ]


def _closed_run(prepared: Prepared, run: ImportRun, acting_user: User | None) -> ImportRun:
    counts = {verdict.value: number for verdict, number in prepared.plan.counts.items() if verdict != Verdict.NONE}
    with transaction.atomic():
        run.counts = {**counts, "items": prepared.ledger.as_counts()}
        run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])
        audit.record("import", run, acting_user=acting_user, detail=counts)
    return run


def undo(run: ImportRun, *, acting_user: User | None, is_forced: bool = False, taken_back: Tick = _no_tick) -> Undone:
    """Take a run back. What it made is deleted, what it changed is as it was before; its record and ledger stay.

    What somebody edited at the desk since is kept and named, unless ``is_forced``. What something else uses now is kept
    and named in any case. Undoing again takes back what was kept then and may go now. ``taken_back`` ticks once an object.

    Raises:
        ActionForbidden: the user may not publish articles.
        UndoRefused: it is undone already, or a later import of the same source must be undone first.
        LeaseTaken: an import is running.
    """
    queries.require_may_import(acting_user)
    if run.state == ImportRun.State.UNDONE:
        raise UndoRefused(f"Import {run.pk} is undone already.", permanent=True)
    later = (
        ImportRun.objects.filter(source=run.source, pk__gt=run.pk).exclude(state=ImportRun.State.UNDONE).order_by("-pk")
    )
    if last := later.first():
        hint = f"masthead import undo {last.pk}"
        raise UndoRefused(f"Import {last.pk} of the same source came later: undo that first.", hint, permanent=True)
    with leases.hold(LEASE, LEASE_SECONDS, keep_alive=True):
        undone = Undoing(run, acting_user=acting_user, is_forced=is_forced, taken_back=taken_back).carry_out()
        with transaction.atomic():
            ImportedItem.objects.filter(source=run.source, kind=NUMBER).delete()
            _keep_or_close(run, undone)
            audit.record("undo-import", run, acting_user=acting_user, detail={"kept": len(undone.kept)})
    return undone


def _keep_or_close(run: ImportRun, undone: Undone) -> None:
    """A run of which something is still here is not undone; it says what."""
    if undone.kept:
        run.message = f"Taken back in part; kept: {'; '.join(undone.kept)}"[:2000]
    else:
        ImportedItem.objects.filter(run=run).delete()
        run.state, run.message = ImportRun.State.UNDONE, ""
    run.save(update_fields=["state", "message"])
