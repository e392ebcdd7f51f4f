"""One page going public or being taken down: one transaction with its permission, checks, page, followers, audit entry and outbox entry."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from masthead.addresses import address_of
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError, PublishingRefused
from masthead.jobs import outbox
from masthead.publishing import door, queries
from masthead.publishing.actions import steps
from masthead.publishing.findings import Finding
from masthead.publishing.followers import FOLLOWERS
from masthead.publishing.models import Exemption
from masthead.redirects import actions as redirects
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

MOST_NAMED = 3


class StillInUse(MastheadError):
    """What shall be deleted is needed by something that stays."""


def publish(
    page: "MagazinePage",
    *,
    acting_user: User | None,
    revision: Revision | None = None,
    at: datetime | None = None,
    previous_revision: Revision | None = None,
    log_action: Any = True,
) -> steps.Outcome:
    """Make a revision of ``page`` what readers see, or schedule it when its ``go_live_at`` lies ahead.

    ``acting_user`` None is the system itself: schedule, command line, import. ``revision`` defaults to the latest one. ``at`` dates
    the publication back (imports). ``previous_revision`` (what an editor reverted to) and ``log_action`` (the line in the page's history,
    or False for none) are Wagtail's. Everything is one transaction: on any error the magazine is as it was.

    Raises:
        ActionForbidden: the user may not publish this page.
        PublishingRefused: a check blocks, or its end of publication has passed; ``findings`` says which and where.
    """
    steps.require(page, acting_user, "can_publish")
    with door.one_at_a_time():
        before = Page.objects.select_for_update().get(pk=page.pk)
        revision = revision or before.latest_revision or page.save_revision(user=acting_user)
        steps.require_own(page, revision)
        step = PublishPageRevisionAction(
            revision, user=acting_user, log_action=log_action, previous_revision=previous_revision
        )
        candidate: MagazinePage = step.object
        warnings = _checked(candidate)
        steps.settle(candidate, revision, at or steps.moment_of(candidate))
        if at and candidate.first_published_at is None:
            candidate.first_published_at = at
        steps.execute(step, candidate)
        if candidate.live and not steps.is_scheduled(candidate):
            if at:
                Page.objects.filter(pk=candidate.pk).update(last_published_at=at)
                candidate.last_published_at = at
            steps.remember_moves(before, candidate)
            for follower in FOLLOWERS.in_publish:
                follower([candidate])
            outbox.put(steps.TOPIC, *steps.word_of(candidate))
        elif before.live and not candidate.live:
            follow_removal(candidate)
        audit.record(
            "schedule" if steps.is_scheduled(candidate) else "publish",
            candidate,
            acting_user=acting_user,
            detail={"revision": revision.pk},
        )
    return steps.Outcome(candidate, is_live=candidate.live, warnings=tuple(warnings))


def unpublish(
    page: "MagazinePage",
    *,
    acting_user: User | None,
    is_withdrawal: bool = False,
    is_expiry: bool = False,
    log_action: Any = True,
) -> None:
    """Take ``page`` down; a page that is not live is left alone.

    ``is_withdrawal``: its address answers 410 Gone from now on.

    Raises:
        ActionForbidden: the user may not take this page down, or nobody can.
    """
    if not page.live:
        return
    steps.require(page, acting_user, "can_unpublish")
    if page.is_always_there:
        raise ActionForbidden(_("“%(title)s” is always there and cannot be taken down.") % {"title": page.title})
    with door.one_at_a_time():
        Page.objects.select_for_update().get(pk=page.pk)
        fresh: MagazinePage = page.specific_class.objects.get(pk=page.pk)  # nothing stale, nothing unsaved goes with it
        with door.open_for(page.pk):
            step = UnpublishPageAction(fresh, set_expired=is_expiry, user=acting_user, log_action=log_action)
            step.execute(skip_permission_checks=True)
        follow_removal(fresh)
        if is_withdrawal:
            redirects.withdraw(fresh.address)
        verb = "withdraw" if is_withdrawal else "unpublish"
        audit.record(verb, fresh, acting_user=acting_user, detail={"address": fresh.address})
    page.refresh_from_db()


def delete(page: "MagazinePage", *, acting_user: User | None) -> None:
    """Delete ``page`` and what lies below it; what was live is no longer listed. One audit entry for each page.

    Raises:
        ActionForbidden: the user may not delete this page.
        StillInUse: something that stays needs it, such as the articles of a section.
    """
    steps.require(page, acting_user, "can_delete")
    with door.one_at_a_time():
        for item in page.get_descendants(inclusive=True).select_for_update():
            audit.record(
                "delete",
                item,
                acting_user=acting_user,
                detail={"address": address_of(item.url_path), "was_live": item.live},
            )
        try:
            Page.delete(page, user=acting_user)
        except ProtectedError as trouble:
            names = ", ".join(f"“{thing}”" for thing in sorted(map(str, trouble.protected_objects))[:MOST_NAMED])
            message = _("“%(title)s” cannot be deleted: %(names)s and maybe more stand in it or need it.")
            raise StillInUse(message % {"title": page.title, "names": names}, permanent=True) from trouble


def follow_removal(page: "MagazinePage") -> None:
    """Tell the followers that ``page`` is no longer public. Idempotent; also called for every page row that is about to be deleted."""
    for follower in FOLLOWERS.in_unpublish:
        follower([page])
    outbox.put(steps.TOPIC, *steps.word_of(page))


def unpublish_with_descendants(page: "MagazinePage", *, acting_user: User | None) -> int:
    """Take down ``page`` and every live page below it, all or none, but for those that are always there. Returns how many were live."""
    with door.one_at_a_time():
        live = [item for item in page.get_descendants(inclusive=True).live().specific() if not item.is_always_there]
        for item in live:
            unpublish(item, acting_user=acting_user)
    return len(live)


def grant_inherited_debt(
    page: "MagazinePage", findings: Iterable[Finding], *, reason: str, acting_user: User | None
) -> list[Exemption]:
    """Record that ``page``, public before it came to us, may stay public despite ``findings``. Known ones are kept as they are."""
    with transaction.atomic():
        granted = []
        for finding in findings:
            exemption, is_new = Exemption.objects.get_or_create(
                page_id=page.pk,
                code=finding.code,
                subject=finding.subject,
                defaults={"message": finding.message[:500], "reason": reason[:200], "granted_by": acting_user},
            )
            granted.append(exemption)
            if is_new:
                audit.record(
                    "exempt", page, acting_user=acting_user, detail={"code": finding.code, "subject": finding.subject}
                )
    return granted


def settle_debt(subject: str, codes: Iterable[str]) -> int:
    """The findings ``codes`` on ``subject`` (``picture:12``) are repaired: their exemptions end. Returns how many there were."""
    count, _ = Exemption.objects.filter(subject=subject, code__in=list(codes)).delete()
    return count


def _checked(candidate: "MagazinePage") -> list[Finding]:
    """The warnings on what is about to go live.

    Raises:
        PublishingRefused: something blocks and no exemption covers it.
    """
    findings = [*queries.past_its_end(candidate), *queries.findings_on(candidate)]
    blocking = [finding for finding in findings if finding.severity == "blocks"]
    if blocking:
        raise PublishingRefused(blocking)
    return findings
