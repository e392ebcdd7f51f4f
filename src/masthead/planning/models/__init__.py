"""The room's tables: pieces, the steps of a review, assignments, notifications."""

from masthead.planning.models.assignments import Assignment
from masthead.planning.models.notifications import Kind, Notification, NotificationChoice
from masthead.planning.models.pieces import Piece, Precision, Stage
from masthead.planning.models.reviews import ReviewTask, ReviewTaskState, SectionSteps, Step

__all__ = [
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
]
