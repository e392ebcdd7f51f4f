"""What the screens of the issue board receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from masthead.issues.models import Department, Issue, UndoableAct
from masthead.pictures.context import DrawnPicture


@dataclass(frozen=True)
class Row:
    """One piece, in the running order or in the tray."""

    key: str
    title: str
    article_id: int | None
    headline: str = field(default="", metadata={"help": "the article's own, when the issue gives another title"})
    byline: str = ""
    section: str = ""
    stage: str = ""
    stage_label: str = ""
    is_ready: bool = False
    is_live: bool = False
    words: int = 0
    commissioned: int | None = None
    has_picture: bool = False
    blocks: int = 0
    tks: int = 0
    who: str = ""
    due_at: datetime | None = None
    also_in: tuple[str, ...] = field(default=(), metadata={"help": "labels of other issues it stands in"})
    is_in_this: bool = False

    @property
    def other_blocks(self) -> int:
        """How much blocks it besides placeholders, which are counted by themselves."""
        return max(self.blocks - bool(self.tks), 0)


@dataclass(frozen=True)
class Placed:
    """A row with what is true of it in this issue only."""

    row: Row
    number: int = field(metadata={"help": "its position in the issue, from 1"})
    label: str = ""
    kicker: str = ""
    title_override: str = ""
    byline_override: str = ""
    page: str = ""
    is_cover_story: bool = False
    cover_line: str = ""
    cover_line_order: int = 0
    is_locked: bool = False


@dataclass(frozen=True)
class Group:
    """A run of pieces under one department."""

    label: str
    department: Department | None
    rows: Sequence[Placed]
    missing_count: int

    @property
    def is_locked(self) -> bool:
        """Whether nothing in it is moved."""
        return bool(self.department and self.department.is_locked)


@dataclass(frozen=True)
class TrayGroup:
    """A part of the tray."""

    code: str
    label: str
    rows: Sequence[Row]
    has_more: bool = False
    empty: str = ""


@dataclass(frozen=True)
class Standing:
    """Where an issue stands: for its heading and for the list of issues."""

    issue: Issue = field(metadata={"help": "as its draft says"})
    state: str
    state_label: str
    ready_count: int
    count: int
    days_left: int | None = field(metadata={"help": "until the planned launch, or the date; negative when it is past"})
    deadline_on: date | None
    cover: DrawnPicture | None
    has_changes: bool = field(default=False, metadata={"help": "readers see another version than the draft"})


@dataclass(frozen=True)
class Board:
    """One issue's board."""

    standing: Standing
    version: str
    groups: Sequence[Group]
    labels: Sequence[str] = field(metadata={"help": "departments that a piece can be put in"})
    tray: Sequence[TrayGroup]
    question: str
    undoable: UndoableAct | None
    may_arrange: bool
    letter_is_written: bool

    @property
    def waiting_count(self) -> int:
        """Pieces that are not ready; what exactly keeps them back, the readiness says."""
        return self.standing.count - self.standing.ready_count
