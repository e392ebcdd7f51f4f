"""The first-run page at ``/setup/``, where the front page sends visitors while there is no magazine."""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from masthead.desk.access.actions.signing_in import let_in
from masthead.desk.first_run.actions import AlreadyFounded, OwnerUnusable, found_magazine, has_owner
from masthead.desk.first_run.forms import FoundingForm
from masthead.desk.first_run.invitation import read_invitation
from masthead.staff.models import Way

UNPROCESSABLE, FORBIDDEN, SEE_OTHER = 422, 403, 303
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
FORWARDED_KEY = "masthead.is_forwarded"


@csrf_exempt  # the desk's CSRF cookie stays under /desk/; the Origin is compared instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponseBase:
    """Ask for the owner, the name and the look, while the magazine has no owner; afterwards there is no such page."""
    if has_owner():
        raise Http404
    invitation = read_invitation(settings.CONFIG.data_dir)
    needs_code = not (invitation and invitation.is_local and is_at_this_machine(request))
    asked: dict[str, Any] = {"invitation": invitation, "needs_code": needs_code}
    if request.method != "POST":
        return _page(FoundingForm(**asked), has_invitation=invitation is not None)
    form = FoundingForm(request.POST, **asked)
    if not is_from_here(request):
        form.add_error(None, f"The form did not come from this site. Open {request.get_host()}/setup/ and try again.")
        return _page(form, has_invitation=invitation is not None, status=FORBIDDEN)
    if not form.is_valid():
        return _page(form, has_invitation=invitation is not None, status=UNPROCESSABLE)
    try:
        owner = found_magazine(form.founding())
    except AlreadyFounded as error:
        raise Http404 from error
    except OwnerUnusable as error:
        form.add_error("email", error.message)
        return _page(form, has_invitation=invitation is not None, status=UNPROCESSABLE)
    let_in(request, owner, way=Way.FIRST_RUN)
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL, status=SEE_OTHER)


def is_at_this_machine(request: HttpRequest) -> bool:
    """Whether the visitor sits at the server: no proxy spoke for them, and the name they used means this machine only.

    A site with a public address has a proxy in front, or will have one; who comes through it may look as local as anybody.
    """
    if urlsplit(settings.CONFIG.site.base_url).hostname not in {name.strip("[]") for name in LOCAL_NAMES}:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    host, _port = split_domain_port(request.get_host())
    return address.is_loopback and host in LOCAL_NAMES and not request.META.get(FORWARDED_KEY, True)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of ours (all browsers send ``Origin`` with a POST)."""
    ours = {f"{request.scheme}://{request.get_host()}", settings.CONFIG.site.base_url}
    return request.headers.get("Origin", "") in ours


def _page(form: FoundingForm, *, has_invitation: bool, status: int = 200) -> HttpResponse:
    context = {"form": form, "has_invitation": has_invitation, "needs_code": "code" in form.fields}
    return HttpResponse(render_to_string("desk/first_run.html", context), status=status)
