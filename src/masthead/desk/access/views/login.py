"""The one door to the desk, and the way out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from masthead.desk.access.actions import signing_in
from masthead.desk.access.actions.signing_in import ENTRY, LoginRefused, waiting_words
from masthead.desk.access.forms import LoginForm
from masthead.desk.access.visitor import Visitor
from masthead.policies import DESK_PREFIX
from masthead.staff.models import Way
from masthead.staff.throttling import TooManyAttempts

REFUSED, TOO_MANY = 422, 429


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """``/desk/login/``: name and password, and the other ways in."""
    if request.method != "POST":
        if request.user.is_authenticated and request.user.has_perm(ENTRY):
            return redirect(way_on(request))
        return _page(request, LoginForm())
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=REFUSED)
    said = form.cleaned_data
    try:
        user = signing_in.check_password(said["username"], said["password"], visitor=Visitor.of(request))
    except TooManyAttempts as trouble:
        form.add_error(None, waiting_words(trouble))
        return _page(request, form, status=TOO_MANY, wait=trouble.wait_seconds)
    except LoginRefused as trouble:
        form.add_error(None, str(trouble))
        return _page(request, form, status=REFUSED)
    signing_in.let_in(request, user, way=Way.PASSWORD, is_remembered=said["remember"])
    return redirect(way_on(request))


@never_cache
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """``/desk/logout/``."""
    signing_in.let_out(request)
    messages.success(request, _("You are logged out."))
    return redirect("wagtailadmin_login")


def way_on(request: HttpRequest) -> str:
    """Where somebody wanted to go: an address of the desk, and nowhere else."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith(DESK_PREFIX) else reverse("wagtailadmin_home")


def _page(request: HttpRequest, form: LoginForm, *, status: int = 200, wait: int = 0) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "next": way_on(request)}
    answer = TemplateResponse(request, "wagtailadmin/login.html", context, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer
