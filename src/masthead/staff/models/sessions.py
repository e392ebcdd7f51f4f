"""Who is logged in where, who tried, and who is known by somebody else's login."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """By what somebody logged in."""

    PASSWORD = "password", _("Password")
    PASSKEY = "passkey", _("Passkey")
    OUTSIDE = "outside", _("Single sign-on")
    FIRST_RUN = "first-run", _("First run")


class StaffSession(models.Model):
    """A log-in that lasts: what its person needs to know it again. Goes with Django's own session of the same key."""

    session_key = models.CharField(max_length=40, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_sessions")
    way = models.CharField(max_length=20, choices=Way.choices, default=Way.PASSWORD)
    device = models.CharField(max_length=80, blank=True)
    network = models.CharField(max_length=45, blank=True)
    """The visitor's network and not their address: 192.0.2.0/24."""
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-seen_at"]
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return f"{self.device}, {self.network}".strip(", ")


class LoginAttempt(models.Model):
    """One try to log in that has not succeeded. Names and addresses stand here as digests only, and for a day at most."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-at"], name="attempt_by_account"),
            models.Index(fields=["address", "-at"], name="attempt_by_address"),
        ]
        verbose_name = "log-in attempt"
        verbose_name_plural = "log-in attempts"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class OutsideIdentity(models.Model):
    """Who an account is at the single sign-on provider: its ``subject`` there, which outlives every change of e-mail address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="outside_identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_for_an_identity")]
        verbose_name = "outside identity"
        verbose_name_plural = "outside identities"

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
