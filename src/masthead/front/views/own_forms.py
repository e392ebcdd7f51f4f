"""Whether a form was sent by a page of this site: asked of the browser, since pages carry no token."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent the form.

    ``Sec-Fetch-Site`` is written by the browser alone, over https and on this machine; ``Origin`` comes with every form that is posted
    (Fetch, 3.2). What says neither is a text browser or a program, and no page that could abuse somebody else's browser.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin in {settings.CONFIG.site.base_url, f"{request.scheme}://{request.get_host()}"}
