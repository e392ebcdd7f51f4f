"""Where every address begins: the desk, uploaded files, and then the readers' pages.

Wagtail's own serving addresses and its ``/_util/`` are not mounted: they are second doors to the same pages
and a further login form.
"""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.contrib.staticfiles.views import serve as serve_static
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve as serve_file
from wagtail.admin import urls as wagtailadmin_urls

INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of uploaded files: even an SVG or HTML file opened by itself runs nothing."""
SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain", "text/vtt")
A_DAY = "public, max-age=86400"


def static_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of ours; a server in front may serve ``data/static`` at the same address instead."""
    response = serve_static(request, path, insecure=True)
    response["Cache-Control"] = A_DAY
    return response


def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded file, with nothing in it able to act on the site; unknown kinds are downloads."""
    response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = INERT
    response["Cache-Control"] = A_DAY
    if not response.get("Content-Type", "").startswith(SHOWN):
        response["Content-Disposition"] = "attachment"
    return response


urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include(wagtailadmin_urls)),
    re_path(r"^media/(?P<path>.+)$", media_file, name="media"),
    re_path(r"^static/(?P<path>.+)$", static_file, name="static"),
]
urlpatterns += [
    path("", include(f"masthead.{room}.urls"))
    for room in ("machines", "front")  # front last: it answers everything else
    if find_spec(f"masthead.{room}.urls")
]
