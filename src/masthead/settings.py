"""The one Django settings module, fed by ``masthead.config``.

Nothing is set here that an operator might want to change: that belongs to ``config.py``.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from masthead import config, sqlite
from masthead.body.embeds import frame_sources
from masthead.policies import READERS_POLICY

sqlite.swap_in()

CONFIG = config.load()

# The site

DEBUG = CONFIG.site.debug
# Without a key each process makes its own and sessions end with it; `masthead doctor` says so.
SECRET_KEY = CONFIG.site.secret_key or secrets.token_urlsafe(48)
_base_url = urlsplit(CONFIG.site.base_url)
ALLOWED_HOSTS = [_base_url.hostname or "localhost", "localhost", "127.0.0.1", "[::1]", *CONFIG.site.hosts]
CSRF_TRUSTED_ORIGINS = [CONFIG.site.base_url]
IS_SECURE = _base_url.scheme == "https"

ROOT_URLCONF = "masthead.urls"
WSGI_APPLICATION = "masthead.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False  # readers' addresses are resolved by the front room, redirects included

LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = "masthead.text.formats"  # Django's own English is American
TIME_ZONE = CONFIG.site.time_zone
USE_I18N = True
USE_TZ = True

# Rooms, the lower floors first

ROOMS = [
    "masthead.staff",
    "masthead.audit",
    "masthead.jobs",
    "masthead.magazine",
    "masthead.redirects",
    "masthead.pictures",
    "masthead.publishing",
    "masthead.contributors",
    "masthead.body",
    "masthead.articles",
    "masthead.planning",
    "masthead.issues",
    "masthead.published",
    "masthead.slots",
    "masthead.newsletters",
    "masthead.mailings",
    "masthead.deliveries",
    "masthead.search",
    "masthead.recommendations",
    "masthead.importers",
    "masthead.manuscripts",
    "masthead.desk",
    "masthead.machines",
    "masthead.front",
    "masthead.demo",
]

INSTALLED_APPS = [
    *ROOMS,
    "wagtail.contrib.settings",
    "masthead.desk.access.apps.UsersConfig",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "masthead",  # last: its ready() connects the switchboard, and disconnects mails of Wagtail's that ours replace
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "masthead.policies.ReadersHeaders",
    "masthead.policies.ContentPolicy",
    "masthead.policies.WithoutCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "masthead.desk.refusals.RefusalsAsMessages",
    "masthead.desk.access.presence.Presence",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            # No csrf token, user or messages reach a reader's page: those processors act only when used.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# A developer's theme: before our own templates and static files, on readers' pages only

THEME_FOLDER = CONFIG.theme.folder
if (THEME_FOLDER / "templates").is_dir():
    _loaders: list[Any] = [
        "masthead.front.theme_folder.CarefulLoader",
        "django.template.loaders.app_directories.Loader",
    ]
    TEMPLATES.insert(
        0,
        {
            "BACKEND": "masthead.front.theme_folder.ReadersTemplates",
            "NAME": "readers",
            "DIRS": [THEME_FOLDER / "templates"],
            # Compiled once; while debugging each time, so that a change is seen at once.
            "OPTIONS": {"loaders": _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)]},
        },
    )
STATICFILES_FINDERS = [
    *(["masthead.front.theme_folder.ThemeFinder"] if (THEME_FOLDER / "static").is_dir() else []),
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

# The database

# 8 MB of pages for each connection: 20 MB made nothing faster at 100,000 articles (the system keeps the file anyway),
# and every thread that answers has a connection.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000; "
    "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
)


def sqlite_database(path: Path) -> dict[str, Any]:
    """SQLite in WAL mode, where every transaction takes the write lock at once.

    A deferred transaction that has read may not upgrade over another's commit and fails without waiting;
    hence IMMEDIATE, and hence no ``atomic()`` on readers' paths. No ``mmap_size``, which makes damage lasting.
    """
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "CONN_MAX_AGE": None, "OPTIONS": options}


def database_at(url: str) -> dict[str, Any]:
    """The database that ``[database] url`` names: PostgreSQL, or SQLite at an absolute path."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_database(Path(unquote(parts.path)))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


_url = CONFIG.database.url
_database = database_at(_url) if _url else sqlite_database(CONFIG.database.path)
DATABASES = {
    "default": {
        **_database,
        "ATOMIC_REQUESTS": False,
    }
}
IS_POSTGRES = DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
if IS_POSTGRES:  # Wagtail's search migrations refuse to run without it
    INSTALLED_APPS += ["django.contrib.postgres"]

# Jobs

_bg: dict[str, Any] = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
if CONFIG.jobs.backend == "rq":
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    RQ_QUEUES = {"default": {"URL": CONFIG.jobs.redis_url, "QUEUE_CLASS": "masthead.jobs.valkey.PolicyQueue"}}
    _bg = {"BACKEND": "django_tasks_rq.RQBackend", "QUEUES": ["default"]}
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "masthead.jobs.inline.CoalescingBackend"},
    "bg": _bg,
}

# Caches: nothing that must be agreed between processes is kept here unless [cache] url is set

_cache: dict[str, Any] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600}
if CONFIG.cache.url:
    _cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CONFIG.cache.url}
CACHES = {
    "default": {**_cache, "KEY_PREFIX": "masthead"},
    "renditions": {**_cache, "KEY_PREFIX": "masthead-renditions", "TIMEOUT": 3600},
}

# Files

STORAGES = {
    "default": {"BACKEND": "masthead.files.storage.MediaFolder"},
    "staticfiles": {"BACKEND": "masthead.files.names.HashedFolders"},
}
STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data_dir / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = CONFIG.media.dir
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article is one big form
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# Security: cookies belong to the desk only

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "masthead_session"
SESSION_COOKIE_PATH = "/desk/"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "masthead_csrf"
CSRF_COOKIE_PATH = "/desk/"
CSRF_COOKIE_SECURE = IS_SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # what other hosts of the domain serve is not ours to promise
    "security.W008",  # the proxy in front sends http to https
    "security.W019",  # the desk shows a preview in a frame
    "security.W021",  # nor is the browsers' preload list
]
# The players of embeds: pages hold none, a reader's press of the button makes one.
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**READERS_POLICY, "frame-src": frame_sources()}}

AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
AUTHENTICATION_BACKENDS = ["masthead.staff.backends.UsernameOrEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Issues

PROOF_LINK_DAYS = CONFIG.issues.proof_link_days
LAUNCH_UNDO_HOURS = CONFIG.issues.undo_hours

# Mail from the desk

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail.from_address
MAIL_TO_FILES = not CONFIG.mail.host and CONFIG.mail.write_to == "files"
_mail = "smtp" if CONFIG.mail.host else "filebased" if MAIL_TO_FILES else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_mail}.EmailBackend"
EMAIL_FILE_PATH = CONFIG.data_dir / "mail"
EMAIL_HOST = CONFIG.mail.host
EMAIL_PORT = CONFIG.mail.port
EMAIL_HOST_USER = CONFIG.mail.user
EMAIL_HOST_PASSWORD = CONFIG.mail.password
EMAIL_USE_TLS = CONFIG.mail.tls == "starttls"
EMAIL_USE_SSL = CONFIG.mail.tls == "tls"
EMAIL_TIMEOUT = 20

# Wagtail

WAGTAIL_SITE_NAME = "Masthead"
WAGTAILADMIN_BASE_URL = CONFIG.site.base_url
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = (
    False  # one's password is changed where sessions are ended too: /desk/account/security/
)
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("en", "English")]
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "masthead.pictures.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "pictures.MediaDocument"
WAGTAILDOCS_SERVE_METHOD = "direct"  # urls.py serves /media/ so that no upload can act as a page
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "doc", "docx", "epub", "odt", "pdf", "txt", "xlsx", "zip"),
    *("flac", "m4a", "mp3", "ogg", "opus", "wav", "mp4", "webm", "srt", "vtt"),
]
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = CONFIG.media.max_upload_megabytes * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = CONFIG.media.max_picture_megapixels * 1_000_000
WAGTAIL_APPEND_SLASH = True
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds, as the next two; each is a write or a whole rendering
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 2000
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 30_000
WAGTAIL_ENABLE_UPDATE_CHECK = False  # these three call other people's servers
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # so would asking an embed's provider
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "masthead.desk.writing.editor.CarefulEditor"}}
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True
# Every step of a review edits: an approval holds for the whole review, and what is changed after it asks anew (planning.actions).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "masthead.planning.finishing.publish_nothing"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 20
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

# Ours ranks in one query where Wagtail's own is quadratic in the number of matches.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "masthead.search.wagtail_backend"}}

# The log

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},  # that somebody asked for what is not there is no trouble of ours
        "django_tasks": {"level": "WARNING"},  # otherwise two lines for each index entry of each save
    },
}
