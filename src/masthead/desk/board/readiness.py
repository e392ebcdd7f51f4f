"""The readiness of an issue as people read it: who has what to mend, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from masthead.desk.board.forms import MendForm
from masthead.issues import signing
from masthead.issues.models import Issue, SignedWarning
from masthead.issues.readiness import EntryReadiness, Readiness, readiness_of
from masthead.pictures.clearance import OF_THE_RIGHTS, clearance_of
from masthead.pictures.models import Picture
from masthead.publishing.findings import Finding, Severity

MENDABLE = {"picture-without-alt": "alt", "picture-without-credit": "creator"}
"""What is mended in the row, and the picture's field; of a picture without a licence, whatever its rights lack first."""
FOLDED_FROM = 3
NOT_LICENSED = "picture-not-licensed"
SWAPPED = frozenset({"picture-rights-ended", "picture-rights-not-begun", "picture-missing", "no-lead-picture"})
"""What another lead picture mends; it is chosen in the row."""
ON_THE_BOARD = frozenset(
    {"placed-twice", "only-named", "cover-line-alone", "no-department", "no-contents", "piece-gone"}
)
ON_THE_COVER = frozenset({"no-cover", "no-cover-lines"})


@dataclass(frozen=True)
class Item:
    """One thing to mend."""

    key: str
    title: str
    finding: Finding
    address: str = field(metadata={"help": "where it is mended: the field, the picture, the board, the cover"})
    picture_id: int | None = None
    mending: MendForm | None = field(default=None, metadata={"help": "of the picture, when it is mended in the row"})
    is_swapped: bool = field(default=False, metadata={"help": "another lead picture is chosen in the row"})
    article_id: int | None = None
    signature: SignedWarning | None = None

    @property
    def is_block(self) -> bool:
        """Whether it keeps the issue back."""
        return self.finding.severity == Severity.BLOCKS

    @property
    def is_of_picture(self) -> bool:
        """Whether its address is the picture's own page."""
        return self.picture_id is not None and self.finding.code != "picture-missing"

    @property
    def may_go_without(self) -> bool:
        """Whether a name can let it pass; a licence is had or not."""
        return not self.is_block and self.finding.code != NOT_LICENSED


@dataclass(frozen=True)
class Person:
    """What one person can mend: what blocks first."""

    name: str
    items: tuple[Item, ...]

    @property
    def folded(self) -> tuple[Item, ...]:
        """Pieces without a lead picture, when they are many: most of them are meant so."""
        found = tuple(item for item in self.items if item.finding.code == "no-lead-picture")
        return found if len(found) >= FOLDED_FROM else ()

    @property
    def shown(self) -> tuple[Item, ...]:
        """The others."""
        return tuple(item for item in self.items if item not in self.folded)

    @property
    def block_count(self) -> int:
        """How much of it keeps the issue back."""
        return sum(item.is_block for item in self.items)


@dataclass(frozen=True)
class Sheet:
    """The readiness of an issue, by person."""

    people: tuple[Person, ...]
    signed: tuple[Item, ...]
    block_count: int
    warning_count: int
    is_ready: bool


def sheet_of(issue: Issue) -> Sheet:
    """The readiness of the latest drafts: the issue first, then people in the running order, whatever is mended meanwhile."""
    readiness = readiness_of(issue)
    signatures = signing.signatures_of(issue)
    missing = _rights_missing(readiness)
    items = list(_items(issue, readiness, signatures, missing))
    people: dict[str, list[Item]] = {}
    for name, item in items:
        if item.signature is None:
            people.setdefault(name, []).append(item)
    found = [Person(name, tuple(sorted(theirs, key=lambda item: not item.is_block))) for name, theirs in people.items()]
    open_items = [item for person in found for item in person.items]
    return Sheet(
        people=tuple(found),
        signed=tuple(item for _name, item in items if item.signature is not None),
        block_count=sum(item.is_block for item in open_items),
        warning_count=sum(not item.is_block for item in open_items),
        is_ready=readiness.is_ready,
    )


def _picture_of(finding: Finding) -> int | None:
    kind, _colon, number = finding.subject.partition(":")
    return int(number) if kind == "picture" and number.isdecimal() else None


def _rights_missing(readiness: Readiness) -> dict[int, str]:
    """By picture, the field in which its licence or the proof of it is to be written. One query."""
    findings = [*readiness.findings, *(finding for entry in readiness.entries for finding in entry.findings)]
    ids = {_picture_of(finding) for finding in findings if finding.code == NOT_LICENSED}
    today = timezone.localdate()
    asked = (
        (picture, clearance_of(picture, today).of(*OF_THE_RIGHTS))
        for picture in Picture.objects.filter(pk__in=ids - {None})
    )
    return {picture.pk: reasons[0].field for picture, reasons in asked if reasons}


def _items(
    issue: Issue, readiness: Readiness, signatures: Mapping[signing.Mark, SignedWarning], missing: Mapping[int, str]
) -> Iterable[tuple[str, Item]]:
    whole = _("The issue itself")
    for finding in readiness.findings:
        yield whole, _item(issue, None, finding, signatures, missing)
    for entry in readiness.entries:
        for finding in entry.findings:
            yield entry.responsible or _("Nobody yet"), _item(issue, entry, finding, signatures, missing)


def _item(
    issue: Issue,
    entry: EntryReadiness | None,
    finding: Finding,
    signatures: Mapping[signing.Mark, SignedWarning],
    missing: Mapping[int, str],
) -> Item:
    key = entry.key if entry else ""
    picture_id = _picture_of(finding)
    name = missing.get(picture_id or 0, "") if finding.code == NOT_LICENSED else MENDABLE.get(finding.code, "")
    is_block = finding.severity == Severity.BLOCKS
    return Item(
        key=key,
        title=entry.title if entry else "",
        finding=finding,
        address=_address(issue, entry, finding, picture_id),
        picture_id=picture_id,
        mending=MendForm(name, auto_id=f"mend-{key}-%s-{picture_id}") if name and picture_id else None,
        is_swapped=bool(entry and finding.field == "hero_picture" and finding.code in SWAPPED),
        article_id=entry.article_id if entry else None,
        signature=None if is_block else signatures.get(signing.mark_of(key, finding)),
    )


def _address(issue: Issue, entry: EntryReadiness | None, finding: Finding, picture_id: int | None) -> str:
    """Where it is mended, as near as an address can lead."""
    if finding.code in ON_THE_BOARD or finding.code == "department-short":
        board = reverse("desk_board", args=(issue.pk,))
        return f"{board}#row-{entry.key}" if entry else board
    if finding.code in ON_THE_COVER or (entry is None and finding.field == "cover" and picture_id is None):
        return reverse("desk_cover", args=(issue.pk,))
    if picture_id and finding.code != "picture-missing":
        back = urlencode({"next": reverse("desk_launch", args=(issue.pk,))})
        return f"{reverse('desk_picture', args=(picture_id,))}?{back}"
    page_id = entry.article_id if entry else issue.pk
    if page_id is None:
        return reverse("desk_board", args=(issue.pk,))
    anchor = f"#panel-{finding.field}-section" if finding.field else ""
    return reverse("wagtailadmin_pages:edit", args=(page_id,)) + anchor
