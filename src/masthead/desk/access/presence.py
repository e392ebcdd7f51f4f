"""What happens in every request of the desk besides its answer: the session is seen, and a missing second factor asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from masthead.desk.access.actions.signing_in import SECOND_FACTOR
from masthead.desk.access.visitor import Visitor
from masthead.policies import DESK_PREFIX
from masthead.staff.models import StaffSession, User
from masthead.staff.queries import state_of_session

SEEN_EVERY = timedelta(minutes=5)
FORBIDDEN = 403
FURNITURE = frozenset({"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
"""Asked for with every page, and the same for everybody."""
OPEN_WITHOUT_FACTOR = frozenset({"wagtailadmin_login", "wagtailadmin_logout"})
ACCESS_PREFIX = "desk_access_"
"""The names of this area's addresses: one cannot be sent away from where a factor is added."""


class Presence:
    """Middleware: keeps ``seen_at`` of the session, and lets nobody past their account who must have a second factor and has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Called by Django once the address is known."""
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if not request.path_info.startswith(DESK_PREFIX) or name in FURNITURE:
            return None
        user = request.user
        if not isinstance(user, User) or not request.session.session_key:
            return None
        lacks_factor = see(request, user)
        if not lacks_factor or name in OPEN_WITHOUT_FACTOR or name.startswith(ACCESS_PREFIX):
            return None
        return _to_the_factors(request)


def see(request: HttpRequest, user: User) -> bool:
    """Note that a session is alive, at most every five minutes; answer whether a second factor is asked of it in vain.

    One query; a second when the session is new here or was not seen for a while.
    """
    key, now = str(request.session.session_key), timezone.now()
    state = state_of_session(key, user, stale_before=now - SEEN_EVERY)
    if state is None:
        visitor = Visitor.of(request)
        facts = {"user": user, "device": visitor.device, "network": visitor.network}
        StaffSession.objects.update_or_create(session_key=key, defaults=facts)
        state = state_of_session(key, user, stale_before=now - SEEN_EVERY)
    elif state.is_stale:
        StaffSession.objects.filter(pk=key).update(seen_at=now, network=Visitor.of(request).network)
    is_shown_elsewhere = request.session.get(SECOND_FACTOR) == "provider"
    return state is not None and state.lacks_factor and not is_shown_elsewhere


def _to_the_factors(request: HttpRequest) -> HttpResponse:
    words = _("Your role asks for a second factor. Add a passkey or an authenticator app, and go on.")
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or request.path_info.startswith("/desk/api/"):
        return JsonResponse({"detail": words}, status=FORBIDDEN)
    messages.warning(request, words)
    return redirect("desk_access_security")
