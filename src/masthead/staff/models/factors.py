"""What a person shows besides the password, and of whom it is asked."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _


class Passkey(models.Model):
    """A key that a person's device, password manager or security key keeps; we hold its public half."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the credential's id, which may have a thousand bytes."""
    credential = models.BinaryField()
    """WebAuthn's attested credential data: id and public key."""
    host = models.CharField(max_length=255)
    """The host it was made for, and works at."""
    sign_count = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = "passkey"
        verbose_name_plural = "passkeys"

    def __str__(self) -> str:
        return self.name


class AuthenticatorApp(models.Model):
    """An app that shows six digits, new every thirty seconds (RFC 6238)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticator_app")
    sealed_secret = models.TextField()
    last_step = models.BigIntegerField(default=0)
    """The last half minute a code was used for: no code is good twice."""
    added_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "authenticator app"
        verbose_name_plural = "authenticator apps"

    def __str__(self) -> str:
        return _("Authenticator app")


class RecoveryCode(models.Model):
    """A code on paper for the day the other factors are lost; good once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="a_recovery_code_once")]
        verbose_name = "recovery code"
        verbose_name_plural = "recovery codes"

    def __str__(self) -> str:
        return _("Recovery code")


class SecondFactorRule(models.Model):
    """Whoever has this role must have a second factor; without a role the rule is for owners (``is_superuser``)."""

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="second_factor_rule"
    )

    class Meta:
        verbose_name = "second factor rule"
        verbose_name_plural = "second factor rules"

    def __str__(self) -> str:
        return self.group.name if self.group else _("Owners")
