"""Recorded exemptions."""

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
