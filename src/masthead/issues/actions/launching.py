"""Launching an issue: everything in its proof goes before readers in one transaction, now or at a moment somebody confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from masthead.articles.models import Article
from masthead.audit import actions as audit
from masthead.errors import MastheadError, PublishingRefused
from masthead.issues import freezing, queries
from masthead.issues.actions.rights import LAUNCH, require
from masthead.issues.models import Issue, Launch, Proof, ProofedPage
from masthead.issues.readiness import readiness_of_proof
from masthead.jobs import outbox
from masthead.publishing import actions as publishing
from masthead.publishing import door
from masthead.publishing.actions import Candidate, ManyRefused
from masthead.publishing.findings import Finding
from masthead.staff.models import User

LAUNCHED, FAILED = "issue-launched", "launch-failed"
"""Topics of the outbox. The payload is ``{"launch_id": …, "issue_id": …}``."""


class LaunchRefused(PublishingRefused):
    """Something keeps the issue back; nothing was changed. ``findings`` name each piece and why."""

    def __init__(self, issue: Issue, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        reasons = "\n".join(finding.message for finding in findings)
        title = _("“%(title)s” was not launched.") % {"title": issue.title}
        self.message = f"{title}\n{reasons}"


class LaunchedAlready(MastheadError):
    """The issue is before readers, or waits to be."""


class NoProof(MastheadError):
    """There is nothing to launch: what is launched is a proof."""


class MomentPassed(MastheadError):
    """A launch cannot be set for a moment that is over."""


class LaunchOver(MastheadError):
    """The launch no longer waits."""


def launch_issue(issue: Issue, *, acting_user: User | None, proof: Proof | None = None) -> Launch:
    """Let readers have ``proof`` (else the latest): the issue and every piece in it, in one transaction, or nothing at all.

    Exactly what was proofed goes out; drafts saved since stay drafts. A piece that is public already, with the same content, is left as
    it is. A launch that waits for its moment is taken over by this one.

    Raises:
        ActionForbidden: the user may not launch, or may not publish one of the pieces.
        NoProof: there is none, or it is withdrawn.
        LaunchedAlready: somebody was faster.
        LaunchRefused: something blocks; every piece is named with its reasons.
    """
    require(LAUNCH, issue, acting_user)
    with door.one_at_a_time():
        _require_not_out(issue)
        chosen = _chosen(issue, proof)
        waiting = queries.waiting_launch(issue)
        launch = waiting or Launch(issue=issue, confirmed_by=acting_user)
        launch.proof = chosen
        launch.launch_at = None
        _carry_out(launch, acting_user)
    return launch


def schedule_launch(issue: Issue, *, at: datetime, acting_user: User | None, proof: Proof | None = None) -> Launch:
    """Let ``proof`` (else the latest) be launched at the moment ``at``, if nothing blocks then, either. Replaces a launch that waits.

    Raises:
        ActionForbidden, NoProof, LaunchedAlready, LaunchRefused: as :func:`launch_issue`.
        MomentPassed: ``at`` does not lie ahead.
    """
    require(LAUNCH, issue, acting_user)
    if at <= timezone.now():
        raise MomentPassed(_("That moment is over. Choose a later one, or launch now."), permanent=True)
    with door.one_at_a_time():
        _require_not_out(issue)
        chosen = _chosen(issue, proof)
        _require_sound(issue, chosen)
        Launch.objects.filter(issue=issue, state=Launch.State.WAITING).update(state=Launch.State.CANCELLED)
        launch = Launch.objects.create(issue=issue, proof=chosen, launch_at=at, confirmed_by=acting_user)
        detail = {"proof": chosen.number, "at": at.isoformat(), "launch": launch.pk}
        audit.record("schedule-launch", issue, acting_user=acting_user, detail=detail)
    return launch


def cancel_launch(launch: Launch, *, acting_user: User | None) -> None:
    """Let a launch that waits not happen.

    Raises:
        ActionForbidden: the user may not.
        LaunchOver: it does not wait any more.
    """
    require(LAUNCH, launch.issue, acting_user)
    with transaction.atomic():
        waiting = Launch.objects.filter(pk=launch.pk, state=Launch.State.WAITING)
        if not waiting.update(state=Launch.State.CANCELLED):
            raise LaunchOver(_("This launch no longer waits. Look at the issue as it stands now."), permanent=True)
        audit.record("cancel-launch", launch.issue, acting_user=acting_user, detail={"launch": launch.pk})
    launch.refresh_from_db()


def launch_waiting(launch_id: int) -> Launch | None:
    """Carry out a launch that waits and is due, in the name of whoever confirmed it; None when it does not wait any more.

    Raises:
        ActionForbidden: whoever confirmed it may not launch any more.
        LaunchedAlready, LaunchRefused, NoProof: as :func:`launch_issue`.
    """
    with door.one_at_a_time():
        waiting = Launch.objects.select_for_update(of=("self",)).filter(pk=launch_id, state=Launch.State.WAITING)
        launch = waiting.select_related("issue", "proof").first()
        if launch is None or launch.launch_at is None or launch.launch_at > timezone.now():
            return None
        confirmed_by = launch.confirmed_by
        require(LAUNCH, launch.issue, confirmed_by)
        _require_not_out(launch.issue)
        _chosen(launch.issue, launch.proof)
        _carry_out(launch, confirmed_by)
    return launch


def _require_not_out(issue: Issue) -> None:
    """Refuse a second launch: what is out is changed piece by piece, or the launch undone."""
    done = Launch.objects.filter(issue=issue, state=Launch.State.LAUNCHED, issue__live=True)
    launch = done.select_related("confirmed_by", "proof").order_by("-pk").first()
    if launch is None or launch.launched_at is None:
        return
    words = {
        "title": issue.title,
        "moment": date_format(timezone.localtime(launch.launched_at), "DATETIME_FORMAT"),
        "who": launch.confirmed_by.label if launch.confirmed_by else _("Masthead"),
        "proof": launch.proof,
    }
    message = _("“%(title)s” is before readers already: %(who)s launched it on %(moment)s from %(proof)s.") % words
    raise LaunchedAlready(message, _("Publish what changed since piece by piece, or undo the launch."), permanent=True)


def _chosen(issue: Issue, proof: Proof | None) -> Proof:
    chosen = Proof.objects.filter(pk=proof.pk, issue=issue).first() if proof else queries.latest_proof(issue)
    if chosen is None:
        raise NoProof(
            _("There is no proof of “%(title)s” yet.") % {"title": issue.title}, _("Make one."), permanent=True
        )
    if chosen.is_withdrawn:
        raise NoProof(_("%(proof)s is withdrawn.") % {"proof": chosen}, _("Make a new one."), permanent=True)
    return chosen


def _require_sound(issue: Issue, proof: Proof) -> None:
    """Refuse when something blocks, each finding with the name of its piece.

    Raises:
        LaunchRefused: and what.
    """
    readiness = readiness_of_proof(proof)
    findings = list(readiness.blocks)
    for entry in readiness.entries:
        findings += [_named(entry.title, finding) for finding in entry.blocks]
    live = set(
        Page.objects.filter(pk__in=[page.page_id for page in proof.pages.all()], live=True).values_list("pk", flat=True)
    )
    for page in proof.pages.all():
        if page.was_live and page.page_id not in live and page.page_id != issue.pk:
            message = _("It was taken down since the proof. Make a new proof, with it or without.")
            findings.append(_named(page.title, Finding("taken-down", message)))
    if findings:
        raise LaunchRefused(issue, list(dict.fromkeys(findings)))


def _named(title: str, finding: Finding) -> Finding:
    return replace(finding, message=f"“{title}”: {finding.message}")


def _carry_out(launch: Launch, acting_user: User | None) -> None:
    """The launch itself, within the caller's transaction."""
    issue, proof = launch.issue, launch.proof
    _require_sound(issue, proof)
    candidates = _candidates(proof, acting_user)
    pages = [candidate.page for candidate in candidates]
    standings = publishing.standings_of(pages)
    paths = [page.address for page in pages]
    before: dict[str, Any] = {
        "pages": publishing.as_data(standings),
        "addresses": publishing.old_addresses([page.pk for page in pages], paths),
    }
    try:
        outcomes = publishing.publish_many(candidates, acting_user=acting_user)
    except ManyRefused as trouble:
        named = [_named(each.page.title, found) for each in trouble.refusals for found in each.findings]
        raise LaunchRefused(issue, named) from trouble
    before["launched"] = {str(outcome.page.pk): outcome.page.live_revision_id for outcome in outcomes}
    now = timezone.now()
    launch.state, launch.before, launch.trouble = Launch.State.LAUNCHED, before, ""
    launch.launched_at, launch.undo_until = now, now + timedelta(hours=settings.LAUNCH_UNDO_HOURS)
    launch.save()
    detail = {"proof": proof.number, "launch": launch.pk, "pages": sorted(page.pk for page in pages)}
    audit.record("launch", issue, acting_user=acting_user, detail=detail)
    outbox.put(LAUNCHED, {"launch_id": launch.pk, "issue_id": issue.pk}, key=f"issue:{issue.pk}")


def _candidates(proof: Proof, acting_user: User | None) -> list[Candidate]:
    """The pages that must change in public, with the revisions that say what the proof says.

    Pieces come in reverse running order, so that what stands first in the issue is the newest in every list; the issue comes last.
    """
    frozen = list(proof.pages.order_by("-position"))
    ids = [each.page_id for each in frozen]
    pages: dict[int, Article | Issue] = {**Article.objects.in_bulk(ids), **Issue.objects.in_bulk([proof.issue_id])}
    revisions = Revision.objects.in_bulk(
        [number for page in pages.values() for number in (page.live_revision_id, page.latest_revision_id) if number]
    )
    return [
        Candidate(page, _revision_for(each, page, revisions.get(page.latest_revision_id or 0), acting_user))
        for each in frozen
        if not _is_out(each, page := pages[each.page_id], revisions.get(page.live_revision_id or 0))
    ]


def _is_out(frozen: ProofedPage, page: Article | Issue, live: Revision | None) -> bool:
    """Whether readers see this very content already."""
    return page.live and live is not None and freezing.hash_of(live.content) == frozen.content_hash


def _revision_for(
    frozen: ProofedPage, page: Article | Issue, latest: Revision | None, acting_user: User | None
) -> Revision:
    """The latest draft where it is what was proofed; else a copy of the proof, dated so that the newer draft stays on top."""
    if latest is not None and freezing.hash_of(latest.content) == frozen.content_hash:
        return latest
    moment = frozen.proof.made_at
    if latest is not None:
        moment = min(moment, latest.created_at - timedelta(microseconds=1))
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=acting_user,
        created_at=moment,
        object_str=frozen.title,
        content=frozen.content,
    )
