"""The ground under every test: settings, a database made once, closed sockets, a browser where there is one."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings

from tests.sockets import forbid_network
from tests.template_database import REPOSITORY, copy_to, template

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer
    from pytest_django.plugin import DjangoDbBlocker

CONFIGURATION = REPOSITORY / "tests" / "masthead.toml"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PRISTINE = pytest.StashKey[str]()
IS_CHANGED = pytest.StashKey[bool]()
"""Whether a test with real transactions has left the database changed."""
END_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

# Before Django's settings are read. Of the operator's variables only the database may be chosen for a run.
for _name in [name for name in os.environ if name.startswith("MASTHEAD_") and name != "MASTHEAD_DATABASE_URL"]:
    del os.environ[_name]
os.environ["MASTHEAD_CONFIG"] = str(CONFIGURATION)
os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.settings"
# Where nothing keeps what it compiles, each process of the tests' own would compile Django and Wagtail anew: more than a second.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # synchronous Playwright keeps an event loop in the main thread


def pytest_configure() -> None:
    """Read the settings, so that pytest-django sets Django up before tests are collected; close the network."""
    if django_settings.CONFIG.source != CONFIGURATION:
        pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their own settings.", returncode=4)
    forbid_network()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A migrated database: on SQLite a copy of the template, on PostgreSQL one made in the usual way."""
    from django.conf import settings
    from django.db import connection
    from django.test import TransactionTestCase
    from django.test.utils import setup_databases, teardown_databases

    from tests.cast import SMALL_MAGAZINE

    def leave_it(_case: TransactionTestCase) -> None:
        """Django would empty every table and lay out types and permissions anew, which is all put back below."""
        pytestconfig.stash[IS_CHANGED] = True

    TransactionTestCase._fixture_teardown = leave_it  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        if settings.IS_POSTGRES:
            made = setup_databases(verbosity=0, interactive=False, serialized_aliases=["default"])
            pytestconfig.stash[PRISTINE] = connection.creation.serialize_db_to_string()
        else:
            connection.close()
            own = copy_to(tmp_path_factory.mktemp("database"))
            connection.settings_dict["NAME"] = own
            settings.DATABASES["default"]["NAME"] = own
            options = connection.settings_dict["OPTIONS"]
            options["init_command"] = options["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")
            SMALL_MAGAZINE.learn()
    gc.collect()
    gc.freeze()  # what is loaded now stays to the end: the collector need not walk through it again and again
    yield
    with django_db_blocker.unblock():
        if settings.IS_POSTGRES:
            with connection.cursor() as cursor:  # threads of a test may have left theirs open
                cursor.execute(END_OTHERS)
            teardown_databases(made, verbosity=0)
        else:
            connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no process is left with a long one when the others have ended."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Let the collector look seldom: half a million objects stay to the end, and few of the others are in circles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """After a test with real transactions: put the database back as migrations had laid it.

    Not after the last test: by then the test database is gone, and the connection leads to the operator's own.
    """
    result = yield
    if nextitem and item.config.stash.get(IS_CHANGED, False):
        item.config.stash[IS_CHANGED] = False
        _restore(item)
    return result


def _restore(item: pytest.Item) -> None:
    from django.apps import apps
    from django.conf import settings
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import caches
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection
    from pytest_django.plugin import blocking_manager_key

    with item.config.stash[blocking_manager_key].unblock():
        if settings.IS_POSTGRES:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(item.config.stash[PRISTINE])
            resets = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
            with connection.cursor() as cursor:  # the rows put back brought their own keys
                cursor.execute("".join(resets))
        else:
            connection.ensure_connection()
            pristine = sys.modules["sqlite3"].connect(template())
            pristine.backup(connection.connection)
            pristine.close()
    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """Uploaded files and the search index of one test are its own; passwords are hashed fast."""
    config = settings.CONFIG
    settings.CONFIG = replace(
        config,
        media=replace(config.media, dir=tmp_path / "media"),
        search=replace(config.search, dir=tmp_path / "search"),
        root=tmp_path,
    )
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The site on a port of its own, with our own file serving in front as under ``masthead serve``."""
    from pytest_django.live_server_helper import LiveServer

    from masthead.wsgi import application

    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda _djangos_own: application  # type: ignore[assignment]
    server.start()
    yield server
    server.stop()


def chromium() -> str | None:
    """The path of a Chromium that is installed, if there is one."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; the test is skipped where there is none."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser page, 1280 by 900, without any cookie."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()
