"""A refusal anywhere at the desk becomes a message, not an error page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from masthead.desk import door
from masthead.errors import ActionForbidden, MastheadError

GetResponse = Callable[[HttpRequest], HttpResponse]


class RefusalsAsMessages:
    """Middleware: a ``MastheadError`` raised under ``/desk/`` leads back with its reason.

    Programs get the reason as JSON, with 403 where the user may not and 409 where the magazine cannot.
    The transaction the error was raised in is rolled back by then, so nothing is half done.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for an exception that a view let through."""
        if not isinstance(exception, MastheadError) or not request.path.startswith("/desk/"):
            return None
        if request.path.startswith("/desk/api/") or request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse(
                {"detail": str(exception)}, status=403 if isinstance(exception, ActionForbidden) else 409
            )
        door.tell(request, exception)
        back = request.headers.get("referer", "")
        is_safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_safe else "wagtailadmin_home")
