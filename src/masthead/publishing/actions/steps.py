"""The steps of a publication that one page and many have in common."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from masthead.addresses import address_of
from masthead.errors import ActionForbidden, MastheadError, PublishingRefused
from masthead.publishing import door, queries
from masthead.publishing.findings import Finding
from masthead.redirects import actions as redirects
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

TOPIC = "published"


class RevisionOfAnother(MastheadError):
    """The revision to be published is not one of the page."""


@dataclass(frozen=True)
class Outcome:
    """What became of one page that was to be published."""

    page: "MagazinePage"
    is_live: bool
    warnings: tuple[Finding, ...]


def require(page: "MagazinePage", acting_user: User | None, permission: str) -> None:
    """Ask whether ``acting_user`` may do this with ``page``; the system (None) may.

    Raises:
        ActionForbidden: they may not.
    """
    if acting_user is not None and not getattr(page.permissions_for_user(acting_user), permission)():
        raise ActionForbidden(f"You may not do this with “{page.title}”.", hint="Ask a publisher.")


def require_own(page: "MagazinePage", revision: Revision) -> None:
    """Ask whether ``revision`` is one of ``page``.

    Raises:
        RevisionOfAnother: it is not.
    """
    if str(revision.object_id) != str(page.pk):
        raise RevisionOfAnother(f"Revision {revision.pk} is not one of “{page.title}”.", permanent=True)


def moment_of(candidate: "MagazinePage") -> datetime:
    """When readers get it: now, or when it is scheduled for."""
    now = timezone.now()
    return max(candidate.go_live_at or now, now)


def remember_moves(before: Page, candidate: "MagazinePage") -> None:
    """Let the old address of a page, and of each public page below it, lead to the new one."""
    if not before.live or before.url_path == candidate.url_path:
        return
    redirects.remember_move(address_of(before.url_path), candidate.address, page=before)
    for page in candidate.get_descendants().live():
        old_path = before.url_path + page.url_path.removeprefix(candidate.url_path)
        redirects.remember_move(address_of(old_path), address_of(page.url_path), page=page)


def settle(candidate: "MagazinePage", revision: Revision, now: datetime) -> None:
    """Let the page compute its computed fields, and keep the revision equal to what goes live."""
    candidate.prepare_for_publishing(now)
    content = candidate.serializable_data()
    if content != revision.content:
        revision.content = content
        revision.save(update_fields=["content"])


def execute(step: PublishPageRevisionAction, candidate: "MagazinePage") -> None:
    """Write the page, as Wagtail does it.

    Raises:
        PublishingRefused: a field does not hold what it must.
    """
    try:
        with door.open_for(candidate.pk):
            step.execute(skip_permission_checks=True)
    except ValidationError as trouble:
        raise PublishingRefused(list(queries.findings_of(trouble))) from trouble


def is_scheduled(page: "MagazinePage") -> bool:
    """Whether its moment lies ahead."""
    return bool(page.go_live_at and page.go_live_at > timezone.now())


def content_of(page: Page) -> dict[str, Any]:
    """A page in memory as the JSON that a revision of it would hold."""
    return cast("dict[str, Any]", json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)))


def word_of(page: "MagazinePage") -> tuple[dict[str, Any], str]:
    """What the outbox is told of a page that went live, changed in public or is public no more: payload and key."""
    return {"page_id": page.pk}, f"page:{page.pk}"
