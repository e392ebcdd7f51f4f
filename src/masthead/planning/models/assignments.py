"""Who has been asked to do what, until when."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from masthead.planning.models.steps import Step


class Assignment(models.Model):
    """One person asked for one step of one piece. Without an assignee it is for whoever takes it."""

    class State(models.TextChoices):
        """How far it has come."""

        ASSIGNED = "assigned", _("Assigned")
        ACCEPTED = "accepted", _("Accepted")
        IN_PROGRESS = "in_progress", _("In progress")
        SUBMITTED = "submitted", _("Submitted")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")

    OPEN_STATES = (State.ASSIGNED, State.ACCEPTED, State.IN_PROGRESS, State.SUBMITTED)

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("piece"))
    step = models.CharField(_("step"), max_length=10, choices=Step.choices, default=Step.WRITE)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assignments",
        verbose_name=_("who"),
        db_index=False,
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ASSIGNED)
    is_open = models.BooleanField(default=True, help_text="neither done, declined nor cancelled")
    answer = models.CharField(_("answer"), max_length=500, blank=True, help_text="why it was declined")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "step"], condition=models.Q(is_open=True), name="one_open_assignment_for_a_step"
            )
        ]
        indexes = [
            models.Index(fields=["assignee", "is_open", "due_at"], name="assignment_by_assignee"),
            models.Index(fields=["due_at"], condition=models.Q(is_open=True), name="assignment_by_due"),
        ]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.page}"
