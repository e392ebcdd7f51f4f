"""The running order as a list to work on: what its entries are called, where something goes, what stands where. No database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from wagtail.models import Orderable

from masthead.errors import MastheadError
from masthead.issues.models import ContentsEntry, Department, Issue


class NotInTheIssue(MastheadError):
    """An entry that somebody speaks of is not in the running order (any more)."""


class DepartmentLocked(MastheadError):
    """What shall be moved stands in a department that is locked."""


@dataclass(frozen=True)
class Spot:
    """Where something goes: before the entry ``before``, or (None) at the end of the department ``label``, or of the issue.

    ``label`` is the department it then stands in; None takes that of the entry it is put before.
    """

    label: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Run:
    """Entries that follow one another under one label; a department that is expected and has none is an empty run."""

    label: str
    department: Department | None
    entries: list[tuple[str, ContentsEntry]] = field(default_factory=list)

    @property
    def missing_count(self) -> int:
        """How many expected pieces are not there."""
        return max(0, self.department.expected_count - len(self.entries)) if self.department else 0


def keyed(entries: Iterable[ContentsEntry]) -> dict[str, ContentsEntry]:
    """Entries by a key that stays when they move: ``a12`` for article 12, ``t…`` (from title and byline) for a piece only named."""
    found: dict[str, ContentsEntry] = {}
    for entry in entries:
        key = _key_of(entry)
        number = 2
        while key in found:
            key, number = f"{_key_of(entry)}-{number}", number + 1
        found[key] = entry
    return found


def _key_of(entry: ContentsEntry) -> str:
    if entry.article_id:
        return f"a{entry.article_id}"
    return "t" + hashlib.sha256(f"{entry.title_override}\n{entry.byline_override}".encode()).hexdigest()[:10]


def order_of(draft: Issue) -> list[ContentsEntry]:
    """The entries of a draft, in running order."""
    return sorted(draft.contents.all(), key=lambda entry: (entry.sort_order is None, entry.sort_order or 0))


def departments_of(draft: Issue) -> list[Department]:
    """The departments of a draft, in order."""
    return sorted(draft.departments.all(), key=lambda row: (row.sort_order is None, row.sort_order or 0))


def put_in_order(rows: Sequence[Orderable]) -> None:
    """Number rows as they stand, from 0."""
    for place, row in enumerate(rows):
        row.sort_order = place


def entry_of(entries: dict[str, ContentsEntry], key: str) -> ContentsEntry:
    """The entry of a key.

    Raises:
        NotInTheIssue: there is none.
    """
    try:
        return entries[key]
    except KeyError:
        raise NotInTheIssue(
            _("That piece is no longer in the running order."), _("Look at the board as it stands now."), permanent=True
        ) from None


def runs_of(draft: Issue) -> list[Run]:
    """The running order in runs of one label; departments without an entry stand where their neighbours say."""
    departments = departments_of(draft)
    by_label = {department.label.casefold(): department for department in departments}
    pairs = keyed(order_of(draft)).items()
    runs = [
        Run(label, by_label.get(label.casefold()), list(run))
        for label, run in groupby(pairs, key=lambda pair: pair[1].section_label)
    ]
    for place, department in enumerate(departments):
        if not any(run.label.casefold() == department.label.casefold() for run in runs):
            runs.insert(_place_among(runs, departments, place), Run(department.label, department))
    return runs


def _place_among(runs: Sequence[Run], departments: Sequence[Department], place: int) -> int:
    """Where the department at ``place`` goes among runs: after the nearest one before it, else before the nearest after it, else last."""
    labels = [run.label.casefold() for run in runs]
    for department in reversed(departments[:place]):
        if department.label.casefold() in labels:
            return len(labels) - labels[::-1].index(department.label.casefold())
    for department in departments[place + 1 :]:
        if department.label.casefold() in labels:
            return labels.index(department.label.casefold())
    return len(runs)


def put(
    entries: Sequence[ContentsEntry], moved: Sequence[ContentsEntry], spot: Spot, departments: Sequence[Department]
) -> list[ContentsEntry]:
    """The order with ``moved`` taken out (if they were in) and put at ``spot``, one after the other; what stood there is pushed.

    Raises:
        NotInTheIssue: the entry that ``spot`` names is not there.
    """
    by_key = keyed(entries)
    target = entry_of(by_key, spot.before) if spot.before else None
    ahead = _still_ahead(list(by_key.values()), target, moved)
    rest = [entry for entry in entries if not any(entry is one for one in moved)]
    label = spot.label if spot.label is not None else (target.section_label if target else None)
    index = (
        _index_of(rest, ahead)
        if target is not None and ahead is not None
        else _end_of(rest, label, departments, target)
    )
    for entry in moved:
        if label is not None:
            entry.section_label = label
    return [*rest[:index], *moved, *rest[index:]]


def _still_ahead(
    entries: Sequence[ContentsEntry], target: ContentsEntry | None, moved: Sequence[ContentsEntry]
) -> ContentsEntry | None:
    """The target, or, when it is one of those that move, the next after it that stays."""
    if target is None:
        return None
    following = entries[_index_of(entries, target) :]
    return next((entry for entry in following if not any(entry is one for one in moved)), None)


def _index_of(entries: Sequence[ContentsEntry], wanted: ContentsEntry) -> int:
    return next(place for place, entry in enumerate(entries) if entry is wanted)


def _end_of(
    rest: Sequence[ContentsEntry], label: str | None, departments: Sequence[Department], target: ContentsEntry | None
) -> int:
    """The place after the last entry of a department; of one without entries, where its neighbours say."""
    if label is None or target is not None:
        return len(rest)
    labels = [entry.section_label.casefold() for entry in rest]
    if label.casefold() in labels:
        return len(labels) - labels[::-1].index(label.casefold())
    names = [department.label.casefold() for department in departments]
    if label.casefold() not in names:
        return len(rest)
    place = names.index(label.casefold())
    for name in reversed(names[:place]):
        if name in labels:
            return len(labels) - labels[::-1].index(name)
    return next((labels.index(name) for name in names[place + 1 :] if name in labels), len(rest))


def by_department(entries: Sequence[ContentsEntry], departments: Sequence[Department]) -> list[ContentsEntry]:
    """The entries in the order of the departments; one of no department stays behind the entry it follows."""
    places = {department.label.casefold(): place for place, department in enumerate(departments)}
    last, keys = -1, []
    for entry in entries:
        last = places.get(entry.section_label.casefold(), last)
        keys.append(last)
    return [entry for _place, entry in sorted(zip(keys, entries, strict=True), key=lambda pair: pair[0])]


def require_unlocked(moved: Iterable[ContentsEntry], departments: Iterable[Department]) -> None:
    """Refuse when one of ``moved`` stands in a locked department.

    Raises:
        DepartmentLocked: with the department's name.
    """
    locked = {department.label.casefold(): department.label for department in departments if department.is_locked}
    for entry in moved:
        if name := locked.get(entry.section_label.casefold()):
            message = _("“%(department)s” is locked: what stands in it stays where it is.") % {"department": name}
            raise DepartmentLocked(message, _("Unlock the department first."), permanent=True)
