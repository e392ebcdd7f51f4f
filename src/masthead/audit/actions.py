"""Writing to the audit trail."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

from masthead.audit.models import AuditEntry

SYSTEM_LABEL = "Masthead"
VISITOR_LABEL = "Visitor"


def entry_for(
    verb: str,
    target: models.Model,
    *,
    acting_user: AbstractBaseUser | AnonymousUser | None,
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """An unsaved entry. ``acting_user`` None means the system itself (schedule, command line), an anonymous one a visitor."""
    user = acting_user if isinstance(acting_user, AbstractBaseUser) else None
    nobody = SYSTEM_LABEL if acting_user is None else VISITOR_LABEL
    return AuditEntry(
        user_id=user.pk if user else None,
        user_label=str(getattr(user, "label", user)) if user else nobody,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id="" if target.pk is None else str(target.pk),
        target_label=str(target)[:255],
        detail=dict(detail or {}),
    )


def record(
    verb: str,
    target: models.Model,
    *,
    acting_user: AbstractBaseUser | AnonymousUser | None,
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry, in the caller's transaction, so that the act and its trace stand or fall together."""
    entry = entry_for(verb, target, acting_user=acting_user, detail=detail)
    entry.save(force_insert=True)
    return entry


def record_many(entries: Iterable[AuditEntry]) -> None:
    """Write entries made by :func:`entry_for` in one statement (importers)."""
    AuditEntry.objects.bulk_create(entries, batch_size=500)
