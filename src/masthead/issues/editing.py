"""More acts on an issue's draft (see ``arranging``): what an entry says in this issue, page numbers, departments, the cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masthead.issues import running_order
from masthead.issues.arranging import Done, NotSaid, perform
from masthead.issues.models import ContentsEntry, CoverInk, CoverPlace, Department, Issue
from masthead.pictures.models import Picture
from masthead.planning.queries import pieces_for
from masthead.staff.models import User

ENTRY_FIELDS = frozenset(
    {"section_label", "kicker", "title_override", "byline_override", "page_number", "is_cover_story", "cover_line"}
)
MOST_DEPARTMENTS = 60
MOST_COVER_LINES = 12
LARGEST_PAGE = 9999


@dataclass(frozen=True)
class PlannedDepartment:
    """A department as the plan of an issue shall have it; ``was`` is its label before, when it is renamed."""

    label: str
    expected_count: int = 0
    is_locked: bool = False
    was: str = ""


@dataclass(frozen=True)
class CoverLook:
    """How a cover is dressed: the picture's id (None: none), where the lines stand, in which ink, on a shade or not."""

    picture_id: int | None
    subject: str = ""
    place: str = CoverPlace.BESIDE
    ink: str = CoverInk.LIGHT
    has_shade: bool = False
    has_nameplate: bool = False


def edit_entries(
    issue: Issue,
    values: Mapping[str, Mapping[str, Any]],
    *,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Set fields of entries: ``{key: {field: value}}``, fields from ``ENTRY_FIELDS``.

    Raises:
        NotSaid: a value is too long, or there is no such field; the message names piece and field.
        NotInTheIssue: there is no such entry.
    """

    def change(draft: Issue) -> str:
        entries = running_order.keyed(running_order.order_of(draft))
        for key, fields in values.items():
            entry = running_order.entry_of(entries, key)
            for name, value in fields.items():
                _set(entry, name, value)
        draft.contents = list(entries.values())
        titles = [f"“{entries[key].title}”" for key in values]
        return _("Changed %(what)s.") % {"what": titles[0] if len(titles) == 1 else _("%d pieces") % len(titles)}

    return perform(issue, "edit-entry", change, acting_user=acting_user, expected_version=expected_version)


def number_pages(
    issue: Issue,
    *,
    first_page: int,
    words_on_a_page: int,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Give every entry the page it begins on, from its length in words; a piece takes at least one page.

    What stands in a locked department keeps its page and takes none of the others.
    """
    if not (1 <= first_page <= LARGEST_PAGE and 1 <= words_on_a_page <= LARGEST_PAGE):
        raise NotSaid(_("Give a first page and the words of a page, both from 1 to 9999."), permanent=True)

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        locked = {row.label.casefold() for row in running_order.departments_of(draft) if row.is_locked}
        pieces = pieces_for(entry.article_id for entry in entries if entry.article_id)
        page, count = first_page, 0
        for entry in entries:
            if entry.section_label.casefold() in locked:
                continue
            piece = pieces.get(entry.article_id or 0)
            entry.page_number = str(page)
            page += max(1, ceil((piece.word_count if piece else 0) / words_on_a_page))
            count += 1
        draft.contents = entries
        return ngettext("Numbered %(count)d piece.", "Numbered %(count)d pieces.", count) % {"count": count}

    return perform(issue, "number-pages", change, acting_user=acting_user, expected_version=expected_version)


def plan_departments(
    issue: Issue,
    plan: Sequence[PlannedDepartment],
    *,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Set the departments of the issue, in order. Entries follow: a renamed department takes its own along, a moved one too.

    Entries of a department that is gone stay where they are, under its label.

    Raises:
        NotSaid: a label is empty or too long, or stands there twice.
    """
    labels = [planned.label.strip().casefold() for planned in plan]
    if len(set(labels)) != len(labels):
        raise NotSaid(_("Two departments have the same name."), _("Give each a name of its own."), permanent=True)
    if len(plan) > MOST_DEPARTMENTS:
        raise NotSaid(_("An issue has at most %d departments.") % MOST_DEPARTMENTS, permanent=True)

    def change(draft: Issue) -> str:
        entries = running_order.order_of(draft)
        renamed = {planned.was.casefold(): planned.label.strip() for planned in plan if planned.was}
        before = [
            renamed.get(row.label.casefold(), row.label).casefold() for row in running_order.departments_of(draft)
        ]
        departments = [_department(planned) for planned in plan]
        running_order.put_in_order(departments)
        for entry in entries:
            entry.section_label = renamed.get(entry.section_label.casefold(), entry.section_label)
        if [label for label in before if label in labels] != [label for label in labels if label in before]:
            entries = running_order.by_department(entries, departments)
        running_order.put_in_order(entries)
        draft.departments, draft.contents = departments, entries
        return _("Changed the plan of the issue.")

    return perform(issue, "plan", change, acting_user=acting_user, expected_version=expected_version)


def dress_cover(
    issue: Issue,
    look: CoverLook,
    lines: Sequence[tuple[str, str]],
    *,
    acting_user: User | None,
    expected_version: str | None = None,
) -> Done:
    """Set the cover's picture, its look, and its lines: (entry's key, line) in the order they stand; other entries have none.

    Raises:
        NotSaid: no such picture, place or ink; a line is too long, or there are more than twelve.
        NotInTheIssue: a line's entry is not there.
    """
    if look.picture_id is not None and not Picture.objects.filter(pk=look.picture_id).exists():
        raise NotSaid(_("The library no longer has that picture."), _("Choose another one."), permanent=True)
    said = [(key, text) for key, text in lines if text.strip()]
    if len(said) > MOST_COVER_LINES:
        raise NotSaid(_("A cover carries at most %d lines.") % MOST_COVER_LINES, permanent=True)

    def change(draft: Issue) -> str:
        draft.cover_id = look.picture_id
        for name in ("subject", "place", "ink", "has_shade", "has_nameplate"):
            value = getattr(look, name)
            setattr(draft, f"cover_{name}", _cleaned(Issue, f"cover_{name}", value, _("the cover")))
        entries = running_order.keyed(running_order.order_of(draft))
        for entry in entries.values():
            entry.cover_line, entry.cover_line_order = "", 0
        for place, (key, text) in enumerate(said, start=1):
            entry = running_order.entry_of(entries, key)
            _set(entry, "cover_line", text)
            entry.cover_line_order = place
        draft.contents = list(entries.values())
        return _("Changed the cover.")

    return perform(issue, "cover", change, acting_user=acting_user, expected_version=expected_version)


def _department(planned: PlannedDepartment) -> Department:
    label = _cleaned(Department, "label", planned.label, _("the plan"))
    count = _cleaned(Department, "expected_count", planned.expected_count, f"“{label}”")
    return Department(label=label, expected_count=count, is_locked=planned.is_locked)


def _set(entry: ContentsEntry, name: str, value: Any) -> None:
    if name not in ENTRY_FIELDS:
        raise NotSaid(_("An entry has no field “%s”.") % name, permanent=True)
    setattr(entry, name, _cleaned(ContentsEntry, name, value, f"“{entry.title}”"))
    if not entry.article_id and not entry.title_override:
        raise NotSaid(_("A piece that is only named needs its title."), permanent=True)


def _cleaned(model: type[Any], name: str, value: Any, where: str) -> Any:
    """The value as the field takes it: one line, no spaces around, not too long."""
    field = model._meta.get_field(name)
    if isinstance(value, str):
        value = " ".join(value.split())
    try:
        return field.clean(value, None)
    except ValidationError as trouble:
        words = {"field": field.verbose_name, "where": where, "reason": " ".join(trouble.messages)}
        raise NotSaid(_("%(where)s, %(field)s: %(reason)s") % words, permanent=True) from trouble
