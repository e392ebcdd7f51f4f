"""The issue in production, from its draft and the flat rows of its pieces: no body is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from masthead.desk.board import queries as boards
from masthead.desk.board.context import Standing
from masthead.issues.models import Issue, Production
from masthead.planning.models import Piece, Stage, Step
from masthead.planning.queries import pieces_for
from masthead.staff.models import User

WORST = 5
COLUMNS = (Stage.PITCH, Stage.WRITING, Stage.SUB_EDIT, Stage.PICTURES, Stage.READY, Stage.HOLD)
GRAVE = {Stage.KILLED: 0, Stage.HOLD: 1, Stage.PITCH: 2, Stage.WRITING: 3, Stage.SUB_EDIT: 4, Stage.PICTURES: 5}


@dataclass(frozen=True)
class Blocked:
    """A piece that keeps the issue back: why, and with whom it lies."""

    article_id: int
    title: str
    reasons: str
    who: str


@dataclass(frozen=True)
class SectionLine:
    """A part of the issue: how many of its pieces stand at each stage of ``COLUMNS``."""

    label: str
    cells: list[int]
    count: int
    ready_count: int


@dataclass(frozen=True)
class IssueAtWork:
    """What the home says of the issue in production."""

    standing: Standing
    worst: list[Blocked]
    more_count: int = field(metadata={"help": "pieces that block and are not shown"})
    sections: list[SectionLine]
    columns: list[str]
    others: list[Issue]


def issue_at_work() -> IssueAtWork | None:
    """The open issue with the next day, before all others one in production; None when there is none. At most seven queries."""
    open_ones = Issue.objects.filter(production__state__in=boards.OPEN_STATES).select_related(
        "production", "latest_revision"
    )
    ordered = sorted(open_ones.order_by("dated_on", "number_sort", "pk")[: boards.MOST_OPEN], key=_turn)
    if not ordered:
        return None
    issue, *others = ordered
    content = issue.latest_revision.content if issue.latest_revision else {}
    entries: list[Mapping[str, Any]] = sorted(content.get("contents", []), key=lambda row: row.get("sort_order") or 0)
    pieces = pieces_for(row["article"] for row in entries if row.get("article"))
    standing = boards.standings_of([issue])[0]
    blocked = _blocked([row["article"] for row in entries if row.get("article")], pieces)
    lines = _sections(entries, pieces)
    shown = [place for place in range(len(COLUMNS)) if any(line.cells[place] for line in lines)]
    return IssueAtWork(
        standing=standing,
        worst=blocked[:WORST],
        more_count=max(len(blocked) - WORST, 0),
        sections=[
            SectionLine(line.label, [line.cells[place] for place in shown], line.count, line.ready_count)
            for line in lines
        ],
        columns=[str(COLUMNS[place].label) for place in shown],
        others=others[:4],
    )


def _turn(issue: Issue) -> tuple[bool, Any]:
    production = issue.production
    return production.state != Production.State.PRODUCTION, production.planned_launch_on or issue.dated_on


def _blocked(numbers: list[int], pieces: Mapping[int, Piece]) -> list[Blocked]:
    """The pieces that keep it back, the worst first: what is stopped, what lacks most, what is furthest from ready."""
    back = [piece for number in dict.fromkeys(numbers) if (piece := pieces.get(number)) and not _is_done(piece)]
    back.sort(key=lambda piece: (piece.stage not in (Stage.KILLED, Stage.HOLD), -piece.blocks_count, _grave(piece)))
    savers = {piece.latest_revision_by_id or 0 for piece in back[:WORST] if not piece.assignee_id}
    names = {user.pk: user.label for user in User.objects.filter(pk__in=savers)} if savers else {}
    return [
        Blocked(
            piece.pk,
            piece.title,
            " · ".join(_reasons(piece)),
            piece.assignee.label if piece.assignee else names.get(piece.latest_revision_by_id or 0, ""),
        )
        for piece in back
    ]


def _is_done(piece: Piece) -> bool:
    return piece.is_ready or (piece.is_live and not piece.has_changes)


def _grave(piece: Piece) -> int:
    return GRAVE.get(Stage(piece.stage), len(GRAVE))


def _reasons(piece: Piece) -> list[str]:
    if piece.stage in (Stage.HOLD, Stage.KILLED):
        return [str(Stage(piece.stage).label)]
    found = []
    if piece.tk_count:
        found.append(_("%(count)d TK") % {"count": piece.tk_count})
    others = piece.blocks_count - bool(piece.tk_count)
    if others > 0:
        found.append(_("%(count)d to mend") % {"count": others})
    if piece.is_sent_back:
        found.append(_("sent back"))
    elif piece.step:
        found.append(_("waits for: %(step)s") % {"step": Step(piece.step).label})
    else:
        found.append(_("at “%(stage)s”") % {"stage": piece.get_stage_display()})
    return found


def _sections(entries: list[Mapping[str, Any]], pieces: Mapping[int, Piece]) -> list[SectionLine]:
    """The parts of the running order, each once, in order. What is only named counts as ready, as on the board."""
    rows: dict[str, list[Stage | None]] = {}
    for entry in entries:
        piece = pieces.get(entry.get("article") or 0)
        stage = (Stage.READY if _is_done(piece) else Stage(piece.stage)) if piece else None
        if stage == Stage.KILLED:
            stage = Stage.HOLD
        if stage is None:
            stage = Stage.WRITING if entry.get("article") else Stage.READY
        rows.setdefault(entry.get("section_label") or "", []).append(stage)
    return [
        SectionLine(
            label or _("No department"),
            [stages.count(stage) for stage in COLUMNS],
            len(stages),
            stages.count(Stage.READY),
        )
        for label, stages in rows.items()
    ]
