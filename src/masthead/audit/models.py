"""The audit trail's one table."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from masthead.errors import MastheadError


class AuditIsAppendOnly(MastheadError):
    """Somebody tried to change or remove an audit entry."""


class AuditEntries(models.QuerySet["AuditEntry"]):
    """Entries, which many at a time are as lasting as one by one."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse; always raises ``AuditIsAppendOnly``, as the next three do."""
        raise AuditIsAppendOnly("Audit entries cannot be changed.")

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AuditIsAppendOnly("Audit entries cannot be changed.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AuditIsAppendOnly("Audit entries cannot be removed.")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list["AuditEntry"]:
        """Insert only: writing over entries of the same key is refused."""
        if kwargs.get("update_conflicts"):
            raise AuditIsAppendOnly("Audit entries cannot be changed.")
        return super().bulk_create(objs, *args, **kwargs)


class AuditEntry(models.Model):
    """One act: who (``user`` and the name they had then), what (``verb``), on what (``target_…``), with which ``detail``."""

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    user_label = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(max_length=255)
    detail = models.JSONField(default=dict)

    objects = AuditEntries.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        # Each the way one question is read from its newest entry, a page at a time: see ``queries``.
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
            models.Index(fields=["user", "-at", "-id"], name="audit_by_user"),
            models.Index(fields=["user_label", "-at", "-id"], name="audit_by_person"),
            models.Index(fields=["verb", "-at", "-id"], name="audit_by_verb"),
            models.Index(fields=["target_type", "-at", "-id"], name="audit_by_kind"),
            models.Index(fields=["target_type", "target_id", "-at"], name="audit_by_target"),
        ]
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user_label} {self.verb} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only.

        Raises:
            AuditIsAppendOnly: the entry is already in the table.
        """
        if not self._state.adding:
            raise AuditIsAppendOnly("An audit entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse.

        Raises:
            AuditIsAppendOnly: always.
        """
        raise AuditIsAppendOnly("An audit entry cannot be removed.")
