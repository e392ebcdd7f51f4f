"""A clock that can be put forward."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.jobs.conftest import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock
