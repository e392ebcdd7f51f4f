"""What access plugs into Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def signing_in_on_the_account_page(_request: HttpRequest) -> dict[str, str]:
    """The account page leads to password, second factors and sessions."""
    return {
        "url": reverse("desk_access_security"),
        "label": _("Signing in"),
        "help_text": _("Your password, passkeys, authenticator app, and where you are logged in."),
    }
