"""Single sign-on: the way to the provider and back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.access import provider
from masthead.desk.access.actions import outside, signing_in
from masthead.desk.access.actions.signing_in import LoginRefused
from masthead.desk.access.pending import Pending
from masthead.desk.access.views.login import go_on, way_on
from masthead.desk.access.visitor import Visitor
from masthead.staff.models import Way

NEXT = "access.oidc_next"


@never_cache
@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """To the provider. There is no such address while single sign-on is off."""
    if provider.configured() is None:
        raise Http404
    request.session[NEXT] = way_on(request)
    try:
        return provider.send_there(request)
    except LoginRefused as trouble:
        messages.error(request, str(trouble))
        return redirect("wagtailadmin_login")


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    oidc = provider.configured()
    if oidc is None:
        raise Http404
    wanted = request.session.pop(NEXT, "/desk/")
    try:
        claims = provider.claims_brought(request)
        user = outside.account_of(claims, oidc, visitor=Visitor.of(request))
    except LoginRefused as trouble:
        messages.error(request, str(trouble))
        return redirect("wagtailadmin_login")
    if oidc.trust_second_factor:
        signing_in.let_in(request, user, way=Way.OUTSIDE, second_factor="provider")
        return redirect(wanted)
    return go_on(request, Pending(user, Way.OUTSIDE, is_remembered=False, way_on=wanted))
