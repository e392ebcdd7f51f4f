"""Sessions that are over."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from masthead.staff.models import StaffSession


def prune_sessions() -> int:
    """Remove expired sessions, and what was kept of sessions that are gone. How many rows."""
    expired, _by_model = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    gone = StaffSession.objects.filter(~Exists(Session.objects.filter(pk=OuterRef("pk"))))
    removed, _by_model = gone.delete()
    return expired + removed
