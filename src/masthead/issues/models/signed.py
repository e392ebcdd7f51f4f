"""Warnings that somebody lets pass, with their name."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from masthead.issues.models.issue import Issue


class SignedWarning(models.Model):
    """A warning about one issue that somebody decided to go without mending. What blocks cannot be signed.

    ``key`` is the entry's (``running_order.keyed``), empty for the issue itself; with ``code`` and ``subject`` it says which warning.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="signed_warnings")
    key = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    message = models.CharField(max_length=500)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_name = models.CharField(max_length=150)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "key", "code", "subject"], name="one_signature_for_a_warning")
        ]
        ordering = ["signed_at", "pk"]
        verbose_name = "signed warning"
        verbose_name_plural = "signed warnings"

    def __str__(self) -> str:
        return f"{self.signed_name}: {self.message}"
