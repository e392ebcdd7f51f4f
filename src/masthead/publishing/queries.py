"""Reads at the door: what would block, what is exempt, what is due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from masthead.publishing.findings import Finding, Severity
from masthead.publishing.followers import FOLLOWERS
from masthead.publishing.models import Exemption, ScheduleTrouble

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

PAST_ITS_END = "past-its-end"


def findings_on(page: "MagazinePage") -> list[Finding]:
    """What the checks say of ``page`` as it stands in memory; findings under a recorded exemption come back as inherited."""
    return findings_on_each([page])[0]


def findings_on_each(pages: Sequence["MagazinePage"]) -> list[list[Finding]]:
    """The same for many pages, in their order. The number of queries does not grow with them."""
    found = FOLLOWERS.findings_on_each(pages)
    if not any(finding.severity == Severity.BLOCKS for findings in found for finding in findings):
        return found
    exemptions = Exemption.objects.filter(page_id__in=[page.pk for page in pages])
    exempt = set(exemptions.values_list("page_id", "code", "subject"))
    return [
        [
            replace(finding, severity=Severity.INHERITED) if (page.pk, *finding.key) in exempt else finding
            for finding in findings
        ]
        for page, findings in zip(pages, found, strict=True)
    ]


def findings_at_the_door(page: "MagazinePage") -> list[Finding]:
    """All that ``publishing.actions.publish`` would say of ``page`` as it stands in memory, and its validation besides; nothing changes.

    What the door refuses comes first within each kind; a page that is not in the database yet is asked nothing.
    """
    findings = [*past_its_end(page), *findings_on(page)]
    try:
        page.full_clean()
    except ValidationError as trouble:
        findings += findings_of(trouble)
    return findings


def past_its_end(page: "MagazinePage") -> Iterator[Finding]:
    """What expired must not be public again, not even until the next look at the clock."""
    if page.expire_at and page.expire_at <= timezone.now():
        message = _("Its end of publication was %(moment)s. Take that out, or set a later one.")
        moment = date_format(timezone.localtime(page.expire_at), "DATETIME_FORMAT")
        yield Finding(PAST_ITS_END, message % {"moment": moment}, field="expire_at")


def findings_of(trouble: ValidationError) -> Iterator[Finding]:
    """A failed validation as findings, one for each message."""
    messages = trouble.message_dict if hasattr(trouble, "error_dict") else {NON_FIELD_ERRORS: trouble.messages}
    for field, texts in messages.items():
        name = "" if field == NON_FIELD_ERRORS else field
        yield from (Finding("field", f"{name}: {text}" if name else str(text), field=name) for text in texts)


def repair_list() -> QuerySet[Exemption]:
    """Inherited debt that still stands, by page."""
    return Exemption.objects.select_related("page").order_by("page__title", "code", "subject")


def subjects_to_repair() -> QuerySet[Exemption, str]:
    """What has to be mended, each once: ``picture:9`` before ``picture:10``."""
    return Exemption.objects.order_by(Length("subject"), "subject").values_list("subject", flat=True).distinct()


def due_to_publish(now: datetime) -> QuerySet[Revision]:
    """Scheduled revisions whose moment has come, earliest first."""
    return Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")


def due_to_expire(now: datetime) -> QuerySet[Page]:
    """Live pages past their end, earliest first."""
    return Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")


def schedule_troubles(limit: int = 100) -> list[ScheduleTrouble]:
    """What was due and did not happen, and still has not, the longest due first. Three queries, one when there is nothing."""
    rows = list(ScheduleTrouble.objects.prefetch_related("page").order_by("due_at", "pk")[: 2 * limit])
    if not rows:
        return []
    numbers = [str(row.page_id) for row in rows if row.act == ScheduleTrouble.Act.PUBLISH]
    due = Revision.page_revisions.filter(object_id__in=numbers, approved_go_live_at__isnull=False)
    waiting = {int(number) for number in due.values_list("object_id", flat=True)}
    is_public = {row.page_id for row in rows if row.act == ScheduleTrouble.Act.TAKE_DOWN and row.page.live}
    still = {ScheduleTrouble.Act.PUBLISH.value: waiting, ScheduleTrouble.Act.TAKE_DOWN.value: is_public}
    return [row for row in rows if row.page_id in still[row.act]][:limit]


def next_scheduled(now: datetime) -> QuerySet[Revision]:
    """Revisions that go live by themselves later, the next first."""
    return Revision.page_revisions.filter(approved_go_live_at__gt=now).order_by("approved_go_live_at", "pk")
