"""Beginning an issue: from the one before it, with its structure and never its pieces; or a back issue from its table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden, MastheadError
from masthead.issues import running_order
from masthead.issues.drafts import draft_of
from masthead.issues.models import ContentsEntry, Department, Issue, IssueIndex, Production
from masthead.publishing.queries import findings_of
from masthead.staff.models import User
from masthead.text.slugs import slug_apart_from, slug_from

MONTH_AND_YEAR = "F Y"
A_MONTH = 31
LAST_DAY_EVERYWHERE = 28
MONTHS_OF_A_YEAR = 12
MOST_REGULAR_DAYS = 400


class IssueNotBegun(MastheadError):
    """An issue cannot be begun as asked."""


@dataclass(frozen=True)
class Proposal:
    """What the form for the next issue is filled with."""

    number: str
    dated_on: date
    like: Issue | None
    period_label: str = ""


def propose(like: Issue | None, today: date) -> Proposal:
    """The next number and date after ``like``: its number plus one, and the interval between it and the issue before it. Two queries.

    A name that is the month of the date is followed by the month of the next.
    Days of the month are kept where issues keep them, so that a monthly of the 1st stays one of the 1st.
    """
    if like is None:
        return Proposal("1", today, None)
    earlier = Issue.objects.filter(dated_on__lt=like.dated_on).order_by("-dated_on").values_list("dated_on", flat=True)
    following = next_date(like.dated_on, earlier.first())
    is_month = like.period_label == date_format(like.dated_on, MONTH_AND_YEAR)
    period = date_format(following, MONTH_AND_YEAR) if is_month else ""
    return Proposal(next_number(like.number), following, like, period)


def next_number(number: str) -> str:
    """The number after a printed one: 8 after 7, 13 after 11–12; a number without digits is followed by none."""
    found = list(re.finditer(r"\d+", number))
    if not found:
        return ""
    if len(found) > 1:
        return str(int(found[-1][0]) + 1)
    return number[: found[0].start()] + str(int(found[0][0]) + 1).zfill(len(found[0][0])) + number[found[0].end() :]


def next_date(last: date, earlier: date | None) -> date:
    """The day one usual interval after ``last``; a month after it when nothing (or nothing regular) came before."""
    days = (last - earlier).days if earlier else 0
    if earlier and earlier.day == last.day and 0 < days <= MOST_REGULAR_DAYS:
        return months_later(last, (last.year - earlier.year) * MONTHS_OF_A_YEAR + last.month - earlier.month)
    if 0 < days < LAST_DAY_EVERYWHERE:
        return last + timedelta(days=days)
    if A_MONTH < days <= MOST_REGULAR_DAYS:
        return months_later(last, max(1, round(days / 30.4)))
    return months_later(last, 1)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    month = day.month - 1 + months
    year, month = day.year + month // MONTHS_OF_A_YEAR, month % MONTHS_OF_A_YEAR + 1
    following = date(year + month // MONTHS_OF_A_YEAR, month % MONTHS_OF_A_YEAR + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def begin_issue(
    *,
    number: str,
    dated_on: date,
    acting_user: User | None,
    period_label: str = "",
    title: str = "",
    like: Issue | None = None,
    entries: list[ContentsEntry] | None = None,
    is_contents_only: bool = False,
) -> Issue:
    """Make an issue as a draft. ``like`` gives its departments, the look of its cover and its deadlines, as far from its date as there.

    Departments of ``like`` that are only labels of its entries are taken too, each expecting as many pieces as stand there.
    ``title`` defaults to “Issue 8”. Its state is *in production*; that of a back issue (``is_contents_only``) *planned* until it is live.

    Raises:
        ActionForbidden: the user may not add issues.
        IssueNotBegun: the number is empty, too long, or in use.
    """
    index = IssueIndex.objects.first()
    if index is None:
        raise IssueNotBegun(_("There is no list of issues yet."), _("Set the magazine up first."), permanent=True)
    _require_may_begin(index, acting_user)
    number = " ".join(number.split())
    if Issue.objects.filter(number=number).exists():
        message = _("There is an issue %(number)s already.") % {"number": number}
        raise IssueNotBegun(message, _("Give another number."), permanent=True)
    issue = Issue(
        title=" ".join(title.split()) or _("Issue %(number)s") % {"number": number},
        number=number,
        dated_on=dated_on,
        period_label=" ".join(period_label.split()),
        is_contents_only=is_contents_only,
    )
    issue.slug = _free_slug(index, issue.title)
    if like is not None:
        _take_structure(issue, like)
    issue.contents = entries or []
    with transaction.atomic():
        try:
            issue.require_words_that_fit()
            Page.objects.get(pk=index.pk).add_child(instance=issue)
            issue.save_revision(user=acting_user, log_action="wagtail.create")
        except ValidationError as trouble:
            reasons = " ".join(finding.message for finding in findings_of(trouble))
            raise IssueNotBegun(_("The issue was not made. %(reasons)s") % {"reasons": reasons}) from trouble
        Production.objects.update_or_create(
            issue=issue, defaults=_production(issue, like, is_contents_only=is_contents_only)
        )
        detail = {"number": number, "like": like.number if like else ""}
        audit.record("begin-issue", issue, acting_user=acting_user, detail=detail)
    return issue


def _require_may_begin(index: IssueIndex, acting_user: User | None) -> None:
    if acting_user is None:
        return
    may_add = index.permissions_for_user(acting_user).can_add_subpage()
    if not (may_add and acting_user.has_perm("issues.change_issue")):
        raise ActionForbidden(_("You may not begin an issue."), hint=_("Ask an editor."))


def structure_of(like: Issue) -> list[Department]:
    """The departments that an issue begun from ``like`` will have, in order: its own, and those that are only labels of its entries."""
    departments: list[Department] = []
    for run in running_order.runs_of(draft_of(Issue.objects.get(pk=like.pk))):
        known = run.department
        label = known.label if known else run.label
        if label and label.casefold() not in {row.label.casefold() for row in departments}:
            count = known.expected_count if known else len(run.entries)
            departments.append(Department(label=label, expected_count=count, is_locked=bool(known and known.is_locked)))
    running_order.put_in_order(departments)
    return departments


def _take_structure(issue: Issue, like: Issue) -> None:
    """Departments and the look of the cover; no piece, no picture, no line."""
    source = draft_of(Issue.objects.get(pk=like.pk))
    for name in ("cover_place", "cover_ink", "cover_has_shade", "cover_has_nameplate", "volume"):
        setattr(issue, name, getattr(source, name))
    issue.departments = structure_of(like)


def _production(issue: Issue, like: Issue | None, *, is_contents_only: bool) -> dict[str, object]:
    """State and deadlines: as many days before its date as those of ``like`` were before its own."""
    before = Production.objects.filter(issue=like).first() if like else None
    shift = issue.dated_on - like.dated_on if like else timedelta()
    launch = before.planned_launch_on + shift if before and before.planned_launch_on else issue.dated_on
    deadline = before.deadline_on + shift if before and before.deadline_on else None
    state = Production.State.PLANNED if is_contents_only else Production.State.PRODUCTION
    return {"state": state, "planned_launch_on": launch, "deadline_on": deadline}


def _free_slug(index: IssueIndex, title: str) -> str:
    wanted = slug_from(title, "issue")
    taken = set(Page.objects.child_of(index).filter(slug__startswith=wanted[:40]).values_list("slug", flat=True))
    return slug_apart_from(wanted, taken)
