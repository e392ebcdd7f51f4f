"""Launches: that somebody confirmed that a proof goes before readers, when, and what was public before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.issues.models.issue import Issue
from masthead.issues.models.proof import Proof


class Launch(models.Model):
    """One launch of one proof: waiting for its moment, done, undone, given up or cancelled.

    ``before`` is what :mod:`masthead.issues.undoing` needs to restore what was public. ``trouble`` is what the last attempt ended with,
    a sentence for people; ``attempts`` counts them and ``next_try_at`` says when a waiting launch is tried again.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        LAUNCHED = "launched", _("launched")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="launches")
    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="launches")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    launch_at = models.DateTimeField(_("moment"), null=True, blank=True, help_text=_("None: launched at once."))
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    launched_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    before = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(state="waiting"), name="one_waiting_launch_of_an_issue"
            )
        ]
        indexes = [models.Index(fields=["state", "launch_at"], name="launches_by_moment")]
        ordering = ["-confirmed_at", "-pk"]
        verbose_name = "launch"
        verbose_name_plural = "launches"

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"

    def may_be_undone(self) -> bool:
        """Whether its window is still open."""
        return self.state == self.State.LAUNCHED and self.undo_until is not None and timezone.now() < self.undo_until
