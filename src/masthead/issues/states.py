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
    """Issues that are public are launched, however that came about; those that are not the current one any more are archived."""
    ids = [page.pk for page in pages if isinstance(page, Issue)]
    if not ids:
        return
    known = set(Production.objects.filter(pk__in=ids).values_list("pk", flat=True))
    Production.objects.bulk_create(Production(issue_id=pk, state=State.LAUNCHED) for pk in ids if pk not in known)
    Production.objects.filter(pk__in=known).update(state=State.LAUNCHED)
    _turn_over()


def follow_removal(pages: Sequence[MagazinePage]) -> None:
    """Issues that were taken down are in production again; what was current before them is so again."""
    ids = [page.pk for page in pages if isinstance(page, Issue)]
    if not ids:
        return
    Production.objects.filter(pk__in=ids, state__in=[State.LAUNCHED, State.ARCHIVED]).update(state=State.PRODUCTION)
    _turn_over(without=ids)


def _turn_over(without: Sequence[int] = ()) -> None:
    """Let the current issue be launched and all others that are public archived; ``without`` are just going. At most three queries.

    The current one is what readers get as such (``published.queries.latest_issue``): the latest date counts, not the moment of its launch.
    """
    public = Production.objects.filter(issue__live=True).exclude(pk__in=without)
    newest_first = public.filter(issue__is_contents_only=False).order_by(
        "-issue__dated_on", "-issue__number_sort", "-pk"
    )
    current = newest_first.values_list("pk", flat=True).first()
    public.exclude(pk=current).filter(state=State.LAUNCHED).update(state=State.ARCHIVED)
    public.filter(pk=current, state=State.ARCHIVED).update(state=State.LAUNCHED)
