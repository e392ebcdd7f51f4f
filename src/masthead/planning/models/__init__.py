"""The room's tables: pieces, the steps of a review, assignments, notifications."""

from masthead.planning.models.assignments import Assignment
from masthead.planning.models.notifications import Kind, Notification, NotificationChoice
from masthead.planning.models.pieces import Piece, Precision, Stage
from masthead.planning.models.reviews import ReviewTask, ReviewTaskState, SectionSteps
from masthead.planning.models.steps import REVIEW_STEPS, Step
from masthead.planning.models.trash import Trashed

__all__ = [
    "REVIEW_STEPS",
    "Assignment",
    "Kind",
    "Notification",
    "NotificationChoice",
    "Piece",
    "Precision",
    "ReviewTask",
    "ReviewTaskState",
    "SectionSteps",
    "Stage",
    "Step",
    "Trashed",
]
