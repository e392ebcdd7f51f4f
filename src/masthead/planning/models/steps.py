"""The steps of a piece's way, and the right that each asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """What is done for a piece. All but the writing are steps of a review, in this order."""

    WRITE = "write", _("Writing")
    COPY = "copy", _("Copy")
    SUB_EDIT = "sub-edit", _("Sub-edit")
    PICTURES = "pictures", _("Pictures")
    APPROVE = "approve", _("Approval")

    @property
    def permission(self) -> str:
        """The codename of the right to pass it; empty for the writing, which is submitted and not passed."""
        return "" if self == Step.WRITE else f"pass_{self.value.replace('-', '_')}"


REVIEW_STEPS = (Step.COPY, Step.SUB_EDIT, Step.PICTURES, Step.APPROVE)
