"""Everything that makes pages public, or stops them being so: one page at a time (``singly``), or many as one (``many``)."""

from masthead.publishing.actions.many import Candidate, ManyRefused, publish_many
from masthead.publishing.actions.rescheduling import MomentIsPast, NotScheduled, reschedule
from masthead.publishing.actions.restoring import Standing, as_data, old_addresses, restore, standings_of
from masthead.publishing.actions.singly import (
    StillInUse,
    delete,
    follow_removal,
    grant_inherited_debt,
    publish,
    settle_debt,
    unpublish,
    unpublish_with_descendants,
)
from masthead.publishing.actions.steps import TOPIC, Outcome, RevisionOfAnother, content_of, word_of

__all__ = [
    "TOPIC",
    "Candidate",
    "ManyRefused",
    "MomentIsPast",
    "NotScheduled",
    "Outcome",
    "RevisionOfAnother",
    "Standing",
    "StillInUse",
    "as_data",
    "content_of",
    "delete",
    "follow_removal",
    "grant_inherited_debt",
    "old_addresses",
    "publish",
    "publish_many",
    "reschedule",
    "restore",
    "settle_debt",
    "standings_of",
    "unpublish",
    "unpublish_with_descendants",
    "word_of",
]
