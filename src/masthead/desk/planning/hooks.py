"""What planning plugs into Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.desk.access.hooks import ItemFor
from masthead.desk.planning.steps import PERMISSION
from masthead.planning import queries
from masthead.staff.models import User


@hooks.register("construct_main_menu")
def notifications_in_the_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """“Notifications”, with how many are unread. One query."""
    if not isinstance(request.user, User):
        return
    count = queries.unread_count(request.user)
    words = _("Notifications (%(count)d)") % {"count": count} if count else _("Notifications")
    where = reverse("desk_notifications")
    items.append(MenuItem(words, where, name="notifications", icon_name="mail", order=65))


@hooks.register("register_account_menu_item")
def choices_on_the_account_page(_request: HttpRequest) -> dict[str, str]:
    """The account page leads to what one is told of."""
    return {
        "url": reverse("desk_notification_choices"),
        "label": _("What you are told of"),
        "help_text": _("Choose for each kind of notification: at the desk, by mail, both or neither."),
    }


@hooks.register("register_settings_menu_item")
def steps_in_the_menu() -> MenuItem:
    """“Steps of a review” under Settings."""
    words, where = gettext_lazy("Steps of a review"), reverse("desk_planning_steps")
    return ItemFor(words, where, permission=PERMISSION, icon_name="tasks", order=620)
