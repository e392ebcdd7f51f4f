"""The room's writes, by what they are about: drafts, stages, the review, assignments, telling people."""

from masthead.planning.actions.assigning import (
    accept,
    assign,
    begin,
    cancel,
    decline,
    finish,
    hand_in,
    tell_overdue,
)
from masthead.planning.actions.commenting import tell_comment
from masthead.planning.actions.drafts import (
    rebuild,
    record_draft,
    record_many,
    record_publication,
    record_removal,
    refresh_contributor,
    refresh_picture,
)
from masthead.planning.actions.reviewing import keeps_from_review, pass_step, review_of, send_back, set_steps, submit
from masthead.planning.actions.schedules import tell_schedule_failed
from masthead.planning.actions.stages import hold, kill, move_to, pitch, plan, revive
from masthead.planning.actions.telling import choose, mark_read, mark_unread, notify, prune_notifications
from masthead.planning.actions.trash import delete_for_good, prune_trash, put_in_trash, restore_from_trash

__all__ = [
    "accept",
    "assign",
    "begin",
    "cancel",
    "choose",
    "decline",
    "delete_for_good",
    "finish",
    "hand_in",
    "hold",
    "keeps_from_review",
    "kill",
    "mark_read",
    "mark_unread",
    "move_to",
    "notify",
    "pass_step",
    "pitch",
    "plan",
    "prune_notifications",
    "prune_trash",
    "put_in_trash",
    "rebuild",
    "record_draft",
    "record_many",
    "record_publication",
    "record_removal",
    "refresh_contributor",
    "refresh_picture",
    "restore_from_trash",
    "review_of",
    "revive",
    "send_back",
    "set_steps",
    "submit",
    "tell_comment",
    "tell_overdue",
    "tell_schedule_failed",
]
