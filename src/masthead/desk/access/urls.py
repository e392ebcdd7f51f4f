"""The addresses of access. They stand before Wagtail's own, so that its log-in and log-out are answered here."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from masthead.desk.access.views import account, confirming, factors, login, outside, people, security, trail

OPEN: list[URLPattern] = [
    path("login/", login.log_in, name="wagtailadmin_login"),
    path("login/second/", login.second, name="desk_access_second"),
    path("login/passkey/", login.passkey_options, name="desk_access_login_passkey"),
    path("login/passkey/finish/", login.passkey_finish, name="desk_access_login_passkey_finish"),
    path("login/oidc/", outside.go, name="desk_access_oidc"),
    path("login/oidc/back/", outside.back, name="desk_access_oidc_back"),
    path("logout/", login.log_out, name="wagtailadmin_logout"),
]
"""For people who are not in yet."""

OWN: list[Any] = [
    path("account/", account.OwnAccount.as_view(), name="wagtailadmin_account"),
    path("account/security/", security.security, name="desk_access_security"),
    path("account/security/password/", security.password, name="desk_access_password"),
    path("account/security/sessions/end/", security.end_session, name="desk_access_end_session"),
    path("account/security/sessions/end-others/", security.end_others, name="desk_access_end_others"),
    path("account/security/confirm/", confirming.confirm, name="desk_access_confirm"),
    path("account/security/app/", factors.app, name="desk_access_app"),
    path("account/security/app/remove/", factors.remove_app, name="desk_access_remove_app"),
    path("account/security/passkey/", factors.passkey, name="desk_access_passkey"),
    path("account/security/passkey/options/", factors.passkey_options, name="desk_access_passkey_options"),
    path("account/security/passkey/finish/", factors.passkey_finish, name="desk_access_passkey_finish"),
    path("account/security/passkey/remove/", factors.remove_passkey, name="desk_access_remove_passkey"),
    path("account/security/recovery/", factors.recovery, name="desk_access_recovery"),
    path("audit/", trail.audit_trail, name="desk_audit"),
    path("audit/export.<str:form>", trail.export, name="desk_audit_export"),
    path("access/people/", people.people, name="desk_people"),
    path("access/people/rules/", people.set_rules, name="desk_people_rules"),
    path("access/people/<int:user_id>/reset/", people.reset, name="desk_people_reset"),
    path("access/people/<int:user_id>/end/", people.end_sessions, name="desk_people_end"),
]

urlpatterns: list[Any] = [
    *OPEN,
    *decorate_urlpatterns(decorate_urlpatterns(OWN, require_admin_access), never_cache),
]
