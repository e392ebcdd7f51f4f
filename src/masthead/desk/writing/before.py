"""Our form at Wagtail's addresses. These stand before Wagtail's own in ``masthead.urls``: a hook could only come after them.

A module of its own, because Wagtail's addresses, which this imports, ask the hooks for all others.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404

from masthead.desk.writing.views import CreatePage, EditPage


def _at_the_desk(view: type[CreatePage | EditPage]) -> Callable[..., HttpResponseBase]:
    return never_cache(display_custom_404(require_admin_access(view.as_view())))


FIRST: list[URLPattern] = [
    path(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        _at_the_desk(CreatePage),
        name="desk_add_page",
    ),
    path("pages/<int:page_id>/edit/", _at_the_desk(EditPage), name="desk_edit_page"),
]
