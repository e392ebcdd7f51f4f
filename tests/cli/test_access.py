"""``masthead access``: help for somebody who is locked out, and a trace of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from masthead.audit.models import AuditEntry
from masthead.cli.inside.access import AccountUnknown, run
from masthead.errors import MastheadError
from masthead.staff.models import AuthenticatorApp, StaffSession
from tests.cast import a_user

pytestmark = pytest.mark.django_db


def asked(**said: object) -> Namespace:
    return Namespace(
        **{"account": "petra", "reset_second_factor": False, "password_file": None, "end_sessions": False} | said
    )


def test_a_lost_second_factor_is_reset_and_sessions_end(capsys: pytest.CaptureFixture[str]) -> None:
    petra = a_user()
    AuthenticatorApp.objects.create(user=petra, sealed_secret="x")
    StaffSession.objects.create(session_key="k", user=petra)
    assert run(asked(reset_second_factor=True)) == 0
    assert not AuthenticatorApp.objects.exists()
    assert not StaffSession.objects.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "user_label")) == [
        ("reset-factors", "Masthead"),
        ("end-sessions", "Masthead"),
    ]
    assert "petra has no second factor" in capsys.readouterr().out


def test_a_new_password_is_read_from_a_file_and_must_do(tmp_path: Path) -> None:
    petra, file = a_user(), tmp_path / "password"
    file.write_text("12345678\n")
    with pytest.raises(MastheadError, match="too common"):
        run(asked(password_file=file))
    file.write_text("a heron stands still\n")
    run(asked(password_file=file))
    petra.refresh_from_db()
    assert petra.check_password("a heron stands still")


def test_sessions_are_ended_and_an_unknown_name_is_told() -> None:
    StaffSession.objects.create(session_key="k", user=a_user())
    run(asked(end_sessions=True))
    assert not StaffSession.objects.exists()
    with pytest.raises(AccountUnknown, match="nobody"):
        run(asked(account="nobody", end_sessions=True))
