"""Migrations: counted, run one at a time however many processes want them, and shown."""

from __future__ import annotations

import argparse
import fcntl
import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from masthead.cli.running import exits
from masthead.cli.running.screen import Advance, progress, say
from masthead.errors import MastheadError

ADVISORY_LOCK = 7_165_321
"""PostgreSQL's number for “Masthead migrates”; any that nobody else in the database uses."""


class DatabaseOutdated(MastheadError):
    """The database is older than the program, and nobody allowed to change it."""


class DatabaseNewer(MastheadError):
    """A newer Masthead has changed the database."""


def run(args: argparse.Namespace) -> int:
    """The verb: migrate, or check."""
    refuse_newer()
    if args.check:
        count = pending_count()
        say(f"{count} migrations are waiting." if count else "The database is up to date.")
        return exits.FAILED if count else exits.OK
    say("The database has been brought up to date." if bring_up_to_date() else "The database was up to date.")
    return exits.OK


def bring_up_to_date() -> int:
    """Run the migrations that are waiting and answer how many; one process at a time.

    Raises ``DatabaseNewer``. A migration that fails leaves the database at the one before it.
    """
    refuse_newer()
    if not pending_count():
        return 0
    with _alone():
        count = pending_count()
        if count:
            with progress("Preparing the database", count) as advance:
                call_command("migrate", verbosity=1, interactive=False, no_color=True, stdout=_Counter(advance))
    return count


def pending_count() -> int:
    """How many migrations of this version the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_new() -> bool:
    """Whether the database has seen no migration at all: there is nothing in it that could be lost."""
    return not MigrationRecorder(connection).applied_migrations()


def fill_if_new() -> None:
    """Let a new database be filled by whichever command comes first; an old one is for ``masthead migrate`` to change.

    Raises ``DatabaseOutdated`` or ``DatabaseNewer``.
    """
    if is_new():
        bring_up_to_date()
    else:
        refuse_outdated()


def refuse_outdated() -> None:
    """Raise ``DatabaseOutdated`` when migrations are waiting."""
    refuse_newer()
    count = pending_count()
    if count:
        raise DatabaseOutdated(f"The database lacks {count} migrations.", "Make a backup, then run masthead migrate.")


def refuse_newer() -> None:
    """Raise ``DatabaseNewer`` when the database has seen migrations that this version does not know."""
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("masthead")}
    unknown = sorted(key for key in set(loader.applied_migrations) - set(loader.disk_migrations) if key[0] in ours)
    if unknown:
        message = f"A newer Masthead has changed this database ({unknown[0][0]}.{unknown[0][1]})."
        raise DatabaseNewer(message, "Install that version again, or restore a backup made before it.")


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for another process that migrates: on this machine by a file's lock, on PostgreSQL by the server's own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
        return
    folder = settings.CONFIG.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class _Counter(io.StringIO):
    """Takes what Django's command prints, and counts the migrations in it."""

    def __init__(self, advance: Advance) -> None:
        super().__init__()
        self.advance = advance

    def write(self, text: str) -> int:
        if text.lstrip().startswith("Applying"):
            self.advance(1)
        return len(text)
