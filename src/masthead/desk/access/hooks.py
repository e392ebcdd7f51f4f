"""What access plugs into Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.desk.access.actions import accounts
from masthead.staff.models import User


@hooks.register("register_account_menu_item")
def signing_in_on_the_account_page(_request: HttpRequest) -> dict[str, str]:
    """The account page leads to password, second factors and sessions."""
    return {
        "url": reverse("desk_access_security"),
        "label": _("Signing in"),
        "help_text": _("Your password, passkeys, authenticator app, and where you are logged in."),
    }


class ItemFor(MenuItem):
    """An entry for those who have a permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_settings_menu_item")
def sign_in_security_in_the_menu() -> MenuItem:
    """“Sign-in security” under Settings, after the users."""
    words, where = gettext_lazy("Sign-in security"), reverse("desk_people")
    return ItemFor(words, where, permission="staff.change_user", icon_name="lock", order=610)


@hooks.register("register_reports_menu_item")
def audit_trail_in_the_menu() -> MenuItem:
    """“Audit trail” under Reports."""
    words, where = gettext_lazy("Audit trail"), reverse("desk_audit")
    return ItemFor(words, where, permission="audit.view_auditentry", icon_name="history", order=60)


@hooks.register("after_bulk_action")
def write_down_what_was_done_to_many_users(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Wagtail's bulk actions on users, in their transaction."""
    users = [item for item in objects if isinstance(item, User)]
    if not users or not isinstance(request.user, User):
        return
    said = action.cleaned_form.cleaned_data
    detail: dict[str, object] = {"at_once": len(users)}
    if "role" in said:
        detail["added"] = [said["role"].name]
    if "mark_as_active" in said:
        detail["is_active"] = said["mark_as_active"]
    accounts.note_many(action_type, users, acting_user=request.user, detail=detail)
