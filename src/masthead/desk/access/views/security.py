"""``/desk/account/security/``: one's own password, second factors and sessions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.access.actions import sessions, signing_in
from masthead.desk.access.forms import PasswordForm
from masthead.desk.access.views.factors import user_of
from masthead.desk.access.visitor import Visitor
from masthead.staff.models import AuthenticatorApp, User
from masthead.staff.throttling import TooManyAttempts

REFUSED = 422
SHOWN_SESSIONS = 50


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """The page."""
    return page(request)


@sensitive_post_parameters("old", "new", "again")
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; the other sessions end."""
    user = user_of(request)
    form = PasswordForm(request.POST, user=user)
    if not form.is_valid() or not _old_password_holds(request, form, user):
        return page(request, password_form=form, status=REFUSED)
    ended = sessions.change_password(request, user, form.cleaned_data["new"])
    messages.success(request, _("Your password is changed.") + _others_ended(ended))
    return redirect("desk_access_security")


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own other sessions."""
    keys = user_of(request).staff_sessions
    session = get_object_or_404(keys, pk=request.POST.get("session", ""))
    if session.pk == request.session.session_key:
        messages.error(request, _("This is the session you are in: log out to end it."))
    else:
        sessions.end_session(session, acting_user=user_of(request))
        messages.success(request, _("The session is ended."))
    return redirect(f"{reverse('desk_access_security')}#sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    user = user_of(request)
    ended = sessions.end_other_sessions(user, keep=request.session.session_key, acting_user=user)
    messages.success(request, _others_ended(ended).strip() or _("There was no other session."))
    return redirect(f"{reverse('desk_access_security')}#sessions")


def page(request: HttpRequest, *, password_form: PasswordForm | None = None, status: int = 200) -> HttpResponse:
    """The page, with what a form said about itself."""
    user = user_of(request)
    context: dict[str, Any] = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": "", "label": _("Signing in")},
        ],
        "header_title": _("Signing in"),
        "header_icon": "lock",
        "password_form": password_form or PasswordForm(user=user),
        "passkeys": list(user.passkeys.all()),
        "app": AuthenticatorApp.objects.filter(user=user).first(),
        "codes_left": user.recovery_codes.filter(used_at=None).count(),
        "sessions": list(user.staff_sessions.all()[:SHOWN_SESSIONS]),
        "this_session": request.session.session_key,
    }
    return TemplateResponse(request, "desk/access/security.html", context, status=status)


def _old_password_holds(request: HttpRequest, form: PasswordForm, user: User) -> bool:
    if "old" not in form.fields:
        return True
    try:
        signing_in.check_password(user.get_username(), form.cleaned_data["old"], visitor=Visitor.of(request))
    except TooManyAttempts as trouble:
        form.add_error("old", signing_in.waiting_words(trouble))
    except signing_in.LoginRefused:
        form.add_error("old", _("This is not your present password."))
    return not form.errors


def _others_ended(count: int) -> str:
    if not count:
        return ""
    return " " + ngettext("%(count)d other session is ended.", "%(count)d other sessions are ended.", count) % {
        "count": count
    }
