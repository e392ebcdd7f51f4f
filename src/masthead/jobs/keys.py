"""Keys of waiting jobs: the same work asked for twice before it begins is done once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from masthead.jobs.models import JobKey

COUNTS_FOR = timedelta(hours=1)
"""After this the key of a job that never began stops counting, so that a lost job cannot keep the next one out."""


def take(name: str, *, runs_at: datetime | None = None) -> bool:
    """Whether the job should be queued: False when one with this key waits already. Call inside a transaction.

    A key that waits is written to, although nothing in it changes that matters: the row stays locked until the
    caller commits, and the waiting job, which drops the key before it begins, then sees what the caller wrote.
    """
    now = timezone.now()
    expires_at = max(now, runs_at or now) + COUNTS_FOR
    key, is_new = JobKey.objects.get_or_create(pk=name, defaults={"asked_at": now, "expires_at": expires_at})
    if is_new:
        return True
    same = JobKey.objects.filter(pk=key.pk)
    if same.filter(expires_at__gt=now).update(asked_at=now):
        return False
    if not same.update(asked_at=now, expires_at=expires_at):  # dropped since we looked
        JobKey.objects.bulk_create([JobKey(name=name, expires_at=expires_at)], ignore_conflicts=True)
    return True


def drop(name: str) -> None:
    """The job begins: from here on the same key may wait again."""
    JobKey.objects.filter(pk=name).delete()
