"""What may stand in the way of planning, each a sentence for people."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from masthead.errors import MastheadError, PublishingRefused, ReadableFinding


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


class NotSubmitted(PublishingRefused):
    """A piece was to be submitted with a picture of which nobody says who made it; nothing was changed. ``findings`` name each."""

    def __init__(self, title: str, findings: Sequence[ReadableFinding]) -> None:
        super().__init__(findings)
        reasons = " ".join(finding.message for finding in findings)
        refused = _("“%(title)s” was not submitted.") % {"title": title}
        self.message = f"{refused} {reasons}"


class InTheTrash(MastheadError):
    """Something was to be done with a piece that is deleted."""


class NotInTheTrash(MastheadError):
    """An article was to be brought back, or deleted for good, that is not in the trash."""


class AssignmentIsOver(MastheadError):
    """An assignment was to be answered that is done, declined or cancelled."""
