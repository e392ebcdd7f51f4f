"""Without any one of its checks the magazine fails the permission matrix: each is switched off, and both tables tried again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.permissions.acts import ACTS, Act
from tests.permissions.checks import Switchboard, install
from tests.permissions.lines import Line
from tests.permissions.people import ANYBODY, GUEST, KEEPER
from tests.permissions.table import TABLE
from tests.permissions.test_acts import is_allowed
from tests.permissions.test_matrix import blind as blind
from tests.permissions.walking import tried
from tests.permissions.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning",
        "ignore::pytest.PytestUnraisableExceptionWarning",
        "ignore::django.utils.deprecation.RemovedInDjango60Warning",
    ),
]

SHARPEST = ["publisher", "editor", "pictures", "sub", "writer", "anonymous"]
"""Who has the whole magazine, from those who may most. The first who is refused shows a missing check best."""
SHARPEST_BOUND = ["bound-editor", "bound-sub", "bound-writer"]
OURS = ("desk_", "manuscripts_", "importers_")
NOT_AT_A_DOOR = {
    "require_entry": "at the log-in: tests/desk/test_login.py",
    "confirmed_by": "by the clock: tests/issues/test_schedule.py",
    "sections_held(user, ASSIGN))": "says only what is shown; the actions ask may_assign, of the piece",
    "steps.require(page, acting_user, 'can_delete')": "Wagtail's own deletion asks the same again",
    "You may not add pictures.": "every role may, and nobody may write who may not",
}
"""What is asked where no door and no action is, by its words; and where it is tried."""


@dataclass(frozen=True)
class Try:
    """Somebody who is refused at a door, or by an action."""

    what: Line | Act
    person: str
    method: str = ""

    def trouble(self, world: World) -> str:
        """What is wrong now; empty while the refusal holds."""
        if isinstance(self.what, Line):
            return tried(world, self.what, self.person, self.method).trouble()
        return f"{self.person} may {self.what}" if is_allowed(world, self.what, self.person) else ""


def tries() -> Iterator[Try]:
    """For each door and each action, those it refuses who may most; at our own doors also whoever has no role."""
    for act in ACTS:
        yield from (Try(act, person) for person in (*ANYBODY.split()[1:], GUEST) if person not in act.who)
    for line in TABLE:
        for method, allowed in (("GET", line.get), ("POST", line.post)):
            refused = [[name for name in order if name not in allowed][:1] for order in (SHARPEST, SHARPEST_BOUND)]
            strangers = [GUEST, KEEPER] if line.route.startswith(OURS) else []
            yield from (Try(line, person, method) for people in (*refused, strangers) for person in people)


def without(board: Switchboard, number: int, heard: list[Try], world: World) -> bool:
    """Whether one of those whom a check refused is let in without it."""
    board.off = number
    try:
        return any(is_let_in(one, world) for one in heard)
    finally:
        board.off = None


def is_let_in(one: Try, world: World) -> bool:
    """Whether somebody comes through, even if what is done to them then makes no sense."""
    try:
        return bool(one.trouble(world))
    except Exception:  # noqa: BLE001
        return True


def test_without_any_one_check_the_matrix_fails(blind: None, monkeypatch: pytest.MonkeyPatch) -> None:
    board, world = install(monkeypatch), World()
    refused_by: dict[int, list[Try]] = {}
    for one in tries():
        board.heard.clear()
        is_refused = not one.trouble(world)
        for number in board.heard if is_refused else ():
            refused_by.setdefault(number, []).append(one)
    missed = [
        f"{check}: {'no try meets it' if number not in refused_by else 'nobody is let in without it'}"
        for number, check in enumerate(board.checks)
        if not any(words in check.words for words in NOT_AT_A_DOOR)
        and not without(board, number, refused_by.get(number, []), world)
    ]
    assert len(board.checks) > 50
    assert missed == [], "\n" + "\n".join(missed)
