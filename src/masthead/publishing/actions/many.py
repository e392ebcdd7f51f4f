"""Many pages going public as one: all or none, and what one page costs each time is paid once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision

from masthead.audit import actions as audit
from masthead.audit.models import AuditEntry
from masthead.errors import PublishingRefused
from masthead.jobs import outbox
from masthead.publishing import door, queries, references
from masthead.publishing.actions import alike, steps
from masthead.publishing.actions.singly import follow_removal
from masthead.publishing.findings import Finding, Severity
from masthead.publishing.followers import FOLLOWERS
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage


@dataclass(frozen=True)
class Candidate:
    """A page that shall go live, with the revision that shall; None is its latest."""

    page: "MagazinePage"
    revision: Revision | None = None


@dataclass(frozen=True)
class Refusal:
    """Why one of many pages may not go live."""

    page: "MagazinePage"
    findings: tuple[Finding, ...]


class ManyRefused(PublishingRefused):
    """Some of many pages may not go live, so none did; ``refusals`` says which, and why."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__([finding for refusal in refusals for finding in refusal.findings])
        self.refusals = tuple(refusals)
        reasons = (
            f"“{refusal.page.title}”: {' '.join(finding.message for finding in refusal.findings)}"
            for refusal in refusals
        )
        self.message = "\n".join(("Nothing was published.", *reasons))


@dataclass
class _Publication:
    """One of the pages on its way."""

    before: Page
    revision: Revision
    candidate: "MagazinePage"
    warnings: list[Finding] = field(default_factory=list)


def publish_many(candidates: Sequence[Candidate], *, acting_user: User | None) -> list[steps.Outcome]:
    """Make revisions of many pages what readers see: the same as :func:`publish` on each in turn, but as one, all or none.

    Everything is one transaction, and the followers are told once of all that went live. Outcomes come in the order given.

    Raises:
        ActionForbidden: the user may not publish one of them.
        ManyRefused: checks block some of them; ``refusals`` names each with all its findings.
    """
    for candidate in candidates:
        steps.require(candidate.page, acting_user, "can_publish")
    with door.one_at_a_time():
        rows = Page.objects.select_for_update().order_by("pk").in_bulk([each.page.pk for each in candidates])
        revisions = _revisions(candidates, rows, acting_user)
        with references.looked_up(alike.contents_of(revisions)):
            publications = [
                _Publication(rows[page.pk], revision, page)
                for revision, page in zip(revisions, alike.as_objects(revisions), strict=True)
            ]
            _require_all_sound(publications)
            _carry_out(publications, acting_user)
        _follow(publications)
        audit.record_many(_entry(each, acting_user) for each in publications)
    return [steps.Outcome(each.candidate, each.candidate.live, tuple(each.warnings)) for each in publications]


def _revisions(candidates: Sequence[Candidate], rows: Mapping[int, Page], acting_user: User | None) -> list[Revision]:
    """The revision of each that shall go live."""
    latest = [rows[each.page.pk].latest_revision_id for each in candidates if each.revision is None]
    known = Revision.objects.in_bulk([number for number in latest if number])
    revisions = []
    for each in candidates:
        stored = known.get(rows[each.page.pk].latest_revision_id or 0)
        revision = each.revision or stored or each.page.save_revision(user=acting_user)
        steps.require_own(each.page, revision)
        revisions.append(revision)
    return revisions


def _require_all_sound(publications: Sequence[_Publication]) -> None:
    """Ask all checks about all pages, and note the warnings.

    Raises:
        ManyRefused: something blocks and no exemption covers it.
    """
    refusals = []
    found = queries.findings_on_each([each.candidate for each in publications])
    for each, findings in zip(publications, found, strict=True):
        each.warnings = [*queries.past_its_end(each.candidate), *findings]
        blocking = tuple(finding for finding in each.warnings if finding.severity == Severity.BLOCKS)
        if blocking:
            refusals.append(Refusal(each.candidate, blocking))
    if refusals:
        raise ManyRefused(refusals)


def _carry_out(publications: Sequence[_Publication], acting_user: User | None) -> None:
    """Write the pages: those that go live now as one, those whose moment lies ahead each by itself.

    Raises:
        ManyRefused: fields of some do not hold what they must.
    """
    refused: dict[int, list[Finding]] = {}
    now = []
    for each in publications:
        steps.settle(each.candidate, each.revision, steps.moment_of(each.candidate))
        if not steps.is_scheduled(each.candidate):
            now.append((each.candidate, each.revision, each.before))
            continue
        step = PublishPageRevisionAction(each.revision, user=acting_user)
        step.object = each.candidate
        try:
            steps.execute(step, each.candidate)
        except PublishingRefused as trouble:
            refused[each.candidate.pk] = [found for found in trouble.findings if isinstance(found, Finding)]
    refused |= alike.go_live(now, acting_user)
    if refused:
        raise ManyRefused(
            [
                Refusal(each.candidate, tuple(refused[each.candidate.pk]))
                for each in publications
                if each.candidate.pk in refused
            ]
        )


def _follow(publications: Sequence[_Publication]) -> None:
    """Tell the followers and the outbox of all that went live, and of what went down because its moment lies ahead."""
    live = [each for each in publications if each.candidate.live and not steps.is_scheduled(each.candidate)]
    for each in live:
        steps.remember_moves(each.before, each.candidate)
    pages = [each.candidate for each in live]
    for follower in FOLLOWERS.in_publish if pages else ():
        follower(pages)
    outbox.put_many(steps.TOPIC, [steps.word_of(page) for page in pages])
    for each in publications:
        if each.before.live and not each.candidate.live:
            follow_removal(each.candidate)


def _entry(publication: _Publication, acting_user: User | None) -> AuditEntry:
    page = publication.candidate
    verb = "schedule" if steps.is_scheduled(page) else "publish"
    return audit.entry_for(verb, page, acting_user=acting_user, detail={"revision": publication.revision.pk})
