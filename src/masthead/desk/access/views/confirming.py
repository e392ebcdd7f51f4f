"""Asking once more who somebody is, before an act that a thief of their session would do first."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from masthead.desk.access.actions import factors, signing_in
from masthead.desk.access.actions.signing_in import CONFIRMED_AT, LoginRefused, waiting_words
from masthead.desk.access.forms import ConfirmForm
from masthead.desk.access.views.login import REFUSED, way_on
from masthead.desk.access.visitor import Visitor
from masthead.staff.models import User
from masthead.staff.queries import has_second_factor
from masthead.staff.throttling import TooManyAttempts

GOOD_FOR_SECONDS = 15 * 60
FORBIDDEN = 403
CODE = re.compile(r"[0-9]{3} ?[0-9]{3}|([A-Z0-9]{4}-){3}[A-Z0-9]{4}")
"""What a code of an app or on paper looks like."""
View = Callable[..., HttpResponseBase]


def recently_confirmed(view: View) -> View:
    """Lead to the question first, unless somebody logged in or answered it within the last quarter of an hour."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if time.time() - request.session.get(CONFIRMED_AT, 0) <= GOOD_FOR_SECONDS:
            return view(request, *args, **kwargs)
        back = request.path if request.method in {"GET", "HEAD"} else reverse("desk_access_security")
        question = f"{reverse('desk_access_confirm')}?{urlencode({'next': back})}"
        if request.content_type == "application/json":
            return JsonResponse({"detail": _("Please confirm who you are."), "next": question}, status=FORBIDDEN)
        return redirect(question)

    return guarded


@sensitive_post_parameters("proof")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The question, and its answer."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - require_admin_access stands before
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _holds(request, form, user):
        request.session[CONFIRMED_AT] = int(time.time())
        return redirect(way_on(request))
    context = {
        "form": form,
        "next": way_on(request),
        "can_answer": user.has_usable_password() or has_second_factor(user),
        "header_title": _("Is it you?"),
        "header_icon": "lock",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("desk_access_security"), "label": _("Signing in")},
            {"url": "", "label": _("Is it you?")},
        ],
    }
    status = REFUSED if form.is_bound else 200
    return TemplateResponse(request, "desk/access/confirm.html", context, status=status)


def _holds(request: HttpRequest, form: ConfirmForm, user: User) -> bool:
    """Whether the proof is the password, or else a code of the second factor."""
    proof, visitor = form.cleaned_data["proof"], Visitor.of(request)
    try:
        if has_second_factor(user) and CODE.fullmatch(proof.strip().upper()):
            factors.check_code(user, proof, visitor=visitor)
        else:
            signing_in.check_password(user.get_username(), proof, visitor=visitor)
    except TooManyAttempts as trouble:
        form.add_error("proof", waiting_words(trouble))
    except LoginRefused:
        form.add_error("proof", _("This is neither your password nor a code that holds."))
    return not form.errors
