"""A refusal anywhere at the desk becomes a message, not an error page; so does a form that cannot be read."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from masthead.desk import door
from masthead.errors import ActionForbidden, FormUnreadable, MastheadError

GetResponse = Callable[[HttpRequest], HttpResponse]
_NO_NUMBER = re.compile(r"expected a number but got (?P<given>.*)\.\Z", re.DOTALL)
logger = logging.getLogger(__name__)


class RefusalsAsMessages:
    """Middleware: a ``MastheadError`` raised under ``/desk/`` leads back with its reason.

    Programs get the reason as JSON, with 403 where the user may not and 409 where the magazine cannot.
    The transaction the error was raised in is rolled back by then, so nothing is half done.

    What was sent and cannot be read is a 400 that stays where it is, so that going back finds what was typed: a field that a view counts
    on is missing, words stand where a number belongs, or one is larger than a database takes. That is so in Wagtail's own views too; the
    log says where. A ``next`` that is the address of nothing is passed over before the view begins: Wagtail's would save, then break.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Called by Django before a view."""
        if not request.path.startswith("/desk/"):
            return
        if _leads_nowhere(request.GET):
            request.GET = _without_next(request.GET)
        if request.method == "POST" and _leads_nowhere(request.POST):
            request.POST = _without_next(request.POST)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for an exception that a view let through."""
        if not request.path.startswith("/desk/"):
            return None
        trouble = _as_trouble(request, exception)
        if trouble is None:
            return None
        is_program = (
            request.path.startswith("/desk/api/") or request.headers.get("x-requested-with") == "XMLHttpRequest"
        )
        if is_program:
            return JsonResponse({"detail": str(trouble)}, status=_status(trouble))
        if isinstance(trouble, FormUnreadable):
            return render(request, "desk/unreadable.html", {"trouble": trouble}, status=_status(trouble))
        door.tell(request, trouble)
        back = request.headers.get("referer", "")
        is_safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_safe else "wagtailadmin_home")


def _as_trouble(request: HttpRequest, exception: Exception) -> MastheadError | None:
    """The exception as something people can act on; None for a fault of ours."""
    if isinstance(exception, MultiValueDictKeyError):
        trouble: MastheadError = FormUnreadable(_("Part of this form did not arrive."))
    elif isinstance(exception, (OverflowError, DataError)):
        trouble = FormUnreadable(_("A number in it is larger than any that the magazine knows."))
    elif isinstance(exception, ValueError) and _is_sent_for_a_number(request, exception):
        trouble = FormUnreadable(_("Words stand in it where the number of something belongs."))
    else:
        return exception if isinstance(exception, MastheadError) else None
    logger.warning("What was sent to %s cannot be read.", request.path, exc_info=exception)
    return trouble


def _leads_nowhere(sent: QueryDict) -> bool:
    """Whether its ``next`` is neither an address nor the name of one."""
    try:
        resolve_url(sent.get("next", "/"))
    except NoReverseMatch:
        return True
    return False


def _without_next(sent: QueryDict) -> Any:
    """The same without its ``next``; Any, because only Django may make one that its type calls immutable."""
    rest = sent.copy()
    del rest["next"]
    return rest


def _is_sent_for_a_number(request: HttpRequest, exception: ValueError) -> bool:
    """Whether it is Django's refusal to look for words among numbers, and they came with the request."""
    found = _NO_NUMBER.search(str(exception))
    sent = (*request.GET.lists(), *request.POST.lists())
    return found is not None and any(found["given"] == repr(value) for _name, values in sent for value in values)


def _status(trouble: MastheadError) -> int:
    if isinstance(trouble, FormUnreadable):
        return 400
    return 403 if isinstance(trouble, ActionForbidden) else 409
