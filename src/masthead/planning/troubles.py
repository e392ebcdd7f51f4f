"""What may stand in the way of planning, each a sentence for people."""

from masthead.errors import MastheadError


class NotReady(MastheadError):
    """A piece was to be ready, and something is in the way."""


class PieceIsPublic(MastheadError):
    """A piece that readers see was to be killed."""


class ReviewRuns(MastheadError):
    """Something was to be done by hand that a running review decides."""


class NoReview(MastheadError):
    """A step was to be passed of a review that does not run, or has no steps."""


class ChangedMeanwhile(MastheadError):
    """Somebody else changed the same thing in the meantime."""


class AssignmentIsOver(MastheadError):
    """An assignment was to be answered that is done, declined or cancelled."""
