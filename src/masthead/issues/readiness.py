"""Whether an issue may be launched: what blocks it and what is only worth a look, for each piece and for the whole.

What the door asks of each page is asked here by the same checks, of the latest drafts or of a proof; what only an issue has (structure,
pieces that are not approved) is added. The number of queries does not grow with the pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from masthead.articles.models import Article
from masthead.body import queries as body
from masthead.contributors.models import Role
from masthead.issues import freezing
from masthead.issues.models import ContentsEntry, Issue, Proof, ProofedPage
from masthead.issues.running_order import keyed, order_of
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.planning.models import Piece, Stage
from masthead.planning.models.trash import IN_TRASH
from masthead.planning.queries import pieces_for
from masthead.publishing import queries as door
from masthead.publishing.findings import Finding, Severity
from masthead.staff.models import User

STOPPED = frozenset({Stage.HOLD, Stage.KILLED})


@dataclass(frozen=True)
class EntryReadiness:
    """One line of the running order: what stands in its way, and who can mend it."""

    key: str
    """The entry's key (``running_order.keyed``)."""
    article_id: int | None
    """None for a piece that is only named."""
    title: str
    section_label: str
    stage: str
    """A code of ``planning.models.Stage``; empty where planning keeps nothing of the piece."""
    responsible: str
    """Who has the piece, else who saved it last; empty when nobody is known."""
    is_live: bool
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What keeps the issue back."""
        return _blocking(self.findings)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth a look."""
        return tuple(found for found in self.findings if found.severity != Severity.BLOCKS)


@dataclass(frozen=True)
class Readiness:
    """The whole: ``findings`` are on the issue itself, ``entries`` follow the running order."""

    findings: tuple[Finding, ...]
    entries: tuple[EntryReadiness, ...]

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """What blocks in the issue itself."""
        return _blocking(self.findings)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth a look in the issue itself."""
        return tuple(found for found in self.findings if found.severity != Severity.BLOCKS)

    @property
    def block_count(self) -> int:
        """How many things block, in all."""
        return len(self.blocks) + sum(len(entry.blocks) for entry in self.entries)

    @property
    def warning_count(self) -> int:
        """How many things are worth a look, in all."""
        return len(self.warnings) + sum(len(entry.warnings) for entry in self.entries)

    @property
    def is_ready(self) -> bool:
        """Whether nothing blocks."""
        return self.block_count == 0


def _blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if found.severity == Severity.BLOCKS)


def readiness_of(issue: Issue) -> Readiness:
    """The readiness of the latest drafts of ``issue`` and of every piece in it."""
    whole = freezing.latest_drafts([issue.pk]).get(issue.pk)
    placed = freezing.placed_ids(whole.content) if whole else []
    drafts = freezing.latest_drafts(placed)
    frozen = [
        ProofedPage(page_id=draft.page_id, content=draft.content, was_live=draft.is_live)
        for draft in ([whole] if whole else []) + [drafts[pk] for pk in placed if pk in drafts]
    ]
    if not frozen:
        return Readiness((Finding("issue-gone", _("The issue is deleted.")),), ())
    savers = {draft.page_id: draft.saved_by_id for draft in drafts.values() if draft.saved_by_id}
    return _judged(freezing.thawed_pages(frozen, issue.pk), savers)


def readiness_of_proof(proof: Proof) -> Readiness:
    """The readiness of what ``proof`` holds: what is asked before a launch.

    What was approved when the proof was made stays so, though the piece went back to work since; what was not may have been approved since,
    if it is the same copy.
    """
    frozen = list(proof.pages.all())
    undecided = {each.page_id: each for each in frozen if each.stage != Stage.READY and each.page_id != proof.issue_id}
    drafts = freezing.latest_drafts(undecided) if undecided else {}
    passed = {each.page_id for each in frozen if each.page_id not in undecided}
    other = {
        pk
        for pk, each in undecided.items()
        if pk in drafts and freezing.hash_of(drafts[pk].content) != each.content_hash
    }
    return _judged(freezing.thawed_pages(frozen, proof.issue_id), {}, passed, other)


def _judged(
    thawed: freezing.ThawedProof,
    savers: Mapping[int, int],
    passed: Collection[int] = (),
    other: Collection[int] = (),
) -> Readiness:
    """The readiness of pages in memory; ``passed`` were approved as they are, ``other`` are not the copy that planning speaks of."""
    whole, articles = thawed.issue, {page.pk: page for page in thawed.articles}
    _put_in_place([whole, *articles.values()])
    pieces = pieces_for(articles)
    rows = Page.objects.in_bulk([whole.pk, *articles])
    found = _findings_on([whole, *articles.values()])
    pictures = pictures_by_id(number for article in articles.values() for number in _pictures_of(article))
    schedules = _own_schedules(articles)
    elsewhere = _placed_elsewhere(whole, articles)
    names = _names(pieces, savers)
    entries = keyed(order_of(whole))
    counts = Counter(entry.article_id for entry in entries.values() if entry.article_id)
    judged = []
    for key, entry in entries.items():
        article, row = articles.get(entry.article_id or 0), rows.get(entry.article_id or 0)
        piece = pieces.get(entry.article_id or 0)
        notes: list[Finding] = [*_entry_findings(entry, article, counts, has_labels=_has_labels(entries.values()))]
        if article is not None:
            notes += _gone_findings(article, row)
            notes += found[article.pk]
            is_trashed = any(each.code == IN_TRASH for each in found[article.pk])  # which says more than “killed”
            if not is_trashed and (article.pk not in passed or (piece and piece.stage in STOPPED)):
                notes += _piece_findings(piece, row, is_other=article.pk in other, is_blocked=bool(_blocking(notes)))
            notes += _copy_findings(article, pictures, notes)
            notes += _other_findings(schedules.get(article.pk), elsewhere.get(article.pk))
        judged.append(
            EntryReadiness(
                key=key,
                article_id=entry.article_id,
                title=entry.title_override or (article.title if article else ""),
                section_label=entry.section_label,
                stage=piece.stage if piece else "",
                responsible=names.get(entry.article_id or 0, ""),
                is_live=bool(row and row.live),
                findings=tuple(notes),
            )
        )
    return Readiness((*found[whole.pk], *_structure_findings(whole, list(entries.values()))), tuple(judged))


def _put_in_place(pages: Sequence[Issue | Article]) -> None:
    """Give pages made of frozen contents the place and the state that the database knows of them."""
    rows = Page.objects.in_bulk([page.pk for page in pages])
    for page in pages:
        if row := rows.get(page.pk):
            page.path, page.depth, page.live = row.path, row.depth, row.live


def _findings_on(pages: Sequence[Issue | Article]) -> dict[int, list[Finding]]:
    """What the door's checks say, and whether fields hold what they must (foreign keys apart: the checks look at those)."""
    asked = door.findings_on_each(pages)
    found: dict[int, list[Finding]] = {}
    for page, findings in zip(pages, asked, strict=True):
        found[page.pk] = [*door.past_its_end(page), *_invalid(page), *findings]
    return found


def _invalid(page: Issue | Article) -> Iterator[Finding]:
    keys = {field.name for field in page._meta.fields if isinstance(field, ForeignKey)}
    try:
        page.clean_fields(exclude={*keys, "path", "depth", "translation_key"})
    except ValidationError as trouble:
        yield from door.findings_of(trouble)


def _has_labels(entries: Iterable[ContentsEntry]) -> bool:
    return any(entry.section_label for entry in entries)


def _entry_findings(
    entry: ContentsEntry, article: Article | None, counts: Mapping[int | None, int], *, has_labels: bool
) -> Iterator[Finding]:
    if entry.article_id and article is None:
        yield Finding("piece-gone", _("The article is deleted."))
    if entry.article_id and counts[entry.article_id] > 1:
        yield Finding("placed-twice", _("It stands in this issue twice. Take one of them out."))
    if not entry.article_id:
        yield _warning("only-named", _("It is only named: no article is bound to it."))
        if entry.cover_line:
            yield _warning("cover-line-alone", _("Its cover line leads nowhere: no article is bound to it."))
    if has_labels and not entry.section_label:
        yield _warning("no-department", _("It stands in no department of this issue."), field="section_label")


def _gone_findings(article: Article, row: Page | None) -> Iterator[Finding]:
    if row is None:
        yield Finding("piece-gone", _("The article is deleted."))
    if article.go_live_at and article.go_live_at > timezone.now():
        message = _("It is set to go live by itself later than this issue. Take that moment out.")
        yield Finding("own-moment", message, field="go_live_at")


def _piece_findings(piece: Piece | None, row: Page | None, *, is_other: bool, is_blocked: bool) -> Iterator[Finding]:
    """Approval is asked of what readers do not have yet, and of nothing that planning does not know.

    What was approved and is blocked (``is_blocked``) by something that is named already is ready again once that is mended.
    """
    if piece is None:
        return
    if piece.stage in STOPPED:
        message = _("It is not to go ahead: it stands at “%(stage)s”.")
        yield Finding("piece-stopped", message % {"stage": piece.get_stage_display()})
    elif row and row.live:
        return
    elif is_other:
        message = _("It was not approved when the proof was made, and was changed since. Make a new proof.")
        yield Finding("not-approved", message)
    elif piece.stage != Stage.READY and not (is_blocked and piece.approved_at):
        message = _("It is not approved yet: it stands at “%(stage)s”.")
        yield Finding("not-approved", message % {"stage": piece.get_stage_display()})


def _copy_findings(
    article: Article, pictures: Mapping[int, DrawnPicture], so_far: Sequence[Finding]
) -> Iterator[Finding]:
    if not article.standfirst.strip():
        yield _warning("no-standfirst", _("It has no standfirst."), field="standfirst")
    if not article.section_id:
        yield _warning("no-section", _("It stands in no section."), field="section")
    if not any(credit.role == Role.WORDS for credit in article.credits.all()):
        yield _warning("no-byline", _("Nobody is credited with the words."), field="credits")
    if not article.hero_picture_id:
        yield _warning("no-lead-picture", _("It has no lead picture."), field="hero_picture")
    named = {found.subject for found in so_far if "licen" in found.code}
    for number in _pictures_of(article):
        subject, picture = f"picture:{number}", pictures.get(number)
        if picture is not None and not picture.licence and subject not in named:
            yield _warning("picture-not-licensed", _("A picture in it has no licence on record."), subject=subject)


def _other_findings(scheduled_by: Revision | None, other_issue: str | None) -> Iterator[Finding]:
    if scheduled_by is not None:
        message = _("A version of it is scheduled by itself. Cancel that schedule: a launch would end it.")
        yield Finding("own-schedule", message)
    if other_issue:
        yield _warning("also-placed", _("It also stands in %(issue)s.") % {"issue": other_issue})


def _structure_findings(issue: Issue, entries: Sequence[ContentsEntry]) -> Iterator[Finding]:
    if not entries:
        yield Finding("no-contents", _("Nothing stands in this issue."), field="contents")
    if not issue.cover_id:
        yield _warning("no-cover", _("It has no cover."), field="cover")
    elif not any(entry.cover_line for entry in entries):
        yield _warning("no-cover-lines", _("There is no line on the cover."), field="contents")
    labels = Counter(entry.section_label.casefold() for entry in entries)
    for department in issue.departments.all():
        missing = department.expected_count - labels[department.label.casefold()]
        if missing > 0:
            message = _("“%(department)s” lacks %(count)d of its pieces.")
            yield _warning("department-short", message % {"department": department.label, "count": missing})
    stories = sum(entry.is_cover_story for entry in entries)
    if stories > 1:
        yield _warning("many-cover-stories", _("More than one piece is marked as the cover story."))


def _pictures_of(article: Article) -> list[int]:
    lead = [article.hero_picture_id] if article.hero_picture_id else []
    return list(dict.fromkeys([*lead, *body.picture_ids(article.body)]))


def _own_schedules(article_ids: Iterable[int]) -> dict[int, Revision]:
    waiting = Revision.page_revisions.filter(
        object_id__in=[str(number) for number in article_ids], approved_go_live_at__gt=timezone.now()
    )
    return {int(revision.object_id): revision for revision in waiting.only("object_id")}


def _placed_elsewhere(issue: Issue, article_ids: Iterable[int]) -> dict[int, str]:
    """Articles that readers see in another issue too, with its name."""
    entries = ContentsEntry.objects.filter(article__in=list(article_ids), issue__live=True).exclude(issue=issue.pk)
    rows = entries.select_related("issue").order_by("issue__dated_on")
    return {entry.article_id: f"“{entry.issue.title}”" for entry in rows if entry.article_id}


def _names(pieces: Mapping[int, Piece], savers: Mapping[int, int]) -> dict[int, str]:
    """Who can mend a piece: whoever has it, else who saved it last."""
    persons = {**savers, **{number: piece.assignee_id for number, piece in pieces.items() if piece.assignee_id}}
    users = User.objects.in_bulk(set(persons.values())) if persons else {}
    return {number: users[person].label for number, person in persons.items() if person in users}


def _warning(code: str, message: str, *, field: str = "", subject: str = "") -> Finding:
    return Finding(code, message, field=field, subject=subject, severity=Severity.WARNS)
