"""Reads about imports."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, QuerySet

from masthead.articles.models import ArticleIndex
from masthead.errors import ActionForbidden
from masthead.importers.models import ImportRun, LedgerRow
from masthead.importers.records import Kind, Note, Outcome
from masthead.staff.models import User


def may_import(user: User | None) -> bool:
    """Whether somebody may import, and read what was imported. None is the operator at the command line."""
    if user is None:
        return True
    index = ArticleIndex.objects.first()
    return user.is_superuser or (index is not None and index.permissions_for_user(user).can_publish())


def require_may_import(user: User | None) -> None:
    """Refuse those who may not.

    Raises:
        ActionForbidden: they may not publish articles.
    """
    if not may_import(user):
        raise ActionForbidden("You may not import articles.", "Ask a publisher.")


def interrupted_run(source: str) -> ImportRun | None:
    """The last run of a source, if it did not come to its end."""
    last = ImportRun.objects.filter(source=source).order_by("-pk").first()
    unfinished = (ImportRun.State.RUNNING, ImportRun.State.FAILED)
    return last if last is not None and last.state in unfinished else None


def runs(*, acting_user: User | None) -> QuerySet[ImportRun]:
    """All runs, newest first.

    Raises:
        ActionForbidden: the user may not import.
    """
    require_may_import(acting_user)
    return ImportRun.objects.select_related("acting_user").order_by("-pk")


def ledger_of(
    run: ImportRun, *, acting_user: User | None, kind: str = "", outcome: str = "", words: str = ""
) -> QuerySet[LedgerRow]:
    """The ledger of a run in the order it was written, narrowed to a kind, an outcome, and words in the item or the reason.

    Raises:
        ActionForbidden: the user may not import.
    """
    require_may_import(acting_user)
    rows = LedgerRow.objects.filter(run=run)
    if kind:
        rows = rows.filter(kind=kind)
    if outcome:
        rows = rows.filter(outcome=outcome)
    if words:
        rows = (
            rows.filter(key__icontains=words)
            | rows.filter(reason__icontains=words)
            | rows.filter(place__icontains=words)
        )
    return rows.order_by("pk")


def summary_of(run: ImportRun, *, acting_user: User | None) -> list[tuple[str, str, int]]:
    """``(kind, outcome, number)`` of a run's ledger, by kind and outcome.

    Raises:
        ActionForbidden: the user may not import.
    """
    require_may_import(acting_user)
    counted = LedgerRow.objects.filter(run=run).order_by("kind", "outcome").values_list("kind", "outcome")
    return list(counted.annotate(number=Count("pk")))


def notes_of(run: ImportRun, *, acting_user: User | None) -> Iterator[Note]:
    """The ledger of a run as notes, streamed, in the order it was written.

    Raises:
        ActionForbidden: the user may not import.
    """
    rows = ledger_of(run, acting_user=acting_user).iterator(chunk_size=2000)  # here, and not when the first is read
    return (
        Note(Kind(row.kind), row.key, Outcome(row.outcome), row.place, row.reason, row.target, row.article)
        for row in rows
    )
