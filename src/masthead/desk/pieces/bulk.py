"""One act on several pieces: each by the action for one, the good ones done, the others named with their reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from masthead.errors import MastheadError
from masthead.planning import actions
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User

MOST = 100
Act = Callable[[Piece], Piece]


@dataclass(frozen=True)
class Report:
    """What changed, or would; and what did not, with the reason."""

    changed: list[Piece] = field(default_factory=list)
    refused: list[tuple[Piece, str]] = field(default_factory=list)


def to_stage(stage: Stage, user: User) -> Act:
    """Put each at a stage."""
    return lambda piece: actions.move_to(piece, stage, acting_user=user)


def to_person(person: User | None, user: User) -> Act:
    """Give each to somebody, or to nobody."""
    return lambda piece: actions.plan(piece, acting_user=user, assignee=person)


def to_moment(due_at: datetime | None, user: User) -> Act:
    """Let each be due then, or at no time."""
    return lambda piece: actions.plan(piece, acting_user=user, due_at=due_at)


def do(act: Act, pieces: Sequence[Piece]) -> Report:
    """Act on each, in a transaction of its own: one that is refused stops none of the others."""
    report = Report()
    for piece in pieces:
        try:
            with transaction.atomic():
                act(piece)
        except MastheadError as trouble:
            report.refused.append((piece, str(trouble)))
        else:
            report.changed.append(piece)
    return report


def foretell(act: Act, pieces: Sequence[Piece]) -> Report:
    """What ``do`` would say. Nothing is left of it."""
    with transaction.atomic():
        report = do(act, pieces)
        transaction.set_rollback(True)
    return report
