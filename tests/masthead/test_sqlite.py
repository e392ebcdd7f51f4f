"""Which SQLite Django uses, and how."""

from __future__ import annotations

import sys

import pytest
from django.conf import settings
from django.db import connection

from masthead import sqlite

on_sqlite = pytest.mark.skipif(settings.IS_POSTGRES, reason="about SQLite")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no wheel")
def test_the_patched_sqlite_takes_the_place_of_the_linked_one() -> None:
    sqlite.swap_in()
    assert sys.modules["sqlite3"].__name__.startswith("pysqlite3")
    assert sqlite.linked_version() >= sqlite.FIRST_SAFE_VERSION
    assert sqlite.is_safe()


@on_sqlite
@pytest.mark.django_db
def test_a_connection_writes_ahead_and_takes_the_write_lock_at_once() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert cursor.execute("SELECT sqlite_version()").fetchone()[0] == ".".join(map(str, sqlite.linked_version()))
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_does_not_take_the_laid_rows_from_the_next_one() -> None:
    _the_laid_rows_are_there()


@pytest.mark.django_db(transaction=True)
def test_a_second_test_with_real_transactions_finds_the_laid_rows_too() -> None:
    _the_laid_rows_are_there()


def _the_laid_rows_are_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailcore_locale")
        assert cursor.fetchone()[0] == 1
        cursor.execute("SELECT count(*) FROM wagtailcore_page WHERE depth = 1")
        assert cursor.fetchone()[0] == 1
