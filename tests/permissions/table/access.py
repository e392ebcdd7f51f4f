"""The doors, one's own account, and how everybody logs in."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import ANYBODY, DESK, OWNER, PUBLISHERS

# The doors themselves. /setup/ is nowhere once there is an owner.
on("first_run")
on("wagtailadmin_login", BOTH=ANYBODY)
on("wagtailadmin_logout", POST=ANYBODY)
on("wagtailadmin_sprite", BOTH=ANYBODY, why="icons; nothing in them")
on("wagtailadmin_javascript_catalog", GET=ANYBODY, why="the desk's words; nothing in them")
on("desk/^", GET=DESK, why="whatever is at no address; tried as /desk/")
on("desk/test404/", GET=DESK)
on("wagtailadmin_error_test", BOTH=DESK, why="Wagtail's: it raises an error, and does nothing else")
on("wagtailadmin_password_reset")
on("wagtailadmin_password_reset_done")
on("wagtailadmin_password_reset_confirm", arguments={"uidb64": "MQ", "token": "x-y"})
on("wagtailadmin_password_reset_complete")

# One's own: home, account, sessions.
on("wagtailadmin_home", GET=DESK)
on("wagtailadmin_account", BOTH=DESK)
on("wagtailadmin_dismissibles", GET=DESK, why="what one has clicked away oneself; written by PATCH")
on("desk_access_security", GET=DESK)
on("desk_access_password", POST=DESK)
on("desk_access_end_session", why="of no session, as it is tried here; tests/desk/test_sessions.py has the rest")
on("desk_access_end_others", POST=DESK)
on("wagtailadmin_block_preview", query="id=x", why="of no block, as it is tried here")

on("desk_access_second", BOTH=ANYBODY, why="leads back to the log-in when nobody is half in")
on("desk_access_login_passkey_finish", POST=ANYBODY, why="says that the key will not do")
for route in ("oidc", "oidc_back"):
    on(f"desk_access_{route}", why="single sign-on is not set up here; tests/desk has the rest")
for route in ("remove_passkey",):
    on(
        f"desk_access_{route}",
        why="of no key or half a log-in, as it is tried here; tests/desk/test_second_factor.py has the rest",
    )
on("desk_access_login_passkey", POST=ANYBODY)
on("desk_access_passkey_options", POST=DESK)
on("desk_access_passkey_finish", POST=DESK, why="leads back when there is no key")
for route in ("confirm", "app", "recovery"):
    on(f"desk_access_{route}", BOTH=DESK)
on("desk_access_passkey", GET=DESK)
on("desk_access_remove_app", POST=DESK)
on("desk_people", GET=PUBLISHERS)
on("desk_people_rules", POST=PUBLISHERS)
for thing, who in {"user": PUBLISHERS, "another owner": OWNER}.items():
    on("desk_people_reset", thing, POST=who)
    on("desk_people_end", thing, POST=who)
on("desk_audit", GET=PUBLISHERS)
on("desk_audit_export", arguments={"form": "csv"}, GET=PUBLISHERS)
