"""What the room remembers: leases, the outbox, keys of waiting jobs, periodic runs, workers."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Lease(models.Model):
    """Who may do a named thing now, and until when; written only by ``jobs.leases``."""

    name = models.CharField(max_length=200, primary_key=True)
    holder = models.CharField(max_length=120)
    token = models.BigIntegerField(help_text="Grows with every taking: the fence against a holder that woke too late.")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} until {self.expires_at:%Y-%m-%d %H:%M:%S}"


class OutboxEntry(models.Model):
    """Something that happened, told to its followers after the commit; written only by ``jobs.outbox``.

    Open entries have neither ``done_at`` nor ``failed_at``. A claim is the pair ``claimed_by`` and ``claimed_until``:
    whoever no longer finds its own pair in the row has lost the entry and writes nothing.
    """

    topic = models.CharField(max_length=80)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=200, blank=True, help_text="Entries of one key are delivered in their order.")
    created_at = models.DateTimeField(default=timezone.now)
    available_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    delivered_to = models.JSONField(default=list, help_text="The handlers that have had it, when others failed.")
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "outbox entry"
        verbose_name_plural = "outbox entries"
        indexes = [
            models.Index(
                fields=["available_at", "id"],
                name="outbox_open",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(
                fields=["key", "id"],
                name="outbox_open_by_key",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(fields=["done_at"], name="outbox_done", condition=Q(done_at__isnull=False)),
            models.Index(fields=["failed_at"], name="outbox_failed", condition=Q(failed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}".strip()


class JobKey(models.Model):
    """The key of a job that waits: until it begins, the same key is not queued again."""

    name = models.CharField(max_length=255, primary_key=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(help_text="A key left behind by a lost job stops counting here.")

    def __str__(self) -> str:
        return self.name


class PeriodicRun(models.Model):
    """When a periodic job last ran, how that went, and when it runs next."""

    name = models.CharField(max_length=100, primary_key=True)
    next_run_at = models.DateTimeField()
    last_run_at = models.DateTimeField(null=True)
    last_seconds = models.FloatField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="Failed runs in a row.")
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class WorkerHeartbeat(models.Model):
    """A worker's sign of life; past ``expires_at`` the worker counts as dead and its work is taken over."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    doing = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.worker_id
