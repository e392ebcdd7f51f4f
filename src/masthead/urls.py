"""Where every address begins: the desk, uploaded files, and then the readers' pages.

Wagtail's own serving addresses and its ``/_util/`` are not mounted: they are second doors to the same pages
and a further login form.
"""

from __future__ import annotations

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from masthead.desk.first_run.views import first_run
from masthead.desk.writing.before import FIRST as WRITING_FIRST
from masthead.files.answers import Answer, Asked
from masthead.files.sending import media_answer, static_answer


def static_file(request: HttpRequest, path: str) -> StreamingHttpResponse:
    """A file of ours. ``masthead serve`` answers for these two before Django is asked."""
    return _response(static_answer(Asked.of(request.META), path))


def media_file(request: HttpRequest, path: str) -> StreamingHttpResponse:
    """An uploaded file."""
    return _response(media_answer(Asked.of(request.META), path))


def _response(answer: Answer) -> StreamingHttpResponse:
    return StreamingHttpResponse(answer.body, status=answer.status, headers=answer.headers)


urlpatterns: list[URLPattern | URLResolver] = [
    path("setup/", first_run, name="first_run"),
    path("desk/", include("masthead.desk.access.urls")),
    path("desk/", include(WRITING_FIRST)),
    path("desk/", include(wagtailadmin_urls)),
    re_path(r"^media/(?P<path>.+)$", media_file, name="media"),
    re_path(r"^static/(?P<path>.+)$", static_file, name="static"),
]
urlpatterns += [
    path("", include("masthead.machines.urls")),
    path("", include("masthead.front.urls")),  # last: it answers everything else
]
handler404 = "masthead.front.views.errors.not_found"
handler500 = "masthead.front.views.errors.broken"
