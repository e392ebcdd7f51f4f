"""Which pieces a list is asked for: the filters in its address, and the query they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.desk.answering import words_in
from masthead.desk.board.queries import open_drafts
from masthead.planning import queries
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User

PER_PAGE = 40
DEEPEST = 500
"""Pages of a list that are turned to one by one; whoever is looking for something filters."""
IN_WORK = "work"
SHOWN: dict[str, str | Promise] = {
    IN_WORK: _("In work"),
    **{stage.value: stage.label for stage in Stage if stage != Stage.KILLED},
    "late": _("Overdue"),
    "live": _("Live"),
    Stage.KILLED.value: _("Killed"),
    "all": _("All"),
}
SORTS: dict[str, str | Promise] = {
    "": _("Latest change first"),
    "due": _("Due first"),
    "planned": _("Planned first"),
    "since": _("Longest at its stage first"),
}
SORTABLE = frozenset({IN_WORK, "late", *(stage.value for stage in Stage if stage != Stage.KILLED)})
"""Lists that are short enough to be put in any order; the others have the order of their index."""
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Asked:
    """What a list is asked for. ``who`` is a person's number, "me", "nobody", or nothing."""

    show: str = IN_WORK
    section: int | None = None
    who: str = ""
    issue: str = ""
    words: str = ""
    sort: str = ""
    page: int = 1

    def address(self, **changes: object) -> str:
        """The part of an address after the question mark, with something else asked; the first page unless said."""
        asked: dict[str, object] = {"show": self.show, "section": self.section, "who": self.who, "issue": self.issue}
        asked |= {"q": self.words, "sort": self.sort, **changes}
        return urlencode({name: value for name, value in asked.items() if value and (name, value) != ("show", IN_WORK)})

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for more than a state."""
        return bool(self.section or self.who or self.issue or self.words)


@dataclass(frozen=True)
class PageOfPieces:
    """Some of them, in order."""

    pieces: list[Piece]
    number: int
    has_more: bool = field(metadata={"help": "whether another page follows"})


def asked_by(data: Mapping[str, str]) -> Asked:
    """What the words of an address ask for; what makes no sense is passed over."""
    section, page, who = data.get("section", ""), data.get("p", ""), data.get("who", "")
    return Asked(
        show=data.get("show", IN_WORK) if data.get("show") in SHOWN else IN_WORK,
        section=_number(section),
        who=who if who in (ME, NOBODY) or _number(who) else "",
        issue=data.get("issue", "")[:20],
        words=words_in(data.get("q", "")),
        sort=data.get("sort", "") if data.get("sort") in SORTS else "",
        page=min(_number(page) or 1, DEEPEST),
    )


def page_of(asked: Asked, user: User) -> PageOfPieces:
    """A page of what is asked for. It counts nothing, so that the longest list costs what the shortest does. Three queries at most."""
    found = pieces_asked(asked, user)
    start = (asked.page - 1) * PER_PAGE
    pieces = list(found[start : start + PER_PAGE + 1])
    return PageOfPieces(pieces[:PER_PAGE], asked.page, len(pieces) > PER_PAGE)


def pieces_asked(asked: Asked, user: User) -> QuerySet[Piece]:
    """The pieces that are asked for, in order."""
    found = _shown(asked)
    if asked.section:
        found = found.filter(section_id=asked.section)
    if asked.who == ME:
        found = found.filter(assignee=user) | found.filter(owner_id=user.pk)
    elif asked.who == NOBODY:
        found = found.filter(assignee=None)
    elif asked.who:
        found = found.filter(assignee=int(asked.who))
    if asked.issue:
        found = found.filter(pk__in=open_drafts().get(asked.issue, []))
    return _sorted(found, asked)


def _shown(asked: Asked) -> QuerySet[Piece]:
    show, words = asked.show, asked.words
    if show == "live":
        return (
            queries.pieces(q=words)
            .filter(is_live=True)
            .order_by(F("went_live_at").desc(nulls_last=True), "-article_id")
        )
    if show == "all":
        return queries.pieces(q=words)
    if show == "late":
        late = queries.pieces(q=words, is_open=True).filter(due_at__lt=timezone.now())
        return late.exclude(stage__in=[Stage.READY, Stage.HOLD])
    if show == IN_WORK:
        return queries.pieces(q=words, is_open=True)
    return queries.pieces(stage=show, q=words, is_open=show != Stage.KILLED)


def _sorted(found: QuerySet[Piece], asked: Asked) -> QuerySet[Piece]:
    sort = asked.sort or ("due" if asked.show == "late" else "")
    if not sort or asked.show not in SORTABLE:
        return found
    name = {"due": "due_at", "planned": "planned_for", "since": "stage_changed_at"}[sort]
    return found.order_by(F(name).asc(nulls_last=True), "-latest_revision_at", "-article_id")


def _number(words: str) -> int | None:
    return int(words) if re.fullmatch("[1-9][0-9]{0,17}", words) else None
