"""Reads for the issue board. The number of queries does not grow with pieces or issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from masthead.desk.board.context import Board, Group, Placed, Row, Standing, TrayGroup
from masthead.errors import ActionForbidden
from masthead.issues import arranging, drafts, running_order
from masthead.issues.models import ContentsEntry, Issue, IssueIndex, Production
from masthead.pictures.queries import pictures_by_id
from masthead.planning.models import Piece, Stage
from masthead.planning.queries import pieces_for
from masthead.staff.models import User

OPEN_STATES = (Production.State.PLANNED, Production.State.PRODUCTION)
MOST_OPEN = 12
TRAY_SIZE = 60
FOUND_SIZE = 30
LIVE_SIZE, LIVE_LOOKED_AT = 20, 400
"""Of so many that went live last, the tray offers so many that stand in no issue: not all of an archive is looked through."""


def board_of(issue: Issue, user: User, *, question: str = "") -> Board:
    """The board of an issue as ``user`` sees it, its tray answering ``question``."""
    draft = drafts.draft_of(issue)
    version = drafts.version_of(draft)
    placed = [entry.article_id for entry in draft.contents.all() if entry.article_id]
    elsewhere = placed_elsewhere(issue, placed)
    pieces = _with_people(pieces_for(placed))
    groups = _groups_of(draft, pieces, elsewhere)
    tray = tray_of(draft, placed, question)
    return Board(
        standing=standing_of(issue, draft, [line.row for group in groups for line in group.rows]),
        version=version,
        groups=groups,
        labels=list(dict.fromkeys(group.label for group in groups if group.label)),
        tray=tray,
        question=question,
        undoable=arranging.latest_undoable(issue, user, version),
        may_arrange=may_arrange(issue, user),
        letter_is_written=bool(draft.editors_letter.strip()),
    )


def may_arrange(issue: Issue, user: User) -> bool:
    """Whether the acts of the board are open to somebody."""
    try:
        arranging.require_may_arrange(issue, user)
    except ActionForbidden:
        return False
    return True


def standing_of(issue: Issue, draft: Issue, rows: Sequence[Row]) -> Standing:
    """Where one issue stands. Three queries at most."""
    production = getattr(issue, "production", None)
    return _standing(issue, draft, production, rows, pictures_by_id([draft.cover_id]))


def _standing(
    issue: Issue, draft: Issue, production: Production | None, rows: Sequence[Row], covers: Mapping[int, Any]
) -> Standing:
    state = production.state if production else Production.State.LAUNCHED if issue.live else Production.State.PLANNED
    day = (production and production.planned_launch_on) or draft.dated_on
    return Standing(
        issue=draft,
        state=state,
        state_label=str(Production.State(state).label),
        ready_count=sum(row.is_ready for row in rows),
        count=len(rows),
        days_left=(day - timezone.localdate()).days if state in OPEN_STATES else None,
        deadline_on=production.deadline_on if production else None,
        cover=covers.get(draft.cover_id or 0),
        has_changes=issue.live and issue.has_unpublished_changes,
    )


def placed_elsewhere(issue: Issue, article_ids: Iterable[int]) -> dict[int, list[str]]:
    """The labels of other issues that articles stand in: live ones, and drafts of open ones. Three queries."""
    found: dict[int, list[str]] = defaultdict(list)
    live = ContentsEntry.objects.filter(article_id__in=list(article_ids), issue__live=True).exclude(issue_id=issue.pk)
    for entry in live.select_related("issue").order_by("-issue__dated_on"):
        found[entry.article_id or 0].append(entry.issue.number)
    for number, ids in open_drafts(excluding=issue).items():
        for article_id in ids:
            if number not in found[article_id]:
                found[article_id].append(number)
    return found


def open_drafts(*, excluding: Issue | None = None) -> dict[str, list[int]]:
    """The article ids in the drafts of open issues, by the issue's number; of the twelve with the latest dates. Two queries."""
    open_issues = Issue.objects.filter(production__state__in=OPEN_STATES, live=False).order_by("-dated_on")
    if excluding is not None:
        open_issues = open_issues.exclude(pk=excluding.pk)
    latest = dict(open_issues.values_list("latest_revision_id", "number")[:MOST_OPEN])
    found: dict[str, list[int]] = {}
    for pk, content in Revision.objects.filter(pk__in=[pk for pk in latest if pk]).values_list("pk", "content"):
        found[latest[pk]] = [row["article"] for row in content.get("contents", []) if row.get("article")]
    return found


def tray_of(draft: Issue, placed: Sequence[int], question: str) -> list[TrayGroup]:
    """What could be placed: what is found, when something is sought; else what is approved, planned, held over, or live in no issue.

    An approved piece that something blocks is offered too: it is mended on the readiness sheet, and must not be looked for.
    """
    in_drafts = open_drafts(excluding=draft)
    taken = {number for ids in in_drafts.values() for number in ids} | set(placed)
    if question:
        return [_found(question, set(placed), in_drafts)]
    in_live = ContentsEntry.objects.filter(article_id=OuterRef("pk"), issue__live=True)
    free = Piece.objects.exclude(pk__in=taken).exclude(Exists(in_live))
    is_open = free.filter(is_open=True).order_by("-latest_revision_at", "-article")
    since = Issue.objects.filter(dated_on__lt=draft.dated_on).order_by("-dated_on").values_list("dated_on", flat=True)
    aside = [Stage.HOLD, Stage.KILLED]
    is_approved = Q(stage=Stage.READY) | Q(approved_at__isnull=False)
    approved = is_open.filter(is_approved).exclude(stage__in=aside)
    planned = is_open.filter(planned_for__lte=draft.dated_on).exclude(is_approved).exclude(stage__in=aside)
    if (before := since.first()) is not None:
        planned = planned.filter(planned_for__gt=before)
    newest = Piece.objects.filter(is_live=True).order_by("-went_live_at", "-article").values("pk")[:LIVE_LOOKED_AT]
    live = free.filter(pk__in=newest, has_changes=False).order_by("-went_live_at", "-article")
    return [
        _group("ready", _("Approved, in no issue"), approved, _("Nothing approved is waiting.")),
        _group("planned", _("Planned for this issue"), planned, _("Nothing more is planned for it.")),
        _group("held", _("Held over"), is_open.filter(stage=Stage.HOLD), _("Nothing is held over.")),
        _group(
            "live", _("Live, in no issue"), live, _("All that went live lately stands in an issue."), size=LIVE_SIZE
        ),
    ]


def _group(code: str, label: str, pieces: QuerySet[Piece], empty: str, *, size: int = TRAY_SIZE) -> TrayGroup:
    found = list(pieces.select_related("assignee")[: size + 1])
    return TrayGroup(code, label, [row_of_piece(piece) for piece in found[:size]], len(found) > size, empty)


def _found(question: str, placed: set[int], in_drafts: Mapping[str, Sequence[int]]) -> TrayGroup:
    """Pieces with all the words of a question, wherever they stand."""
    words = question.casefold().split()[:8]
    matching = Q()
    for word in words:
        matching &= Q(sought_in__contains=word)
    pieces = Piece.objects.filter(matching).exclude(stage=Stage.KILLED).select_related("assignee")
    rows = list(pieces.order_by("-latest_revision_at", "-article")[: FOUND_SIZE + 1])
    numbers: dict[int, list[str]] = defaultdict(list)
    for number, ids in in_drafts.items():
        for article_id in ids:
            numbers[article_id].append(number)
    live = ContentsEntry.objects.filter(article_id__in=[piece.pk for piece in rows], issue__live=True)
    for article_id, number in live.order_by("-issue__dated_on").values_list("article_id", "issue__number"):
        if number not in numbers[article_id or 0]:
            numbers[article_id or 0].append(number)
    found = [
        row_of_piece(piece, also_in=numbers.get(piece.pk, ()), is_in_this=piece.pk in placed)
        for piece in rows[:FOUND_SIZE]
    ]
    return TrayGroup("found", _("Found"), found, len(rows) > FOUND_SIZE, _("Nothing has all these words."))


def row_of_piece(piece: Piece, *, key: str = "", also_in: Iterable[str] = (), is_in_this: bool = False) -> Row:
    """A piece as a row. No query, if its assignee is fetched."""
    return Row(
        key=key or f"a{piece.pk}",
        title=piece.title,
        article_id=piece.pk,
        byline=piece.byline,
        section=piece.section_title,
        stage=piece.stage,
        stage_label=str(_("Live") if piece.is_live and not piece.has_changes else piece.get_stage_display()),
        is_ready=piece.is_ready or (piece.is_live and not piece.has_changes),
        is_live=piece.is_live,
        words=piece.word_count,
        commissioned=piece.commissioned_words,
        has_picture=piece.has_picture,
        blocks=piece.blocks_count,
        tks=piece.tk_count,
        who=_who(piece),
        due_at=piece.due_at,
        also_in=tuple(also_in),
        is_in_this=is_in_this,
    )


def _who(piece: Piece) -> str:
    """Who has it, if that was fetched."""
    person = piece.assignee if Piece.assignee.is_cached(piece) else None
    return person.label if person else ""


def _with_people(pieces: dict[int, Piece]) -> dict[int, Piece]:
    """The pieces with those who have them. One query."""
    people = User.objects.in_bulk({piece.assignee_id for piece in pieces.values() if piece.assignee_id})
    for piece in pieces.values():
        piece.assignee = people.get(piece.assignee_id or 0)
    return pieces


def _groups_of(draft: Issue, pieces: Mapping[int, Piece], elsewhere: Mapping[int, Sequence[str]]) -> list[Group]:
    titles = _titles_of(draft, pieces)
    groups, number = [], 0
    is_begun = bool(draft.contents.all())
    for run in running_order.runs_of(draft):
        lines = []
        is_locked = bool(run.department and run.department.is_locked)
        for key, entry in run.entries:
            number += 1
            row = _row_of_entry(key, entry, pieces, titles, elsewhere)
            lines.append(
                Placed(
                    row=row,
                    number=number,
                    label=entry.section_label,
                    kicker=entry.kicker,
                    title_override=entry.title_override,
                    byline_override=entry.byline_override,
                    page=entry.page_number,
                    is_cover_story=entry.is_cover_story,
                    cover_line=entry.cover_line,
                    cover_line_order=entry.cover_line_order,
                    is_locked=is_locked,
                )
            )
        groups.append(Group(run.label, run.department, lines, run.missing_count if is_begun else 0))
    return groups


def _titles_of(draft: Issue, pieces: Mapping[int, Piece]) -> dict[int, str]:
    """Titles of articles that have no piece yet. One query, none when all have one."""
    without = [
        entry.article_id for entry in draft.contents.all() if entry.article_id and entry.article_id not in pieces
    ]
    articles = ContentsEntry._meta.get_field("article").remote_field.model
    return dict(articles.objects.filter(pk__in=without).values_list("pk", "draft_title")) if without else {}


def _row_of_entry(
    key: str,
    entry: ContentsEntry,
    pieces: Mapping[int, Piece],
    titles: Mapping[int, str],
    elsewhere: Mapping[int, Sequence[str]],
) -> Row:
    piece = pieces.get(entry.article_id or 0)
    if piece is not None:
        return row_of_piece(piece, key=key, also_in=elsewhere.get(piece.pk, ()))
    title = titles.get(entry.article_id or 0, "")
    return Row(
        key=key,
        title=title,
        article_id=entry.article_id,
        byline=entry.byline_override,
        stage_label=str(_("Draft")) if entry.article_id else str(_("Named only")),
        is_ready=not entry.article_id,
        also_in=tuple(elsewhere.get(entry.article_id or 0, ())),
    )


def issues_by_state(state: str) -> QuerySet[Issue]:
    """The issues of a state: open ones by date, the next first; launched and archived ones newest first. No query yet."""
    issues = _with_state().filter(standing=state).select_related("production", "latest_revision")
    order = ("dated_on", "number_sort", "pk") if state in OPEN_STATES else ("-dated_on", "-number_sort", "-pk")
    return issues.order_by(*order)


def _with_state() -> QuerySet[Issue]:
    """Issues with ``standing``, their state; one of which nothing is written is launched if it is live."""
    by_page = Case(When(live=True, then=Value("launched")), default=Value("planned"), output_field=CharField())
    return Issue.objects.annotate(standing=Coalesce("production__state", by_page))


def counts_by_state() -> dict[str, int]:
    """How many issues stand in each state. One query."""
    counted = _with_state().order_by().values_list("standing").annotate(count=Count("pk"))
    return dict.fromkeys(Production.State.values, 0) | dict(counted)


def standings_of(issues: Sequence[Issue]) -> list[Standing]:
    """Where issues of a list stand, from their drafts. Three queries however many there are."""
    contents = {issue.pk: _content_of(issue) for issue in issues}
    ids = {pk: [row["article"] for row in content.get("contents", [])] for pk, content in contents.items()}
    pieces = pieces_for(number for numbers in ids.values() for number in numbers if number)
    covers = pictures_by_id(content.get("cover") for content in contents.values())
    found = []
    for issue in issues:
        for name in ("title", "number", "period_label"):
            setattr(issue, name, contents[issue.pk].get(name, getattr(issue, name)))
        issue.cover_id = contents[issue.pk].get("cover", issue.cover_id)
        rows = [row_of_piece(pieces[number]) if number in pieces else _unknown(number) for number in ids[issue.pk]]
        found.append(_standing(issue, issue, getattr(issue, "production", None), rows, covers))
    return found


def _content_of(issue: Issue) -> dict[str, Any]:
    return issue.latest_revision.content if issue.latest_revision else {}


def _unknown(article_id: int | None) -> Row:
    """A piece that is only named, or of which the desk has no row yet."""
    return Row(key="", title="", article_id=article_id, is_ready=not article_id)


def latest_issue() -> Issue | None:
    """The issue with the latest date, of any state: what the next one is begun from. One query."""
    return Issue.objects.filter(is_contents_only=False).order_by("-dated_on", "-number_sort", "-pk").first()


def may_begin(user: User) -> bool:
    """Whether somebody may begin issues. Two queries."""
    index = IssueIndex.objects.first()
    may_add = index is not None and index.permissions_for_user(user).can_add_subpage()
    return may_add and user.has_perm("issues.change_issue")


def version_of(issue: Issue) -> str:
    """The version of an issue's arrangement as it is now."""
    return drafts.version_of(drafts.draft_of(issue))
