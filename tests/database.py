"""The test's own database, seen from outside: its address for another process, and a digest of all that is in it."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from django.apps import apps
from django.db import connection

FOLLOWING_A_COMMIT = {"django_tasks_database_dbtaskresult"}


def database_url() -> str:
    """What ``MASTHEAD_DATABASE_URL`` must be for a process that uses this database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{database['NAME']}"
    user, password, host = (quote(str(database[name]), safe="") for name in ("USER", "PASSWORD", "HOST"))
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgresql://{user}:{password}@{host}{port}/{database['NAME']}"


def digests() -> dict[str, str]:
    """A digest of every row of every table, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - FOLLOWING_A_COMMIT)
