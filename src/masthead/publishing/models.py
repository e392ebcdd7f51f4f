"""Recorded exemptions, and what did not happen on schedule."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class Exemption(models.Model):
    """Inherited debt: a finding on a page that was public before it came to us, and may stay so until it is repaired."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="exemptions")
    code = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    message = models.CharField(max_length=500)
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "code", "subject"], name="one_exemption_per_finding")]
        ordering = ["page", "code", "subject"]
        verbose_name = "exemption"
        verbose_name_plural = "exemptions"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.message}"


class ScheduleTrouble(models.Model):
    """A page that was due to go live, or to be taken down, and was not: since when, and why. Gone once it is done or no longer due.

    ``message`` is a sentence for people, of the last attempt; the runner tries again every minute.
    """

    class Act(models.TextChoices):
        """What was due."""

        PUBLISH = "publish", "publish"
        TAKE_DOWN = "take-down", "take down"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="schedule_troubles")
    act = models.CharField(max_length=10, choices=Act.choices)
    due_at = models.DateTimeField()
    since = models.DateTimeField(default=timezone.now, help_text="when it failed first")
    last_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=1)
    message = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "act"], name="one_trouble_for_each_act")]
        ordering = ["due_at", "pk"]
        verbose_name = "trouble of the schedule"
        verbose_name_plural = "troubles of the schedule"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.act}"
