"""What people are told, at the desk and by mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Kind(models.TextChoices):
    """What happened; each can be switched for the desk and for mail."""

    ASSIGNED = "assigned", _("Something is assigned to you")
    DECLINED = "declined", _("Somebody declines what you assigned")
    SUBMITTED = "submitted", _("A piece waits for a step that you may pass")
    APPROVED = "approved", _("A piece of yours passes a step, or is ready")
    SENT_BACK = "sent_back", _("A piece of yours is sent back")
    COMMENT = "comment", _("Somebody comments on a piece of yours")
    OVERDUE = "overdue", _("Something you took on is overdue")
    LAUNCHED = "launched", _("An issue is launched")
    LAUNCH_FAILED = "launch_failed", _("A launch fails")
    PUBLISH_FAILED = "publish_failed", _("Something scheduled does not go live")


class Notification(models.Model):
    """One person told of one thing, once: the same ``event`` never makes a second row for them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=500)
    note = models.TextField(blank=True, help_text="what somebody wrote to it")
    by_label = models.CharField(max_length=150, blank=True, help_text="whose act it was")
    address = models.CharField(
        max_length=300, blank=True, help_text="where at the desk it leads; else to the page's form"
    )
    event = models.CharField(max_length=120, help_text="what happened, in one word for the machine")
    at = models.DateTimeField(default=timezone.now)
    is_at_desk = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="told_once_of_an_event")]
        indexes = [
            models.Index(fields=["user", "is_at_desk", "-at", "-id"], name="notification_by_user"),
            models.Index(fields=["user", "is_at_desk", "read_at"], name="notification_unread"),
        ]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")

    def __str__(self) -> str:
        return self.text


class NotificationChoice(models.Model):
    """How one person wants to be told of one kind of thing. Without a row the usual holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    at_desk = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_per_kind")]
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"
