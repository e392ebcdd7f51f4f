"""Adding and removing one's own second factors."""

from __future__ import annotations

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.access.actions import factors, passkeys
from masthead.desk.access.actions.factors import FactorRefused
from masthead.desk.access.forms import AppForm
from masthead.desk.access.views.confirming import recently_confirmed
from masthead.desk.access.views.login import PASSKEY_STATE, REFUSED, body_of
from masthead.desk.access.visitor import Visitor
from masthead.desk.answering import number_in
from masthead.staff.models import User

NEW_SECRET, FRESH_CODES = "access.new_secret", "access.fresh_codes"


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Set an authenticator app up: a square for its camera, and the digits that it then shows."""
    user = user_of(request)
    secret = request.session.setdefault(NEW_SECRET, factors.new_secret())
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            factors.add_app(user, secret, form.cleaned_data["code"], acting_user=user)
        except FactorRefused as trouble:
            form.add_error("code", str(trouble))
        else:
            del request.session[NEW_SECRET]
            messages.success(request, _("The app is set up. You will be asked for its digits when you sign in."))
            return _after_adding(request, user)
    square = segno.make(factors.address_for_app(user, secret), error="m").svg_inline(scale=5, border=2, light="#fff")
    context = {
        **furniture(_("Authenticator app")),
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "square": mark_safe(square),  # noqa: S308 - drawn by segno from base 32 and percent-encoded names
    }
    return TemplateResponse(request, "desk/access/app.html", context, status=REFUSED if form.is_bound else 200)


@recently_confirmed
@require_POST
def remove_app(request: HttpRequest) -> HttpResponse:
    """Ask for the app no more."""
    factors.remove_app(user_of(request), acting_user=user_of(request))
    messages.success(request, _("The app is removed."))
    return redirect("desk_access_security")


@recently_confirmed
@require_safe
def passkey(request: HttpRequest) -> HttpResponse:
    """The page on which the browser makes a passkey."""
    context = {**furniture(_("Add a passkey")), "suggestion": Visitor.of(request).device}
    return TemplateResponse(request, "desk/access/passkey.html", context)


@recently_confirmed
@require_POST
def passkey_options(request: HttpRequest) -> JsonResponse:
    """What the browser needs to make one."""
    options, state = passkeys.registration_options(user_of(request), visitor=Visitor.of(request))
    request.session[PASSKEY_STATE] = state
    return JsonResponse(options)


@recently_confirmed
@require_POST
def passkey_finish(request: HttpRequest) -> JsonResponse:
    """What the browser has made: ``{"next": address}``, or ``{"detail": reason}``."""
    user, state, answer = user_of(request), request.session.pop(PASSKEY_STATE, None), body_of(request)
    name = request.GET.get("name", "")
    try:
        added = passkeys.add_passkey(user, name, state, answer, visitor=Visitor.of(request), acting_user=user)
    except FactorRefused as trouble:
        return JsonResponse({"detail": str(trouble)}, status=REFUSED)
    messages.success(request, _("The passkey “%(name)s” is added.") % {"name": added.name})
    return JsonResponse({"next": _after_adding(request, user).url})


@recently_confirmed
@require_POST
def remove_passkey(request: HttpRequest) -> HttpResponse:
    """Take one of one's passkeys away."""
    number = request.POST.get("passkey", "")
    found = get_object_or_404(user_of(request).passkeys, pk=number_in(number) or 0)
    passkeys.remove_passkey(found, acting_user=user_of(request))
    messages.success(request, _("The passkey “%(name)s” is removed.") % {"name": found.name})
    return redirect("desk_access_security")


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """Make recovery codes (POST), and show them once."""
    user = user_of(request)
    if request.method == "POST":
        request.session[FRESH_CODES] = factors.new_recovery_codes(user, acting_user=user)
        return redirect("desk_access_recovery")
    codes = request.session.pop(FRESH_CODES, None)
    if codes is None:
        return redirect("desk_access_security")
    context = {**furniture(_("Recovery codes")), "codes": codes}
    return TemplateResponse(request, "desk/access/recovery.html", context)


def user_of(request: HttpRequest) -> User:
    """Who is logged in; ``require_admin_access`` stands before every view of one's account."""
    assert isinstance(request.user, User)  # noqa: S101 - see above
    return request.user


def furniture(title: str) -> dict[str, Any]:
    """Title and breadcrumbs of a page under one's account."""
    return {
        "header_title": title,
        "header_icon": "lock",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": reverse("desk_access_security"), "label": _("Signing in")},
            {"url": "", "label": title},
        ],
    }


def _after_adding(request: HttpRequest, user: User) -> Any:
    """With the first factor come the codes on paper."""
    if user.recovery_codes.exists():
        return redirect("desk_access_security")
    request.session[FRESH_CODES] = factors.new_recovery_codes(user, acting_user=user)
    return redirect("desk_access_recovery")
