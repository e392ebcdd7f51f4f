"""What is public now as data, and bringing it back: for acts that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from masthead.audit import actions as audit
from masthead.jobs import outbox
from masthead.publishing import door
from masthead.publishing.actions import steps
from masthead.publishing.followers import FOLLOWERS
from masthead.redirects.models import OldAddress
from masthead.redirects.queries import normal_path
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

DATES = ("first_published_at", "last_published_at")
ADDRESS_FIELDS = ("path", "query", "kind", "page_id", "target_path", "origin")


@dataclass(frozen=True)
class Standing:
    """What readers see of one page at a moment. ``content`` is what is live, and nothing while it is a draft; dates are ISO text."""

    page_id: int
    is_live: bool
    live_revision_id: int | None
    first_published_at: str | None
    last_published_at: str | None
    expired: bool
    address: str
    content: Mapping[str, Any] | None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of ``asdict``."""
        return cls(**data)

    def date(self, name: str) -> datetime | None:
        """One of the dates."""
        said = getattr(self, name)
        return parse_datetime(said) if said else None


def standings_of(pages: Sequence["MagazinePage"]) -> list[Standing]:
    """How pages, as they stand in the database, stand with readers now."""
    return [
        Standing(
            page_id=page.pk,
            is_live=page.live,
            live_revision_id=page.live_revision_id,
            first_published_at=page.first_published_at.isoformat() if page.first_published_at else None,
            last_published_at=page.last_published_at.isoformat() if page.last_published_at else None,
            expired=page.expired,
            address=page.address,
            content=steps.content_of(page) if page.live else None,
        )
        for page in pages
    ]


def as_data(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """Standings as JSON."""
    return [asdict(standing) for standing in standings]


def old_addresses(page_ids: Sequence[int], paths: Sequence[str]) -> list[dict[str, Any]]:
    """The old addresses that lead to pages or stand at paths, as data."""
    return list(_addresses(page_ids, paths).order_by("pk").values(*ADDRESS_FIELDS))


def _addresses(page_ids: Sequence[int], paths: Sequence[str]) -> Any:
    spelt = [normal_path(path) for path in paths]
    return OldAddress.objects.filter(Q(page_id__in=page_ids) | Q(path__in=spelt, query=""))


def restore(
    standings: Sequence[Standing], addresses: Sequence[Mapping[str, Any]], *, acting_user: User | None, reason: str
) -> None:
    """Let readers see again what they saw when ``standings`` and ``addresses`` were taken. Drafts stay as they are.

    Pages that were not public become drafts again; their address answers as it did before. What was public gets its content and dates
    back. Permission is the caller's to ask, and that nothing else has changed in public since. Pages that are deleted are passed over.
    """
    with door.one_at_a_time():
        rows = Page.objects.select_for_update().order_by("pk").in_bulk([each.page_id for each in standings])
        present = [(each, rows[each.page_id].specific) for each in standings if each.page_id in rows]
        paths = [path for each, page in present for path in (each.address, page.address)]
        down = [_taken_down(each, page, acting_user) for each, page in present if page.live and not each.is_live]
        back = [_brought_back(each, page, acting_user) for each, page in present if each.is_live]
        _addresses(list(rows), paths).delete()
        OldAddress.objects.bulk_create(OldAddress(**row) for row in addresses if row["page_id"] in {None, *rows})
        for follower in FOLLOWERS.in_unpublish if down else ():
            follower(down)
        for follower in FOLLOWERS.in_publish if back else ():
            follower(back)
        outbox.put_many(steps.TOPIC, [steps.word_of(page) for page in (*down, *back)])
        audit.record_many(
            audit.entry_for("restore", page, acting_user=acting_user, detail={"reason": reason, "live": page.live})
            for page in (*down, *back)
        )


def _taken_down(standing: Standing, page: "MagazinePage", acting_user: User | None) -> "MagazinePage":
    page.live, page.live_revision, page.has_unpublished_changes = False, None, True
    page.expired = standing.expired
    page.first_published_at, page.last_published_at = (standing.date(name) for name in DATES)
    with door.open_for(page.pk):
        page.save(clean=False)
    log(instance=page, action="wagtail.unpublish", user=acting_user)
    return page


def _brought_back(standing: Standing, page: "MagazinePage", acting_user: User | None) -> "MagazinePage":
    earlier: MagazinePage = page.with_content_json(dict(standing.content or {}))
    earlier.live, earlier.expired = True, standing.expired
    revision = Revision.objects.filter(pk=standing.live_revision_id).first()
    earlier.live_revision = revision
    earlier.has_unpublished_changes = earlier.latest_revision_id != standing.live_revision_id
    earlier.first_published_at, earlier.last_published_at = (standing.date(name) for name in DATES)
    with door.open_for(page.pk):
        earlier.save(clean=False)
    data = {"revision": {"id": revision.pk, "created": revision.created_at}} if revision else None
    log(instance=earlier, action="wagtail.revert" if data else "wagtail.edit", user=acting_user, data=data)
    return earlier
