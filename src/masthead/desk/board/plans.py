"""The plan of an issue: its departments in order, how many pieces each should have, which are locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.board import queries
from masthead.desk.board.furniture import surroundings, the_issue, user_of
from masthead.errors import MastheadError
from masthead.issues import drafts, editing, running_order
from masthead.issues.editing import PlannedDepartment

EMPTY_ROWS = 3
MOST_ROWS = 100


@dataclass(frozen=True)
class PlanRow:
    """A row of the form."""

    was: str
    label: str
    expected_count: str
    is_locked: bool
    order: str
    is_gone: bool = False


def plan(request: HttpRequest, issue_id: int) -> HttpResponse:
    """``/desk/issues/<id>/plan/``."""
    issue = the_issue(request, issue_id)
    draft = drafts.draft_of(issue)
    rows = rows_said(request.POST) if request.method == "POST" else rows_of(running_order.departments_of(draft))
    if request.method == "POST":
        version = request.POST.get("expected_version") or None
        try:
            done = editing.plan_departments(
                issue, planned(rows), acting_user=user_of(request), expected_version=version
            )
        except MastheadError as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, done.said)
            return redirect("desk_board", issue.pk)
    board = queries.board_of(issue, user_of(request))
    context = {"board": board, "issue": issue, "rows": [*rows, *_empty(len(rows))], "version": board.version}
    crumb = (request.path.replace("/plan/", "/board/"), issue.label)
    return render(request, "desk/board/plan.html", surroundings(_("Plan"), crumb, **context))


def rows_of(departments: Any) -> list[PlanRow]:
    """The departments there are, as rows."""
    return [
        PlanRow(row.label, row.label, str(row.expected_count), row.is_locked, str(place))
        for place, row in enumerate(departments, start=1)
    ]


def rows_said(data: QueryDict) -> list[PlanRow]:
    """The rows that a form says; those without a name are passed over."""
    found = []
    for place in range(min(len(data.getlist("label")), MOST_ROWS)):
        said = {
            name: (data.getlist(name)[place : place + 1] or [""])[0] for name in ("was", "label", "expected", "order")
        }
        if said["label"].strip():
            number = str(place)
            is_locked, is_gone = number in data.getlist("locked"), number in data.getlist("gone")
            found.append(PlanRow(said["was"], said["label"], said["expected"], is_locked, said["order"], is_gone))
    return found


def planned(rows: list[PlanRow]) -> list[PlannedDepartment]:
    """What the rows ask for, in the order their numbers say; equal numbers and none keep their places."""
    kept = sorted((row for row in rows if not row.is_gone), key=lambda row: _order(row.order))
    return [PlannedDepartment(row.label, _count(row.expected_count), row.is_locked, row.was) for row in kept]


def _order(text: str) -> float:
    try:
        return float(text[:10])
    except ValueError:
        return float("inf")


def _count(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - five digits at most


def _empty(count: int) -> list[PlanRow]:
    return [PlanRow("", "", "", is_locked=False, order=str(count + place + 1)) for place in range(EMPTY_ROWS)]
