"""Undoing a launch: what was public before is public again, exactly, and edits made since stay drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from masthead.audit import actions as audit
from masthead.errors import MastheadError
from masthead.issues.actions.rights import LAUNCH, require
from masthead.issues.models import Launch
from masthead.jobs import outbox
from masthead.publishing import actions as publishing
from masthead.publishing import door
from masthead.publishing.actions import Standing
from masthead.staff.models import User

UNDONE = "launch-undone"
"""The topic of the outbox."""


@dataclass(frozen=True)
class ChangedInPublic:
    """A page that readers see otherwise than the launch left it."""

    page_id: int
    title: str
    by: str
    at: datetime | None


class UndoOver(MastheadError):
    """The launch cannot be undone any more."""


class ChangedSinceLaunch(MastheadError):
    """Somebody changed some of it in public since; ``pages`` says what. Undo with ``leaving`` their ids leaves those as they are."""

    def __init__(self, pages: list[ChangedInPublic]) -> None:
        self.pages = tuple(pages)
        names = "\n".join(
            _("“%(title)s” (%(who)s)") % {"title": page.title, "who": page.by or _("somebody")} for page in pages
        )
        message = _("Since the launch some of it was published again or taken down:\n%(names)s") % {"names": names}
        super().__init__(
            message, _("Undo the rest and leave these as they are, or leave all as it is."), permanent=True
        )


def undo_launch(launch: Launch, *, acting_user: User | None, leaving: Collection[int] = ()) -> None:
    """Let readers see what they saw before ``launch``.

    Pieces that were not public become drafts again, at addresses that answer 404; what was public gets its content and dates back.
    ``leaving``: ids of pages that stay as they are because somebody has published them again since.

    Raises:
        ActionForbidden: the user may not.
        UndoOver: it is undone already, or its window is over.
        ChangedSinceLaunch: pages that are not in ``leaving`` were changed in public since.
    """
    require(LAUNCH, launch.issue, acting_user)
    with door.one_at_a_time():
        held = Launch.objects.select_for_update(of=("self",)).select_related("issue").get(pk=launch.pk)
        _require_open(held)
        changed = [page for page in changed_since(held) if page.page_id not in leaving]
        if changed:
            raise ChangedSinceLaunch(changed)
        standings = [Standing.from_data(data) for data in held.before["pages"]]
        publishing.restore(
            [each for each in standings if each.page_id not in leaving],
            held.before["addresses"],
            acting_user=acting_user,
            reason=f"launch {held.pk} undone",
        )
        held.state, held.undone_at, held.undone_by = Launch.State.UNDONE, timezone.now(), acting_user
        held.save(update_fields=["state", "undone_at", "undone_by"])
        detail = {"launch": held.pk, "left": sorted(leaving)}
        audit.record("undo-launch", held.issue, acting_user=acting_user, detail=detail)
        outbox.put(UNDONE, {"launch_id": held.pk, "issue_id": held.issue_id}, key=f"issue:{held.issue_id}")
    launch.refresh_from_db()


def changed_since(launch: Launch) -> list[ChangedInPublic]:
    """The pages of a launch that were published again, taken down or deleted since, with who did it last. Three queries."""
    launched = {int(pk): revision for pk, revision in launch.before["launched"].items()}
    rows = Page.objects.in_bulk(list(launched))
    titles = {int(data["page_id"]): str(data["address"]) for data in launch.before["pages"]}
    found = [pk for pk, revision in launched.items() if not _is_as_launched(rows.get(pk), revision)]
    acts = _last_acts(found)
    return [
        ChangedInPublic(pk, rows[pk].title if pk in rows else titles[pk], *acts.get(pk, ("", None)))
        for pk in found
        if pk in rows or _was_live(launch, pk)
    ]


def _is_as_launched(page: Page | None, revision_id: int | None) -> bool:
    return page is not None and page.live and page.live_revision_id == revision_id


def _was_live(launch: Launch, page_id: int) -> bool:
    """A piece that was not public before and is deleted now is what undoing would make of it: no trouble."""
    return any(data["page_id"] == page_id and data["is_live"] for data in launch.before["pages"])


def _last_acts(page_ids: Collection[int]) -> dict[int, tuple[str, datetime | None]]:
    acts = PageLogEntry.objects.filter(page_id__in=page_ids, action__in=["wagtail.publish", "wagtail.unpublish"])
    rows = acts.select_related("user").order_by("timestamp", "pk")
    return {entry.page_id: (entry.user.label if entry.user else "", entry.timestamp) for entry in rows}


def _require_open(launch: Launch) -> None:
    for message in _reasons_against(launch):
        raise UndoOver(message, permanent=True)


def _reasons_against(launch: Launch) -> Iterator[str]:
    if launch.state != Launch.State.LAUNCHED:
        yield _("This launch is not before readers any more.")
    elif not launch.may_be_undone():
        yield _(
            "The time in which this launch could be undone is over. Take down or change what is wrong piece by piece."
        )
