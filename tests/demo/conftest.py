"""The demo magazine, there for all tests of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.made_demo import made_demo

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def evenlight(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Who may log in, and with which password; the magazine's rows are there for the tests of the module.

    On SQLite they are those that the command has made for all processes; on PostgreSQL it is loaded here.
    """
    from django.conf import settings
    from django.db import transaction

    folder = tmp_path_factory.mktemp("evenlight")
    with django_db_blocker.unblock():
        if settings.IS_POSTGRES:
            with transaction.atomic():
                yield _loaded(folder)
                transaction.set_rollback(True)
        else:
            with _in_a_copy(made_demo().database, folder), transaction.atomic():
                yield made_demo().login
                transaction.set_rollback(True)


@contextmanager
def _in_a_copy(database: Path, folder: Path) -> Iterator[None]:
    """Let this process use a copy of another database for a while."""
    from django.db import connection

    own = connection.settings_dict["NAME"]
    _change_to(shutil.copyfile(database, folder / "masthead.sqlite3"))
    try:
        yield
    finally:
        _change_to(own)


def _change_to(database: Path) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import caches
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = database
    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=True):
        cache.clear()


def _loaded(media: Path) -> tuple[str, str]:
    from django.test import override_settings

    from masthead.demo.actions import load_demo

    with override_settings(MEDIA_ROOT=media):
        loaded = load_demo(password="in a harbour at dusk")
    return loaded.username, loaded.password
