"""Planning, review, who is told; lists and the calendar."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import COPY_HERE, DESK, EDITORS_HERE, NOBODY, PUBLISHERS, WRITE

# Planning, review, and who is told.
for answer, who in (("accept", NOBODY), ("decline", NOBODY), ("finish", EDITORS_HERE), ("cancel", EDITORS_HERE)):
    on("desk_planning_answer", "assignment", arguments={"number": "{pk}"}, data={"answer": answer}, POST=who)
on("desk_planning_steps", GET=PUBLISHERS, why="what is posted here names no steps")
on("desk_notifications", GET=DESK)
on("desk_notifications_read", POST=DESK)
on("desk_notification", "notification", arguments={"number": "{pk}"}, why="somebody else's")
on("desk_notification_choices", BOTH=DESK)

# The review.
on(
    "wagtailadmin_pages:workflow_action",
    "in review",
    arguments={"page_id": "{pk}", "action_name": "approve", "task_state_id": "{task_state}"},
    BOTH="sub owner",
    why="who is in the group of the step",
)
on(
    "wagtailadmin_pages:collect_workflow_action_data",
    "in review",
    arguments={"page_id": "{pk}", "action_name": "approve", "task_state_id": "{task_state}"},
    BOTH="sub owner",
)
on(
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "in review",
    BOTH=DESK,
    why="a question that names nothing; the form asks",
)
on(
    "wagtailadmin_pages:workflow_preview",
    "in review",
    arguments={"page_id": "{pk}", "task_id": "{task}"},
    GET="sub owner",
)
on(
    "wagtailadmin_pages:workflow_history_detail",
    "in review",
    arguments={"page_id": "{pk}", "workflow_state_id": "{workflow_state}"},
    GET=COPY_HERE,
)

# Lists and the calendar, and what did not go live.
on("desk_articles", GET=DESK, why="what is posted here names no article; tests/desk/test_pieces.py has the rest")
on("desk_calendar", GET=DESK)
on("desk_calendar_add", "section", data={"title": "Snow", "section": "{pk}"}, POST=WRITE)
on(
    "desk_calendar_move",
    "draft",
    data={"piece": "{pk}", "kind": "planned", "day": "2026-12-01", "version": "1"},
    POST=EDITORS_HERE,
)
on("desk_runner", "schedule trouble", GET=EDITORS_HERE, POST=EDITORS_HERE, data={"trouble": "{pk}"})
