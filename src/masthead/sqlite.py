"""Swap in the patched SQLite before Django loads its own.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections write and checkpoint at the
same moment (fixed in 3.51.3). The Pythons of Debian 12 and 13 and Ubuntu 24.04 link such a version, so where
a ``pysqlite3`` wheel exists it takes the place of the standard module.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys

FIRST_SAFE_VERSION = (3, 51, 3)
"""The first release without the WAL-reset corruption."""


def swap_in() -> None:
    """Make ``import sqlite3`` mean the patched library from here on; harmless when called again.

    Django's SQLite backend must not be loaded yet. Does nothing where no ``pysqlite3`` is installed.
    """
    if sys.modules["sqlite3"].__name__ == "pysqlite3" or importlib.util.find_spec("pysqlite3") is None:
        return
    patched = importlib.import_module("pysqlite3")
    sys.modules["sqlite3"] = patched
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def linked_version() -> tuple[int, int, int]:
    """The version of the SQLite that Django uses, as (major, minor, patch)."""
    module = sys.modules.get("sqlite3", sqlite3)
    major, minor, patch = (int(part) for part in module.sqlite_version.split("."))
    return major, minor, patch


def is_safe() -> bool:
    """Whether the linked SQLite is free of the WAL-reset corruption."""
    return linked_version() >= FIRST_SAFE_VERSION
