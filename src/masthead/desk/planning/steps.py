"""Which steps the pieces of each section go through."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.articles.models import Section
from masthead.desk.planning.asking import user_of
from masthead.planning import actions, queries
from masthead.planning.models import REVIEW_STEPS, Step

PERMISSION = "planning.change_sectionsteps"
EVERYWHERE = "all"


@dataclass(frozen=True)
class Row:
    """A section and its steps; ``is_own`` when it does not follow the row for all."""

    key: str
    title: str
    depth: int
    steps: list[Step]
    is_own: bool


def steps(request: HttpRequest) -> HttpResponse:
    """The table, one row for all sections and one for each; a POST keeps one of them."""
    user = user_of(request)
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
    sections = list(Section.objects.order_by("path"))
    if request.method == "POST":
        chosen = [step for step in REVIEW_STEPS if step in request.POST.getlist("steps")]
        key = request.POST.get("section", "")
        section = next((one for one in sections if str(one.pk) == key), None)
        if section is None and key != EVERYWHERE:
            raise PermissionDenied
        as_all = section is not None and "as_all" in request.POST
        actions.set_steps(section, None if as_all else chosen, acting_user=user)
        words = {"section": section.title if section else _("All sections")}
        messages.success(request, _("%(section)s: kept. Reviews that run go on as they began.") % words)
        return redirect("desk_planning_steps")
    return TemplateResponse(
        request,
        "desk/planning/steps.html",
        {
            "rows": rows_of(sections),
            "all_steps": REVIEW_STEPS,
            "header_title": _("Steps of a review"),
            "header_icon": "tasks",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": _("Steps of a review")},
            ],
        },
    )


def rows_of(sections: list[Section]) -> list[Row]:
    """The rows, in the order of the sections; the one for all stands first. One query."""
    chosen = queries.all_steps()
    first = Row(EVERYWHERE, _("All sections"), 0, chosen[None], is_own=True)
    top = min((section.depth for section in sections), default=0)
    own = [
        Row(str(one.pk), one.title, one.depth - top, chosen.get(one.pk, chosen[None]), is_own=one.pk in chosen)
        for one in sections
    ]
    return [first, *own]
