"""All issues by where they stand, and beginning one."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.board import queries
from masthead.desk.board.forms import BackIssueForm, NewIssueForm
from masthead.desk.board.furniture import surroundings, user_of
from masthead.errors import MastheadError
from masthead.issues import beginning
from masthead.issues.contents_table import understand
from masthead.issues.models import Issue, Production
from masthead.publishing import actions as publishing

PER_PAGE = 24


def issue_list(request: HttpRequest) -> HttpResponse:
    """``/desk/issues/``: the issues of one state, a page at a time."""
    counts = queries.counts_by_state()
    state = request.GET.get("state", "")
    if state not in counts:
        state = next((each for each in ("production", "planned", "launched") if counts[each]), "production")
    page = Paginator(queries.issues_by_state(state), PER_PAGE).get_page(request.GET.get("p"))
    context = surroundings(
        _("Issues"),
        page=page,
        standings=queries.standings_of(list(page.object_list)),
        states=[(value, label, counts[value]) for value, label in Production.State.choices],
        state=state,
        is_empty=not any(counts.values()),
        latest=queries.latest_issue(),
        may_begin=queries.may_begin(user_of(request)),
    )
    return render(request, "desk/board/issues.html", context)


def new_issue(request: HttpRequest) -> HttpResponse:
    """``/desk/issues/new/``: number, date and name; ``?like=`` names the issue whose structure it takes."""
    _ask(request)
    like = _like(request)
    proposal = beginning.propose(like, timezone.localdate())
    first = {"number": proposal.number, "dated_on": proposal.dated_on, "period_label": proposal.period_label}
    form = NewIssueForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            issue = beginning.begin_issue(**form.cleaned_data, like=like, acting_user=user_of(request))
        except MastheadError as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("%(issue)s is begun.") % {"issue": issue.label})
            return redirect("desk_board", issue.pk)
    title = _("Next issue from No. %(number)s") % {"number": like.number} if like else _("New issue")
    departments = beginning.structure_of(like) if like else []
    return render(
        request, "desk/board/new_issue.html", surroundings(title, form=form, like=like, departments=departments)
    )


def back_issue(request: HttpRequest) -> HttpResponse:
    """``/desk/issues/back-issue/``: a table of contents pasted, shown as it was understood, then made."""
    _ask(request)
    form = BackIssueForm(request.POST or None)
    understood = None
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        text, is_public = facts.pop("text"), facts.pop("is_public_at_once")
        understood = understand(text)
        if "create" in request.POST and not understood.troubles:
            entries = [line.entry(place) for place, line in enumerate(understood.lines)]
            try:
                issue = beginning.begin_issue(
                    **facts, entries=entries, is_contents_only=True, acting_user=user_of(request)
                )
            except MastheadError as trouble:
                form.add_error(None, str(trouble))
            else:
                _made(request, issue, is_public=is_public)
                return redirect("desk_board", issue.pk)
    context = surroundings(_("Type in a back issue"), form=form, understood=understood)
    return render(request, "desk/board/back_issue.html", context)


def _made(request: HttpRequest, issue: Issue, *, is_public: bool) -> None:
    """Say what was made, and put it before readers when that was asked for."""
    messages.success(request, _("%(issue)s is made.") % {"issue": issue.label})
    if is_public:
        try:
            publishing.publish(issue, acting_user=user_of(request))
        except MastheadError as trouble:
            messages.error(request, str(trouble))


def _like(request: HttpRequest) -> Issue | None:
    number = request.GET.get("like", "")
    return get_object_or_404(Issue, pk=int(number)) if re.fullmatch("[0-9]{1,18}", number) else None


def _ask(request: HttpRequest) -> None:
    """Let nobody fill in a form whose act is refused to them."""
    if not queries.may_begin(user_of(request)):
        raise PermissionDenied
