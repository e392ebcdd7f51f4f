"""The state of issues follows what becomes of their pages; called by the publishing door and when a page is made."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.issues.models import Issue, Production
from masthead.publishing.pages import MagazinePage

State = Production.State


def begin(issue: Issue) -> None:
    """An issue's page was made: it is planned."""
    Production.objects.get_or_create(issue=issue)


def follow_publication(pages: Sequence[MagazinePage]) -> None:
    """Issues that are public are launched, however that came about."""
    ids = [page.pk for page in pages if isinstance(page, Issue)]
    if not ids:
        return
    known = set(Production.objects.filter(pk__in=ids).values_list("pk", flat=True))
    Production.objects.bulk_create(Production(issue_id=pk, state=State.LAUNCHED) for pk in ids if pk not in known)
    Production.objects.filter(pk__in=known).exclude(state=State.ARCHIVED).update(state=State.LAUNCHED)


def follow_removal(pages: Sequence[MagazinePage]) -> None:
    """Issues that were taken down are in production again."""
    ids = [page.pk for page in pages if isinstance(page, Issue)]
    Production.objects.filter(pk__in=ids, state__in=[State.LAUNCHED, State.ARCHIVED]).update(state=State.PRODUCTION)
