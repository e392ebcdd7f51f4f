"""What an editor did to an issue a moment ago, and how to take it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from masthead.issues.models.issue import Issue


class UndoableAct(models.Model):
    """One act on the board. ``before`` is the arrangement it found (see ``issues.drafts``); ``version_after`` the one it left.

    It can be undone while the arrangement is still the one it left. Kept for a day.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="undoable_acts")
    token = models.CharField(max_length=32, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    said = models.CharField(max_length=300)
    before = models.JSONField()
    version_after = models.CharField(max_length=32)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["issue", "made_at"], name="undoable_acts_by_issue")]
        verbose_name = "undoable act"
        verbose_name_plural = "undoable acts"

    def __str__(self) -> str:
        return self.said
