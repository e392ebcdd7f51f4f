"""What readers' pages may load and do, and what may come into them: a strict policy and no cookie. The desk is looser.

Wagtail's editor, explorer and history run inline scripts and Draft.js writes inline styles, so the desk needs
``'unsafe-inline'``. Readers' pages hold neither, and no nonce: a nonce frozen in a page store protects nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

DESK_PREFIX = "/desk/"

READERS_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],  # the desk shows a preview of the page in a frame
}

DESK_POLICY: dict[str, list[str]] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


NOTHING_OF = (
    *(
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
    ),
    *("payment", "serial", "usb", "xr-spatial-tracking"),
)
"""Abilities of a browser that no page of ours asks for, and no player in it gets."""
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in NOTHING_OF)
SPECULATION_RULES = '"/speculation-rules.json"'
NOT_FETCHED_AHEAD = (
    *("/desk/*", "/setup/*", "/proof/*", "/search/*", "/newsletter/*", "/oembed/*", "/media/*", "/static/*"),
    *("/*.xml", "/*.json", "/*\\?(.+)"),
)
"""Links that no browser fetches before they are followed: what is no page, what is private, whatever has a query.

Patterns of addresses (https://urlpattern.spec.whatwg.org). A query is ``(.+)`` and not ``*``, which an empty one matches too."""


class ReadersHeaders:
    """Middleware: what goes with every answer that is not the desk's.

    ``Cross-Origin-Resource-Policy`` keeps other sites from loading a page as if it were their picture; a view that is meant to be shown
    elsewhere (a feed, a card) has said so itself. The rules for fetching ahead come by header, so that no script stands in a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path_info.startswith(DESK_PREFIX):
            return response
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers.setdefault("Speculation-Rules", SPECULATION_RULES)
        return response


class ContentPolicy(CSPMiddleware):
    """Adds the policy that belongs to the part of the site that answered.

    A preview in the desk is a reader's page at a desk address: it gets the desk's policy.
    """

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 - the signature is django-csp's
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path_info.startswith(DESK_PREFIX):
            parts.config = DESK_POLICY
        return parts


class WithoutCookies:
    """Middleware: drops the cookies of a request for anything but the desk before anything else sees them.

    Nothing on a reader's page may depend on who asks. And Django mends a broken cookie wherever it meets one: a page that
    anybody may keep would hand the mended one, a token known to whoever asked first, to everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(DESK_PREFIX):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
