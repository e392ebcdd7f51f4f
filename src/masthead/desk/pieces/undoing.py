"""Taking back one act on several pieces: kept for a while in the session of whoever did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from masthead.desk.pieces import bulk
from masthead.planning import actions
from masthead.planning.models import Piece, Stage
from masthead.staff.models import User

KEY = "pieces-undo"
KEPT = timedelta(minutes=10)
FIELDS = {"stage": "stage", "who": "assignee_id", "due": "due_at"}
"""What each act of the list changes."""
ASIDE = (Stage.HOLD, Stage.KILLED)


def remember(session: SessionBase, name: str, before: Sequence[Piece], said: str) -> None:
    """Keep what the pieces were like before an act, and at which version they are after it."""
    versions = dict(Piece.objects.filter(pk__in=[piece.pk for piece in before]).values_list("pk", "version"))
    rows = [[piece.pk, versions.get(piece.pk, 0), _plain(getattr(piece, FIELDS[name]))] for piece in before]
    until = (timezone.now() + KEPT).isoformat()
    session[KEY] = {"act": name, "rows": rows, "said": said, "until": until}


def remembered(session: SessionBase) -> dict[str, Any] | None:
    """The act that can be taken back yet."""
    kept: dict[str, Any] | None = session.get(KEY)
    return kept if kept and datetime.fromisoformat(kept["until"]) > timezone.now() else None


def undo(session: SessionBase, user: User) -> bulk.Report:
    """Take the last act back, on all pieces that nobody has changed since; the others are named. It can be done once."""
    kept = remembered(session)
    session.pop(KEY, None)
    if kept is None:
        return bulk.Report()
    rows = {number: (version, value) for number, version, value in kept["rows"]}
    people = User.objects.in_bulk([value for _version, value in rows.values() if kept["act"] == "who" and value])

    def act(piece: Piece) -> Piece:
        version, value = rows[piece.pk]
        return _taken_back(piece, kept["act"], value, people, acting_user=user, version=version)

    return bulk.do(act, list(Piece.objects.filter(pk__in=list(rows))))


def _taken_back(
    piece: Piece, name: str, value: Any, people: Mapping[int, User], *, acting_user: User, version: int
) -> Piece:
    asked: dict[str, Any] = {"acting_user": acting_user, "expected_version": version}
    if name == "who":
        return actions.plan(piece, assignee=people.get(value or 0), **asked)
    if name == "due":
        return actions.plan(piece, due_at=datetime.fromisoformat(value) if value else None, **asked)
    if piece.stage in ASIDE and value not in ASIDE:
        return actions.revive(piece, **asked)
    return actions.move_to(piece, Stage(value), **asked)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
