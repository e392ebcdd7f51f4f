"""What is in the trash."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from masthead.planning.models import Trashed
from masthead.planning.models.trash import DAYS_IN_TRASH


def trash() -> QuerySet[Trashed]:
    """Deleted articles with who deleted them, the latest first. One query."""
    return Trashed.objects.select_related("article", "by").defer("article__body")


def without_trash(pages: Any) -> Any:
    """A query of pages of any kind, but for those in the trash."""
    return pages.exclude(pk__in=Trashed.objects.values("pk"))


def is_in_trash(page_id: int) -> bool:
    """Whether an article is there. One query."""
    return Trashed.objects.filter(pk=page_id).exists()


def goes_at(trashed: Trashed) -> datetime:
    """When it is deleted for good."""
    return trashed.at + timedelta(days=DAYS_IN_TRASH)
