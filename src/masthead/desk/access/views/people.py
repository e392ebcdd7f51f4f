"""``/desk/access/people/``: how everybody logs in, of whom a second factor is asked, and help for those who lost theirs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.access.actions import factors, rules
from masthead.desk.access.forms import RulesForm
from masthead.desk.access.views.confirming import recently_confirmed
from masthead.desk.access.views.factors import user_of
from masthead.staff import queries
from masthead.staff.models import User

PER_PAGE = 50
PERMISSION = "staff.change_user"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time, under the rules."""
    _require(request)
    context: dict[str, Any] = {
        "page": Paginator(queries.people(), PER_PAGE).get_page(request.GET.get("p")),
        "groups": queries.groups_with_rules(),
        "owners_have_rule": queries.owners_have_rule(),
        "header_title": _("Sign-in security"),
        "header_icon": "lock",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Sign-in security")},
        ],
    }
    return TemplateResponse(request, "desk/access/people.html", context)


@recently_confirmed
@require_POST
def set_rules(request: HttpRequest) -> HttpResponse:
    """Say of which roles a second factor is asked."""
    form = RulesForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        rules.ask_second_factor_of(said["groups"], of_owners=said["owners"], acting_user=user_of(request))
        messages.success(request, _("The rules hold from the next request of each of them."))
    else:
        messages.error(request, _("Nothing is changed: one of these roles is gone. Look at the list again."))
    return redirect("desk_people")


@recently_confirmed
@require_POST
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Take somebody's second factors away; their sessions end."""
    user = get_object_or_404(User, pk=user_id)
    factors.reset_factors(user, acting_user=user_of(request))
    messages.success(request, _("%(name)s has no second factor any more and is logged out.") % {"name": user.label})
    return redirect("desk_people")


@recently_confirmed
@require_POST
def end_sessions(request: HttpRequest, user_id: int) -> HttpResponse:
    """End all of somebody's sessions."""
    user = get_object_or_404(User, pk=user_id)
    keep = request.session.session_key if user == request.user else None
    factors.end_sessions_of(user, keep=keep, acting_user=user_of(request))
    messages.success(request, _("%(name)s is logged out everywhere.") % {"name": user.label})
    return redirect("desk_people")


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
