"""Everything that makes pages public, or stops them being so: one page at a time (``singly``), or many as one (``many``)."""

from masthead.publishing.actions.many import Candidate, ManyRefused, publish_many
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
from masthead.publishing.actions.steps import TOPIC, Outcome, RevisionOfAnother, word_of

__all__ = [
    "TOPIC",
    "Candidate",
    "ManyRefused",
    "Outcome",
    "RevisionOfAnother",
    "StillInUse",
    "delete",
    "follow_removal",
    "grant_inherited_debt",
    "publish",
    "publish_many",
    "settle_debt",
    "unpublish",
    "unpublish_with_descendants",
    "word_of",
]
