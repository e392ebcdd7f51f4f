"""The review: Wagtail's workflow engine, with our steps."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from masthead.articles.models import Section


class Step(models.TextChoices):
    """What is done for a piece. All but the writing are steps of a review, in this order."""

    WRITE = "write", _("Writing")
    COPY = "copy", _("Copy")
    SUB_EDIT = "sub-edit", _("Sub-edit")
    PICTURES = "pictures", _("Pictures")
    APPROVE = "approve", _("Approval")


class ReviewTaskState(TaskState):
    """How one step of one review stands: with whom it lies, and until when."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("state of a step")
        verbose_name_plural = _("states of steps")


class ReviewTask(Task):
    """One step of a review: Wagtail's task, for whoever may pass that step."""

    step = models.CharField(_("step"), max_length=10, choices=Step.choices, unique=True)

    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of a review")


class SectionSteps(models.Model):
    """Which steps the pieces of a section go through; the row without a section holds for all others."""

    section = models.OneToOneField(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="steps", verbose_name=_("section")
    )
    steps = models.JSONField(default=list, help_text="[step] in the order of a review")

    class Meta:
        verbose_name = _("steps of a section")
        verbose_name_plural = _("steps of sections")

    def __str__(self) -> str:
        return f"{self.section or _('All sections')}: {', '.join(self.steps)}"
