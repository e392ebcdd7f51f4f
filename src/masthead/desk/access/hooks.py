"""What access plugs into Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_account_menu_item")
def signing_in_on_the_account_page(_request: HttpRequest) -> dict[str, str]:
    """The account page leads to password, second factors and sessions."""
    return {
        "url": reverse("desk_access_security"),
        "label": _("Signing in"),
        "help_text": _("Your password, passkeys, authenticator app, and where you are logged in."),
    }


class PeopleItem(MenuItem):
    """For those who look after the accounts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("staff.change_user")


@hooks.register("register_settings_menu_item")
def sign_in_security_in_the_menu() -> MenuItem:
    """“Sign-in security” under Settings, after the users."""
    return PeopleItem(gettext_lazy("Sign-in security"), reverse("desk_people"), icon_name="lock", order=610)
