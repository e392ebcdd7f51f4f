"""A magazine that can send mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cast import SmallMagazine


@pytest.fixture
def mail_on(settings: Any) -> None:
    """There is a mail server."""
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


@pytest.fixture
def magazine(mail_on: None) -> SmallMagazine:
    """The small magazine, with a mail server."""
    from tests.cast import a_small_magazine

    return a_small_magazine()
