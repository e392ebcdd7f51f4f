"""Wagtail's app of users, with our screens for them."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Stands in ``INSTALLED_APPS`` in the place of ``wagtail.users``."""

    user_viewset = "masthead.desk.access.users.StaffViewSet"
