"""Lists of pieces. No query of these touches a page's table or parses a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet
from wagtail.models import Page, Revision

from masthead.planning.models import Assignment, Piece, Stage, Trashed
from masthead.staff.models import User

ENDED = (Stage.READY, Stage.KILLED)
"""Stages at which a piece may be no open work any more."""


def pieces_for(article_ids: Iterable[int]) -> dict[int, Piece]:
    """The pieces of articles by the article's id, with who has each; an article without one is left out. One query, none for no ids."""
    wanted = set(article_ids)
    return Piece.objects.select_related("assignee").in_bulk(wanted) if wanted else {}


def pieces(
    *,
    stage: Stage | str | None = None,
    section: Page | int | None = None,
    assignee: User | None = None,
    owner: User | None = None,
    q: str = "",
    is_open: bool | None = None,
) -> QuerySet[Piece]:
    """Pieces as a list shows them, the latest changed first, with who has each; slice it, or hand it to a paginator.

    ``q``: words that all stand in the title or the byline, in any order and from their beginning or not. ``is_open``: only those that ask
    for work yet, or only the others. Each choice has an index, so a page of any list is quick at 100,000 pieces.
    """
    found = Piece.objects.select_related("assignee").order_by("-latest_revision_at", "-article_id")
    if stage is not None:
        found = found.filter(stage=stage)
        if is_open is None and stage not in ENDED:
            is_open = True
        elif stage == Stage.KILLED:
            is_open = False
    if section is not None:
        found = found.filter(section_id=section if isinstance(section, int) else section.pk)
    if assignee is not None:
        found = found.filter(assignee=assignee)
    if owner is not None:
        found = found.filter(owner_id=owner.pk)
    if is_open is not None:
        found = found.filter(is_open=is_open)
    if is_open is not True:  # what is in the trash asks for no work
        found = found.exclude(pk__in=Trashed.objects.values("pk"))
    for word in q.casefold().split()[:8]:
        found = found.filter(sought_in__contains=word)
    return found


def stage_counts(*, section: Page | int | None = None, assignee: User | None = None) -> dict[Stage, int]:
    """How many pieces that ask for work stand at each stage; every stage but killed is in the answer, in its order. One query."""
    counted = Piece.objects.filter(is_open=True).order_by()
    if section is not None:
        counted = counted.filter(section_id=section if isinstance(section, int) else section.pk)
    if assignee is not None:
        counted = counted.filter(assignee=assignee)
    found = dict(counted.values_list("stage").annotate(Count("pk")))
    return {stage: found.get(stage, 0) for stage in Stage if stage != Stage.KILLED}


def scheduled_for(article_ids: Iterable[int]) -> dict[int, datetime]:
    """When articles go live by themselves, by id; the others are left out. One query, none for no ids."""
    wanted = [str(number) for number in set(article_ids)]
    if not wanted:
        return {}
    due = Revision.page_revisions.filter(object_id__in=wanted, approved_go_live_at__isnull=False)
    return {int(number): moment for number, moment in due.values_list("object_id", "approved_go_live_at")}


def open_assignments(page_ids: Iterable[int]) -> dict[int, list[Assignment]]:
    """The open assignments of pages, by page, the first due first; pages without one are left out. One query, none for no ids."""
    wanted = set(page_ids)
    found: dict[int, list[Assignment]] = defaultdict(list)
    if wanted:
        rows = Assignment.objects.filter(page_id__in=wanted, is_open=True).select_related("assignee")
        for row in sorted(rows, key=lambda row: (row.due_at is None, row.due_at or row.made_at, row.pk)):
            found[row.page_id].append(row)
    return dict(found)


def went_live_between(begin: datetime, end: datetime) -> QuerySet[Piece]:
    """Pieces that readers see and that went live first between two moments (the second not counted), the latest first."""
    return (
        Piece.objects.filter(is_live=True, went_live_at__gte=begin, went_live_at__lt=end)
        .select_related("assignee")
        .order_by("-went_live_at", "-article_id")
    )
