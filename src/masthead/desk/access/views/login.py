"""The one door to the desk, and the way out."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from masthead.desk.access import pending
from masthead.desk.access.actions import factors, passkeys, signing_in
from masthead.desk.access.actions.signing_in import ENTRY, LoginRefused, waiting_words
from masthead.desk.access.forms import CodeForm, LoginForm
from masthead.desk.access.pending import Pending
from masthead.desk.access.provider import configured
from masthead.desk.access.visitor import Visitor
from masthead.policies import DESK_PREFIX
from masthead.staff.models import User, Way
from masthead.staff.queries import has_second_factor
from masthead.staff.throttling import TooManyAttempts

REFUSED, TOO_MANY = 422, 429
PASSKEY_STATE = "access.passkey_state"


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
    return go_on(request, Pending(user, Way.PASSWORD, said["remember"], way_on(request)))


def go_on(request: HttpRequest, who: Pending) -> HttpResponse:
    """Ask for the second factor of those who have one; let the others in."""
    if has_second_factor(who.user):
        pending.keep(request, who)
        return redirect("desk_access_second")
    signing_in.let_in(request, who.user, way=who.way, is_remembered=who.is_remembered)
    return redirect(who.way_on)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """``/desk/login/second/``: the digits of the app, a code on paper, or a passkey."""
    who = pending.kept(request)
    if who is None:
        messages.warning(request, _("That took too long, or began elsewhere. Please sign in again."))
        return redirect("wagtailadmin_login")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _second_page(request, who, form, status=REFUSED if form.is_bound else 200)
    try:
        factor = factors.check_code(who.user, form.cleaned_data["code"], visitor=Visitor.of(request))
    except TooManyAttempts as trouble:
        form.add_error("code", waiting_words(trouble))
        return _second_page(request, who, form, status=TOO_MANY, wait=trouble.wait_seconds)
    except LoginRefused as trouble:
        form.add_error("code", str(trouble))
        return _second_page(request, who, form, status=REFUSED)
    if factor == "recovery":
        left = who.user.recovery_codes.filter(used_at=None).count()
        messages.warning(request, _("You used a recovery code; %(count)d are left.") % {"count": left})
    return _in(request, who, factor)


@never_cache
@require_POST
def passkey_options(request: HttpRequest) -> JsonResponse:
    """What the browser needs to show a passkey: one of somebody who waits, or any."""
    who = pending.kept(request) if request.GET.get("second") else None
    options, state = passkeys.login_options(who.user if who else None, visitor=Visitor.of(request))
    request.session[PASSKEY_STATE] = state
    return JsonResponse(options)


@never_cache
@require_POST
def passkey_finish(request: HttpRequest) -> JsonResponse:
    """The browser's answer: ``{"next": address}``, or ``{"detail": reason}``."""
    who = pending.kept(request) if request.GET.get("second") else None
    state = request.session.pop(PASSKEY_STATE, None)
    answer = body_of(request)
    try:
        user = passkeys.check_passkey(who.user if who else None, state, answer, visitor=Visitor.of(request))
        signing_in.require_entry(user)
    except TooManyAttempts as trouble:
        return JsonResponse({"detail": waiting_words(trouble)}, status=TOO_MANY)
    except LoginRefused as trouble:
        return JsonResponse({"detail": str(trouble)}, status=REFUSED)
    coming = who or Pending(user, Way.PASSKEY, is_remembered=bool(request.GET.get("remember")), way_on=way_on(request))
    return JsonResponse({"next": _in(request, coming, "passkey").url})


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


def body_of(request: HttpRequest) -> dict[str, Any] | None:
    """The object that a script of ours sent; None for anything else."""
    try:
        said = json.loads(request.body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _in(request: HttpRequest, who: Pending, factor: str) -> Any:
    pending.forget(request)
    signing_in.let_in(request, who.user, way=who.way, is_remembered=who.is_remembered, second_factor=factor)
    return redirect(who.way_on)


def _page(request: HttpRequest, form: LoginForm, *, status: int = 200, wait: int = 0) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "next": way_on(request), "oidc": configured()}
    return _answer(request, "wagtailadmin/login.html", context, status=status, wait=wait)


def _second_page(
    request: HttpRequest, who: Pending, form: CodeForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    user: User = who.user
    context = {"form": form, "has_passkey": user.passkeys.exists(), "has_app": hasattr(user, "authenticator_app")}
    return _answer(request, "desk/access/second.html", context, status=status, wait=wait)


def _answer(request: HttpRequest, template: str, context: dict[str, Any], *, status: int, wait: int) -> HttpResponse:
    answer = TemplateResponse(request, template, context, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer
