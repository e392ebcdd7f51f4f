"""The demo magazine, loaded once for all tests of it and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from masthead.demo.actions import LoadedDemo


FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as in every test


@pytest.fixture(scope="module")
def evenlight(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LoadedDemo]:
    """What ``load_demo`` says of itself; its rows are there for the tests of the module."""
    from django.db import transaction
    from django.test import override_settings

    from masthead.demo.actions import load_demo

    media: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=FAST), transaction.atomic():
        yield load_demo(password="in a harbour at dusk")
        transaction.set_rollback(True)
