"""What the home plugs into Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.desk.home import panels, troubles, views
from masthead.staff.models import User


class RunnersItem(MenuItem):
    """An entry for those who may publish something."""

    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and troubles.may_see_runner(request.user)


@hooks.register("construct_homepage_panels")
def our_home(request: HttpRequest, shown: list[Any]) -> None:
    """Our parts instead of Wagtail's, which ask the database for each row; what other rooms added stays."""
    if isinstance(request.user, User):
        others = [panel for panel in shown if not type(panel).__module__.startswith("wagtail.")]
        shown[:] = [*panels.for_home(request.user), *others]


@hooks.register("construct_homepage_summary_items")
def no_counts_of_pages(_request: HttpRequest, items: list[Any]) -> None:
    """How many pages there are asks for no decision."""
    items.clear()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The runner's screen."""
    return [path("runner/", views.runner, name="desk_runner")]


@hooks.register("register_reports_menu_item")
def runner_in_the_menu() -> MenuItem:
    """“Schedule” under Reports."""
    return RunnersItem(_("Schedule"), reverse("desk_runner"), icon_name="calendar-check", order=55)
