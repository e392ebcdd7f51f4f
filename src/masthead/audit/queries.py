"""Reading the audit trail: from the newest entry back, a page at a time, as fast at a million entries as at ten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from masthead.audit.models import AuditEntry

BATCH = 2000
ORDER = ("-at", "-id")


@dataclass(frozen=True)
class Question:
    """What is asked of the trail; what is empty is not asked. ``since`` and ``until`` are days of the magazine, both included."""

    person: str = ""
    user_id: int | None = None
    verb: str = ""
    kind: str = ""
    object_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Cursor:
    """The entry after which a page begins."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """What ``str`` wrote; None for anything else."""
        at, _between, number = text.rpartition("_")
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        is_sound = number.isdecimal() and len(number) <= len(str(2**63)) - 1 and moment.tzinfo is not None
        return cls(moment, int(number)) if is_sound else None


@dataclass(frozen=True)
class TrailPage:
    """Entries from the newest to the oldest, and where the next page begins, if there is one."""

    entries: list[AuditEntry]
    next: Cursor | None


def page_of(question: Question, *, after: Cursor | None = None, size: int = 50) -> TrailPage:
    """A page of what was asked. One query, which reads as many entries as it shows and one more."""
    found = list(_from(_asked(question), after)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return TrailPage(found[:size], Cursor(last.at, last.pk) if last else None)


def all_of(question: Question) -> Iterator[AuditEntry]:
    """All that was asked, from the newest, read in batches, so that no long transaction stands open meanwhile."""
    after: Cursor | None = None
    while True:
        page = page_of(question, after=after, size=BATCH)
        yield from page.entries
        if page.next is None:
            return
        after = page.next


def persons() -> list[str]:
    """The names that stand in the trail, those of deleted accounts too. One query."""
    return _distinct("user_label")


def verbs() -> list[str]:
    """The verbs that stand in the trail. One query."""
    return _distinct("verb")


def kinds() -> list[str]:
    """The kinds of objects that stand in the trail (``articles.article``). One query."""
    return _distinct("target_type")


def _asked(question: Question) -> QuerySet[AuditEntry]:
    asked = {
        "user_label": question.person,
        "user_id": question.user_id,
        "verb": question.verb,
        "target_type": question.kind,
        "target_id": question.object_id,
    }
    rows = AuditEntry.objects.filter(**{name: value for name, value in asked.items() if value})
    if question.since:
        rows = rows.filter(at__gte=_begin_of(question.since))
    if question.until and question.until < date.max - timedelta(days=1):
        rows = rows.filter(at__lt=_begin_of(question.until + timedelta(days=1)))
    return rows.order_by(*ORDER)


def _from(rows: QuerySet[AuditEntry], after: Cursor | None) -> QuerySet[AuditEntry]:
    """Those after an entry. One bound on ``at`` that an index can begin at, and not an OR, which SQLite answers by a scan."""
    if after is None:
        return rows
    return rows.filter(Q(at__lte=after.at) & ~Q(at=after.at, pk__gte=after.id))


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _distinct(column: str) -> list[str]:
    """The different values of an indexed column: one step in the index for each, where DISTINCT would read every entry."""
    table, name = AuditEntry._meta.db_table, connection.ops.quote_name(column)
    steps = (
        f"WITH RECURSIVE step(value) AS (SELECT MIN({name}) FROM {table} UNION ALL "  # noqa: S608 - names of our own
        f"SELECT (SELECT MIN({name}) FROM {table} WHERE {name} > step.value) FROM step WHERE step.value IS NOT NULL) "
        "SELECT value FROM step WHERE value IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(steps)
        return [row[0] for row in cursor.fetchall()]
