"""The addresses of access. They stand before Wagtail's own, so that its log-in and log-out are answered here."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from masthead.desk.access.views import login, security

OPEN: list[URLPattern] = [
    path("login/", login.log_in, name="wagtailadmin_login"),
    path("logout/", login.log_out, name="wagtailadmin_logout"),
]
"""For people who are not in yet."""

OWN: list[Any] = [
    path("account/security/", security.security, name="desk_access_security"),
    path("account/security/password/", security.password, name="desk_access_password"),
    path("account/security/sessions/end/", security.end_session, name="desk_access_end_session"),
    path("account/security/sessions/end-others/", security.end_others, name="desk_access_end_others"),
]

urlpatterns: list[Any] = [
    *OPEN,
    *decorate_urlpatterns(decorate_urlpatterns(OWN, require_admin_access), never_cache),
]
