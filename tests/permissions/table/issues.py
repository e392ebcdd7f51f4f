"""The board, and the screens of an issue."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK, EDITORS

on("desk_board", "issue", arguments={"issue_id": "{pk}"}, GET=EDITORS, why="an act that is not said is refused to all")
on("desk_plan", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_cover", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_launch", "issue", arguments={"issue_id": "{pk}"}, BOTH=EDITORS)
on("desk_back_issue", BOTH=EDITORS)
on("desk_issues", BOTH=DESK)
on("desk_new_issue", BOTH=EDITORS)
