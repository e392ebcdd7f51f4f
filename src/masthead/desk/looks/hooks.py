"""What the look plugs into Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.desk.looks import urls
from masthead.magazine.actions import PERMISSION


class LookItem(MenuItem):
    """An entry for those who may change the look."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def addresses_of_the_look() -> list[URLPattern]:
    """The screen of the look, its previews, the style guide."""
    return urls.urlpatterns


@hooks.register("register_settings_menu_item")
def look_in_the_menu() -> MenuItem:
    """“Look of the magazine” under Settings."""
    return LookItem(_("Look of the magazine"), reverse("desk_look"), icon_name="view", order=10)


@hooks.register("register_settings_menu_item")
def guide_in_the_menu() -> MenuItem:
    """“Style guide” below it."""
    return LookItem(_("Style guide"), reverse("desk_style_guide"), icon_name="list-ul", order=11)
