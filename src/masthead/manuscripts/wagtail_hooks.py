"""What manuscripts plug into the desk: their screens, the place to drop a file on the home, and dropping one anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from masthead.manuscripts import queries, views
from masthead.manuscripts.forms import UploadForm
from masthead.staff.models import User


class WordFilesItem(MenuItem):
    """“Word files”, for those who may make articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and queries.may_receive(request.user)


class DropZone(Component):
    """On the desk's home: a place to drop a Word file, which is a plain form without JavaScript."""

    name = "word-files"
    template_name = "manuscripts/_drop_zone.html"
    order = 15

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Four queries."""
        request = parent_context["request"]
        may_receive = queries.may_receive(request.user)
        return {
            "request": request,
            "may_receive": may_receive,
            "upload": UploadForm(auto_id="home-%s"),
            "waiting_count": queries.waiting_for(request.user).count() if may_receive else 0,
        }


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Under ``/desk/manuscripts/``."""
    return [
        path("manuscripts/", views.manuscript_list, name="manuscripts_list"),
        path("manuscripts/<int:manuscript_id>/", views.review, name="manuscripts_review"),
        path("manuscripts/<int:manuscript_id>/pictures/<int:number>/", views.picture, name="manuscripts_picture"),
    ]


@hooks.register("register_admin_menu_item")
def word_files_in_the_menu() -> MenuItem:
    """After articles and issues."""
    return WordFilesItem(_("Word files"), reverse("manuscripts_list"), icon_name="upload", order=65)


@hooks.register("construct_homepage_panels")
def drop_zone_on_the_home(_request: HttpRequest, panels: list[Any]) -> None:
    """Below where to begin."""
    panels.append(DropZone())


@hooks.register("insert_global_admin_css")
def our_style() -> SafeString:
    """The style of the drop zone."""
    return format_html('<link rel="stylesheet" href="{}">', static("manuscripts/word_drop.css"))


@hooks.register("insert_global_admin_js")
def drop_anywhere() -> SafeString:
    """A Word file dropped anywhere on the desk goes the same way."""
    return format_html(
        '<script type="module" src="{}" data-address="{}"></script>',
        static("manuscripts/word_drop.js"),
        reverse("manuscripts_list"),
    )
