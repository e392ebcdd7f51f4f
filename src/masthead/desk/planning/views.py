"""A piece's own screen at the desk: where it stands, its review, who is asked for what, its plan. And the acts on it, each a POST."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from masthead.desk.answering import number_in
from masthead.desk.planning import context
from masthead.desk.planning.asking import article_at, go_on, piece_of, user_of
from masthead.desk.planning.forms import AssignForm, PlanForm, in_full
from masthead.planning import actions, rights
from masthead.planning.models import Assignment, Stage, Step
from masthead.planning.models.reviews import LONGEST_NOTE

ANSWERS: dict[str, tuple[Callable[..., Assignment], Any]] = {
    "accept": (actions.accept, gettext_lazy("You have taken it on.")),
    "begin": (actions.begin, gettext_lazy("You are at it.")),
    "hand_in": (actions.hand_in, gettext_lazy("It is handed in.")),
    "finish": (actions.finish, gettext_lazy("It is done.")),
    "decline": (actions.decline, gettext_lazy("You have declined; whoever asked is told.")),
    "cancel": (actions.cancel, gettext_lazy("Nobody is asked for it any more.")),
}


def piece(request: HttpRequest, page_id: int) -> HttpResponse:
    """The screen; a POST keeps the plan."""
    article = article_at(request, page_id)
    user, row = user_of(request), piece_of(article)
    form = PlanForm(request.POST or None, initial={**_plan_of(row), "version": row.version})
    if request.method == "POST" and form.is_valid():
        plan = dict(form.cleaned_data)
        version = plan.pop("version")
        planned = actions.plan(row, acting_user=user, expected_version=version, **plan)
        due = _("Due %(moment)s.") % {"moment": in_full(planned.due_at)} if planned.due_at else ""
        messages.success(
            request, " ".join([_("The plan of “%(title)s” is kept.") % {"title": planned.title}, due]).strip()
        )
        return go_on(request, page_id)
    return _shown(request, article.pk, plan_form=form)


@require_POST
def move(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put it at a stage; with ``stage=revive`` back to where it stood."""
    article = article_at(request, page_id)
    asked, row, user = request.POST.get("stage", ""), piece_of(article), user_of(request)
    expected = number_in(request.POST.get("version", ""))
    if asked == "revive":
        moved = actions.revive(row, acting_user=user, expected_version=expected)
    elif asked in Stage.values:
        moved = actions.move_to(row, Stage(asked), acting_user=user, expected_version=expected)
    else:
        raise Http404
    words = {"title": moved.title, "stage": Stage(moved.stage).label}
    messages.success(request, _("“%(title)s”: %(stage)s.") % words)
    return go_on(request, page_id)


@require_POST
def assign(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask somebody for a step."""
    article = article_at(request, page_id)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return _shown(request, page_id, assign_form=form)
    said = form.cleaned_data
    made = actions.assign(
        article,
        Step(said["step"]),
        assignee=said["assignee"],
        due_at=said["due_at"],
        note=said["note"],
        acting_user=user_of(request),
    )
    who = made.assignee.label if made.assignee else _("whoever takes it")
    words = {"step": made.get_step_display(), "who": who}
    due = ", " + _("due %(moment)s") % {"moment": in_full(made.due_at)} if made.due_at else ""
    messages.success(request, _("%(step)s is assigned to %(who)s") % words + due + ".")
    return go_on(request, page_id)


@require_POST
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Submit, pass a step, or send back with a note; from the piece's screen and from the home."""
    article = article_at(request, page_id)
    act, note, user = request.POST.get("act"), request.POST.get("note", "").strip()[:LONGEST_NOTE], user_of(request)
    if act == "submit":
        actions.submit(article, acting_user=user)
        messages.success(request, _("“%(title)s” is submitted.") % {"title": article.draft_title})
    elif act == "pass":
        actions.pass_step(article, acting_user=user, note=note)
        messages.success(request, _("The step is passed."))
    elif act == "send_back" and note:
        actions.send_back(article, acting_user=user, note=note)
        messages.success(request, _("“%(title)s” is sent back.") % {"title": article.draft_title})
    elif act == "send_back":
        messages.error(request, _("Say what has to be changed, then send it back."))
    else:
        raise Http404
    return go_on(request, page_id)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Say yes, no, or done to an assignment."""
    row = get_object_or_404(Assignment.objects.select_related("page"), pk=number)
    user, said = user_of(request), request.POST.get("answer", "")
    if said not in ANSWERS:
        raise Http404
    act, words = ANSWERS[said]
    more = {"answer": request.POST.get("note", "").strip()} if said == "decline" else {}
    act(row, acting_user=user, **more)
    messages.success(request, words)
    return go_on(request, row.page_id)


def _shown(
    request: HttpRequest, page_id: int, *, plan_form: PlanForm | None = None, assign_form: AssignForm | None = None
) -> HttpResponse:
    article = article_at(request, page_id)
    row = piece_of(article)
    screen = context.screen_of(article, row, user_of(request))
    edit = reverse("wagtailadmin_pages:edit", args=(page_id,))
    return TemplateResponse(
        request,
        "desk/planning/piece.html",
        {
            "screen": screen,
            "plan_form": plan_form or PlanForm(initial={**_plan_of(row), "version": row.version}),
            "assign_form": assign_form or AssignForm(initial={"step": row.step or Step.WRITE}),
            "is_aside": row.stage in (Stage.HOLD, Stage.KILLED),
            "may_assign": rights.may_assign(user_of(request), article),
            "due_in_full": in_full(row.due_at) if row.due_at else "",
            "header_title": _("Plan: %(title)s") % {"title": row.title},
            "header_icon": "tasks",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("desk_articles"), "label": _("Articles")},
                {"url": edit, "label": row.title},
                {"url": "", "label": _("Plan")},
            ],
        },
        status=422 if any(form and form.errors for form in (plan_form, assign_form)) else 200,
    )


def _plan_of(row: Any) -> dict[str, Any]:
    names = ("assignee", "due_at", "planned_for", "planned_precision", "commissioned_words", "plan_note")
    return {name: getattr(row, name) for name in names}
