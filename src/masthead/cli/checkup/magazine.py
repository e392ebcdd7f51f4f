"""The magazine itself, looked at with Django set up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils import timezone

from masthead.cli.checkup.findings import Finding, bad, ok, warn
from masthead.cli.inside.migrate import DatabaseNewer, is_new, pending_count, refuse_newer
from masthead.config import Theme
from masthead.desk.first_run.actions import has_owner
from masthead.front.checking.folders import check_folder
from masthead.front.theme_folder import STATIC, TEMPLATES
from masthead.jobs import queries as jobs
from masthead.magazine.queries import this_magazine
from masthead.newsletters import journal
from masthead.newsletters import queries as newsletters
from masthead.pictures.queries import waiting_for_renditions
from masthead.search import queries as search

LATE = timedelta(minutes=5)


def database() -> Iterator[Finding]:
    """Whether the database answers and is set as it should be."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            if mode == "wal":
                yield ok("database", "SQLite in WAL mode")
            else:
                yield bad("database", f"SQLite's journal mode is {mode}, not WAL", "Is the folder on a network drive?")
        else:
            cursor.execute("SHOW server_version")
            yield ok("database", f"PostgreSQL {cursor.fetchone()[0]}")


def migrations() -> Iterator[Finding]:
    """Whether database and program are of one version."""
    try:
        refuse_newer()
    except DatabaseNewer as error:
        yield bad("migrations", error.message, error.hint)
        return
    if is_new():
        yield bad("migrations", "the database is empty", "masthead serve fills it; so does masthead createowner.")
        return
    count = pending_count()
    if count:
        yield bad("migrations", f"{count} are waiting", "Make a backup, then masthead migrate.")
    else:
        yield ok("migrations", "none are waiting")


def owner() -> Iterator[Finding]:
    """Whether the magazine has been set up."""
    if has_owner() and this_magazine().is_set_up:
        yield ok("owner", "the magazine has one")
    else:
        hint = "Open /setup/ with the code that masthead serve shows, or use masthead createowner."
        yield warn("owner", "nobody has set the magazine up: whoever has the code may", hint)


def background_work() -> Iterator[Finding]:
    """Whether anybody does the background work, and how it goes."""
    health = jobs.health()
    if health.workers_alive_count:
        yield ok("worker", f"{health.workers_alive_count} alive")
    else:
        hint = "Start masthead serve; its worker makes pictures, follows publishing and keeps the schedule."
        yield bad("worker", "none has been seen", hint)
    yield _waiting("outbox", health.outbox_waiting_count, health.oldest_outbox_at)
    yield _waiting("jobs", health.jobs_waiting_count, health.oldest_job_at)
    for about, count in (("outbox", health.outbox_failed_count), ("jobs", health.jobs_failed_count)):
        if count:
            yield warn(about, f"{count} failed for good", "masthead jobs says what and why.")
    if health.periodic_late:
        yield warn("schedule", f"late: {', '.join(health.periodic_late)}", "Is the worker alive?")
    if health.periodic_failing:
        yield warn("schedule", f"failing: {', '.join(health.periodic_failing)}", "The log says why.")


def _waiting(about: str, count: int, oldest_at: datetime | None) -> Finding:
    age = timezone.now() - oldest_at if oldest_at else timedelta()
    if age > LATE:
        minutes = int(age.total_seconds() // 60)
        return warn(
            about, f"{count} waiting, the oldest for {minutes} minutes", "Is the worker alive and able to keep up?"
        )
    return ok(about, f"{count} waiting")


def pictures() -> Iterator[Finding]:
    """Whether a picture has been waiting for its sizes: readers see its colour meanwhile."""
    count = waiting_for_renditions().filter(created_at__lt=timezone.now() - LATE).count()
    if count:
        yield warn("pictures", f"{count} have no sizes yet, readers see a plain colour", "masthead jobs says why.")
    else:
        yield ok("pictures", "all have their sizes")


def newsletter() -> Iterator[Finding]:
    """Whether readers can sign up for the newsletter that is offered."""
    if trouble := journal.trouble_writing(settings.CONFIG.data_dir):
        yield bad("newsletter", f"the journal of who left cannot be written: {trouble}", "A restore could revive them.")
    offered = newsletters.offered()
    if offered is None:
        return
    for obstacle in newsletters.obstacles():
        yield warn("newsletter", f"“{offered}” is offered, and readers see no sign-up", obstacle)
    if not newsletters.obstacles():
        counts = newsletters.counts_of(offered)
        yield ok(
            "newsletter", f"“{offered}”: {counts.confirmed:,} subscribe, {counts.pending:,} have not confirmed yet"
        )


def readers_search() -> Iterator[Finding]:
    """Whether the search index is there and up to date."""
    health = search.health()
    for problem in health.problems:
        yield warn("search", problem, "The worker sees to it by itself; masthead rebuild search does so at once.")
    if health.is_well:
        yield ok("search", f"{health.indexed_count:,} articles, up to date")


def theme() -> Iterator[Finding]:
    """Whether the theme folder, if there is one, has mistakes. Readers get our own templates in place of those that have."""
    folder = settings.THEME_FOLDER
    if not (folder / TEMPLATES).is_dir() and not (folder / STATIC).is_dir():
        if folder.name != Theme().folder.name:
            yield warn("theme", f"masthead.toml names {folder}, which holds none", "masthead theme new makes one.")
        return
    mistakes = [finding for finding in check_folder(folder) if not finding.is_advice]
    if mistakes:
        first = mistakes[0]
        words = f"{len(mistakes)} mistakes in {folder}, such as {first.path}:{first.line}: {first.message}"
        yield warn("theme", words, "masthead theme check shows all of them.")
    else:
        yield ok("theme", f"{folder} has no mistakes")


def framework() -> Iterator[Finding]:
    """What Django's own checks say."""
    messages = checks.run_checks(include_deployment_checks=settings.IS_SECURE)
    said = [message for message in messages if message.level >= checks.WARNING and not message.is_silenced()]
    for message in said:
        yield warn("Django", f"{message.id}: {message.msg}", message.hint or "")
    if not said:
        yield ok("Django", "its own checks found nothing")
