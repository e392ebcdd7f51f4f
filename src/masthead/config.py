"""What an operator may set: ``masthead.toml``, then the environment, typed and checked.

``load()`` reads the file named by ``MASTHEAD_CONFIG``, or the nearest ``masthead.toml`` from the current folder
upwards, or neither. The environment wins over the file: ``MASTHEAD_<TABLE>_<KEY>``, for example
``MASTHEAD_SITE_BASE_URL``; a secret may stand in a file of its own named by ``MASTHEAD_<TABLE>_<KEY>_FILE``.
A list in the environment is separated by commas. Unknown keys are refused, with the file and the line.
Relative paths are taken from the folder of ``masthead.toml``.

Each field carries its help, which ``docs/operators/settings.md`` repeats; a house test compares the two.
"""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from masthead.errors import ConfigurationUnusable

FILE_NAME = "masthead.toml"
PREFIX = "MASTHEAD_"
NOT_SETTINGS = frozenset({"MASTHEAD_CONFIG"})
HIGHEST_PORT = 65_535
SHORTEST_SECRET = 32
DATABASE_SCHEMES = ("postgresql", "postgres", "sqlite")


def _setting(
    default: Any,
    help_text: str,
    *,
    secret: bool = False,
    choices: tuple[str, ...] = (),
) -> Any:
    """A dataclass field with the help, secrecy and choices that the loader and the documentation read."""
    metadata = {"help": help_text, "secret": secret, "choices": choices}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Site:
    """Where readers find the magazine, and who may speak for them on the way."""

    base_url: str = _setting("http://localhost:8000", "The public address of the site, without a slash at the end.")
    hosts: tuple[str, ...] = _setting(
        (),
        "Further host names to answer to. The host of base_url, localhost and 127.0.0.1 are always answered.",
    )
    trusted_proxies: tuple[str, ...] = _setting(
        (),
        "Addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded-For and -Proto are believed.",
    )
    time_zone: str = _setting("UTC", "The magazine's time zone, such as Europe/Paris.")
    secret_key: str = _setting("", "Signs sessions and forms; at least 32 characters, kept secret.", secret=True)
    debug: bool = _setting(default=False, help_text="Show errors in full. Never on a public machine.")


@dataclass(frozen=True)
class Database:
    """Where the copy is kept: SQLite in one file, or PostgreSQL."""

    path: Path = _setting(
        Path("data/masthead.sqlite3"), "The SQLite file, used when url is empty. Never on a network drive."
    )
    url: str = _setting(
        "",
        "postgresql://user:password@host:5432/name, or sqlite:////path. Empty means SQLite at path.",
        secret=True,
    )


@dataclass(frozen=True)
class Media:
    """Where pictures, recordings and documents are kept."""

    dir: Path = _setting(Path("data/media"), "The folder of uploaded files and the sizes made from them.")
    max_upload_megabytes: int = _setting(32, "The largest file that the desk accepts, in megabytes.")
    max_picture_megapixels: int = _setting(80, "The largest picture that is opened, in millions of pixels.")


@dataclass(frozen=True)
class Search:
    """Readers' search."""

    dir: Path = _setting(Path("data/search"), "The folder of the search index, which can always be made again.")


@dataclass(frozen=True)
class Jobs:
    """Background work."""

    backend: str = _setting(
        "database",
        "Where jobs wait: in the database, or in Redis or Valkey (rq).",
        choices=("database", "rq"),
    )
    redis_url: str = _setting("", "redis://host:6379/0; needed by the rq backend.", secret=True)


@dataclass(frozen=True)
class Cache:
    """What several processes may share."""

    url: str = _setting("", "redis://host:6379/1 to share the cache; empty keeps one in each process.", secret=True)


@dataclass(frozen=True)
class Server:
    """The processes that ``masthead serve`` starts."""

    host: str = _setting("127.0.0.1", "The address to listen on.")
    port: int = _setting(8000, "The port to listen on.")
    workers: int = _setting(1, "Web processes.")
    threads: int = _setting(2, "Threads in each web process.")


@dataclass(frozen=True)
class Mail:
    """How mail is sent. Without a host none is: it is written to the log, or into files."""

    host: str = _setting("", "The SMTP server. Empty sends nothing.")
    write_to: str = _setting(
        "log",
        "Where mail is written while there is no host: to the log, or as files into data/mail, to try newsletters out.",
        choices=("log", "files"),
    )
    port: int = _setting(587, "The SMTP server's port.")
    user: str = _setting("", "The SMTP user name.")
    password: str = _setting("", "The SMTP password.", secret=True)
    tls: str = _setting("starttls", "How the connection is encrypted.", choices=("starttls", "tls", "none"))
    from_address: str = _setting("desk@localhost", "The sender of mail from the desk.")


@dataclass(frozen=True)
class Newsletters:
    """How letters are handed to the mail server of ``[mail]``, and what it can be asked afterwards."""

    connections: int = _setting(8, "Connections at a time to the mail server.")
    per_second: int = _setting(0, "Letters handed over in a second at most; none until it is set.")
    per_hour: int = _setting(0, "Letters handed over in an hour at most; none until it is set.")
    retry_seconds: int = _setting(
        300, "How long after “not now” a letter is tried again; doubled each time, up to four hours."
    )
    ask_after_seconds: int = _setting(
        30,
        "How long after a crash the mail server is asked what it got; what was on its way has to be in its log by then.",
    )
    relay: str = _setting(
        "server",
        "What the mail server is: any server, or a Postfix on this machine, whose log and queue say what it got before a crash.",
        choices=("server", "postfix"),
    )
    relay_log: str = _setting("/var/log/mail.log", "Postfix's log, which Masthead must be able to read.")
    relay_config: str = _setting("", "Postfix's folder of settings, where it is not /etc/postfix.")


@dataclass(frozen=True)
class Theme:
    """A developer's theme: templates and style of your own on readers' pages. What needs no code is changed at the desk."""

    folder: Path = _setting(
        Path("theme"), "The folder with templates/ and static/, used when it is there; see masthead theme new."
    )


@dataclass(frozen=True)
class Issues:
    """Proofs and launches of issues."""

    proof_link_days: int = _setting(14, "How long a private link to a proof lasts, in days.")
    undo_hours: int = _setting(24, "How long after a launch it can be undone, in hours.")


@dataclass(frozen=True)
class LoginOidc:
    """Single sign-on at the desk by OpenID Connect. Off until ``issuer`` is set; nothing is asked of anybody before."""

    issuer: str = _setting(
        "", "The provider's address, https://id.magazine.example. Empty switches single sign-on off."
    )
    client_id: str = _setting("", "What the provider calls Masthead.")
    client_secret: str = _setting("", "What Masthead shows the provider.", secret=True)
    name: str = _setting("single sign-on", "The provider's name on the button: “Sign in with …”.")
    allowed_domains: tuple[str, ...] = _setting(
        (), "Only people with a verified e-mail address in one of these domains. Empty lets the accounts decide."
    )
    roles_claim: str = _setting("", "The claim that says what somebody may do here, such as groups.")
    roles: tuple[str, ...] = _setting(
        (),
        "Which role a value of roles_claim brings: “editors=Editors”. Such people need no account before; these roles follow the claim.",
    )
    trust_second_factor: bool = _setting(
        default=False, help_text="The provider asks for a second factor itself, so that the desk does not."
    )


@dataclass(frozen=True)
class Config:
    """Everything an operator set, and where it came from."""

    site: Site = field(default_factory=Site)
    database: Database = field(default_factory=Database)
    media: Media = field(default_factory=Media)
    search: Search = field(default_factory=Search)
    jobs: Jobs = field(default_factory=Jobs)
    cache: Cache = field(default_factory=Cache)
    server: Server = field(default_factory=Server)
    mail: Mail = field(default_factory=Mail)
    newsletters: Newsletters = field(default_factory=Newsletters)
    login_oidc: LoginOidc = field(default_factory=LoginOidc)
    issues: Issues = field(default_factory=Issues)
    theme: Theme = field(default_factory=Theme)
    root: Path = field(default_factory=Path.cwd)
    """The folder that relative paths start from: that of ``masthead.toml``, else the current one."""
    source: Path | None = None
    """The file that was read, if there was one."""

    @property
    def data_dir(self) -> Path:
        """The folder beside ``masthead.toml`` for what Masthead itself keeps."""
        return self.root / "data"


@dataclass(frozen=True)
class Place:
    """Where a value was written: for messages."""

    name: str
    where: str

    def refuse(self, trouble: str, hint: str = "") -> ConfigurationUnusable:
        """The error to raise about this value."""
        return ConfigurationUnusable(f"{self.where}: {self.name} {trouble}", hint)


TABLES: dict[str, type] = {
    "site": Site,
    "database": Database,
    "media": Media,
    "search": Search,
    "jobs": Jobs,
    "cache": Cache,
    "server": Server,
    "mail": Mail,
    "newsletters": Newsletters,
    "issues": Issues,
    "theme": Theme,
    "login.oidc": LoginOidc,
}
"""By the name in ``masthead.toml``. In ``Config`` and in variables a dot is an underscore."""


def settings_of(table: type) -> Iterator[tuple[Field[Any], type]]:
    """Each setting of a table with its type, in the order it is written."""
    hints = get_type_hints(table)
    for each in fields(table):
        yield each, hints[each.name]


def load(environ: Mapping[str, str] | None = None, start: Path | None = None) -> Config:
    """Read the configuration; raise ``ConfigurationUnusable`` for anything unknown or unusable.

    ``environ`` is the process's environment and ``start`` the current folder unless given.
    """
    environ = os.environ if environ is None else environ
    source = find_file(environ, start or Path.cwd())
    root = source.parent if source else (start or Path.cwd())
    written = _read_file(source) if source else {}
    _refuse_unknown_variables(environ)
    tables: dict[str, Any] = {}
    for name, table in TABLES.items():
        values = _values_of_file(written.get(name, {}), name, table, source)
        values |= _values_of_environment(environ, name, table)
        tables[name.replace(".", "_")] = _rooted(table(**values), root)
    config = Config(**tables, root=root.absolute(), source=source)
    _check(config)
    return config


def find_file(environ: Mapping[str, str], start: Path) -> Path | None:
    """The configuration file: the one named by ``MASTHEAD_CONFIG``, else the nearest one upwards, else none."""
    named = environ.get("MASTHEAD_CONFIG")
    if named:
        path = Path(named).expanduser().absolute()
        if not path.is_file():
            message = f"MASTHEAD_CONFIG names {path}, which is not a file."
            raise ConfigurationUnusable(message)
        return path
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def _read_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        written = tomllib.loads(text)
    except UnicodeDecodeError as error:
        message = f"{path}: not a text file in UTF-8."
        raise ConfigurationUnusable(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {error}."
        raise ConfigurationUnusable(message) from error
    written = tables_in(written)
    for name, values in written.items():
        place = Place(f"[{name}]" if isinstance(values, dict) else name, f"{path}, line {line_of(text, name, None)}")
        if name not in TABLES:
            raise place.refuse("is not known.", f"Known tables: {', '.join(TABLES)}.")
        if not isinstance(values, dict):
            raise place.refuse("must be a table.", f"Write [{name}] and its keys below it.")
    return written


def tables_in(written: Mapping[str, Any]) -> dict[str, Any]:
    """What a file's text holds, by the names of ``TABLES``: ``[login.oidc]`` is a table of its own and not a key of ``[login]``."""
    flat: dict[str, Any] = {}
    for name, values in written.items():
        inner = {key for key in values if f"{name}.{key}" in TABLES} if isinstance(values, dict) else set()
        flat |= {f"{name}.{key}": values[key] for key in inner}
        if not inner:
            flat[name] = values
        elif rest := {key: value for key, value in values.items() if key not in inner}:
            flat[name] = rest
    return flat


def _variable(table: str, key: str) -> str:
    return f"{PREFIX}{table}_{key}".replace(".", "_").upper()


def line_of(text: str, table: str, key: str | None) -> int:
    """The line, counted from 1, on which ``[table]`` or its ``key`` is written; 1 when it cannot be found."""
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if header:
            current = header[1]
        here = bool(header) and current == table
        top = current == "" and re.match(rf"\s*{re.escape(table)}\s*[=.]", line)
        if key is None and (here or top):
            return number
        if key is not None and current == table and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
    return 1


def _values_of_file(written: Mapping[str, Any], name: str, table: type, source: Path | None) -> dict[str, Any]:
    known = {each.name: (each, kind) for each, kind in settings_of(table)}
    values: dict[str, Any] = {}
    text = source.read_text(encoding="utf-8") if source and written else ""
    for key, raw in written.items():
        place = Place(key, f"{source}, line {line_of(text, name, key)}")
        base = key.removesuffix("_file")
        if key in known:
            values[key] = _typed(raw, *known[key], place)
        elif base != key and base in known and known[base][0].metadata["secret"]:
            values[base] = _secret_in(_typed(raw, known[base][0], str, place), place, source)
        else:
            raise place.refuse(f"is not known in [{name}].", f"Known keys: {', '.join(known)}.")
    return values


def _values_of_environment(environ: Mapping[str, str], name: str, table: type) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for each, kind in settings_of(table):
        variable = _variable(name, each.name)
        place = Place(variable, "environment")
        file_name = environ.get(f"{variable}_FILE", "") if each.metadata["secret"] else ""
        if variable in environ:
            values[each.name] = _typed(_unquoted(environ[variable], kind, place), each, kind, place)
        elif file_name:
            values[each.name] = _secret_in(file_name, Place(f"{variable}_FILE", "environment"), None)
    return values


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    known = set(NOT_SETTINGS)
    for name, table in TABLES.items():
        for each, _ in settings_of(table):
            variable = _variable(name, each.name)
            known |= {variable, f"{variable}_FILE"} if each.metadata["secret"] else {variable}
    for variable in environ:
        if variable.startswith(PREFIX) and variable not in known:
            hint = "Names are MASTHEAD_<TABLE>_<KEY>; docs/operators/settings.md lists them."
            raise Place(variable, "environment").refuse("is not a known setting.", hint)


def _unquoted(text: str, kind: type, place: Place) -> Any:
    """The value that a variable's text stands for, as TOML would have given it."""
    if kind is bool:
        truths = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
        if text.lower() not in truths:
            raise place.refuse(f"must be true or false, not “{text}”.")
        return truths[text.lower()]
    if kind is int:
        if not re.fullmatch(r"-?\d{1,12}", text):
            raise place.refuse(f"must be a whole number, not “{text}”.")
        return int(text)
    if kind == tuple[str, ...]:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _typed(raw: Any, setting: Field[Any], kind: type, place: Place) -> Any:
    if kind is Path:
        if not isinstance(raw, str) or not raw:
            raise place.refuse("must be a path.")
        return Path(raw).expanduser()
    if kind == tuple[str, ...]:
        if not isinstance(raw, list) or not all(isinstance(part, str) for part in raw):
            raise place.refuse("must be a list of texts.")
        return tuple(raw)
    if kind is int and (isinstance(raw, bool) or not isinstance(raw, int) or raw < 1):
        raise place.refuse("must be a whole number of 1 or more.")
    if kind is bool and not isinstance(raw, bool):
        raise place.refuse("must be true or false.")
    if kind is str and not isinstance(raw, str):
        raise place.refuse("must be a text in quotes.")
    choices = setting.metadata["choices"]
    if choices and raw not in choices:
        raise place.refuse(f"must be one of {', '.join(choices)}, not “{raw}”.")
    return raw


def _secret_in(file_name: str, place: Place, source: Path | None) -> str:
    path = Path(file_name).expanduser()
    path = path if path.is_absolute() or source is None else source.parent / path
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise place.refuse(f"names {path}, which cannot be read.", str(error)) from error


def _rooted(table: Any, root: Path) -> Any:
    """The table with its paths, defaults too, taken from the folder of the file; absolute ones stay."""
    paths = {each.name: value for each in fields(table) if isinstance(value := getattr(table, each.name), Path)}
    return replace(table, **{name: (root / path).absolute() for name, path in paths.items()})


def _check(config: Config) -> None:
    """Refuse what is well typed but cannot work."""
    where = str(config.source or "configuration")
    site = config.site
    if not site.base_url.startswith(("http://", "https://")) or site.base_url.endswith("/"):
        raise Place("site.base_url", where).refuse(
            f"must begin with http:// or https:// and not end with a slash, not “{site.base_url}”."
        )
    if not urlsplit(site.base_url).hostname:
        raise Place("site.base_url", where).refuse(f"names no host: “{site.base_url}”.")
    if site.secret_key and len(site.secret_key) < SHORTEST_SECRET:
        raise Place("site.secret_key", where).refuse(f"is shorter than {SHORTEST_SECRET} characters.")
    try:
        ZoneInfo(site.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Place("site.time_zone", where).refuse(f"is not a time zone: “{site.time_zone}”.") from error
    for proxy in site.trusted_proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            raise Place("site.trusted_proxies", where).refuse(f"holds “{proxy}”, which is no address.") from error
    _check_database_url(config.database.url, Place("database.url", where))
    _check_oidc(config.login_oidc, where)
    if config.server.port > HIGHEST_PORT:
        raise Place("server.port", where).refuse(f"must be {HIGHEST_PORT} or less.")
    if config.jobs.backend == "rq" and not config.jobs.redis_url:
        raise Place("jobs.redis_url", where).refuse("is needed by jobs.backend = “rq”.")


def _check_oidc(oidc: LoginOidc, where: str) -> None:
    def refuse(key: str, trouble: str, hint: str = "") -> ConfigurationUnusable:
        return Place(f"login.oidc.{key}", where).refuse(trouble, hint)

    issuer = urlsplit(oidc.issuer)
    is_here = issuer.hostname in {"localhost", "127.0.0.1"}
    if oidc.issuer and ((issuer.scheme != "https" and not is_here) or not issuer.hostname):
        raise refuse("issuer", f"must begin with https://, not “{oidc.issuer}”.")
    for key in ("client_id", "client_secret"):
        if oidc.issuer and not getattr(oidc, key):
            raise refuse(key, "is needed by login.oidc.issuer.")
    for pair in oidc.roles:
        if not all(part.strip() for part in pair.partition("=")):
            raise refuse("roles", f"holds “{pair}”.", "Write the claim's value, =, and the role: “editors=Editors”.")
    if oidc.roles and not oidc.roles_claim:
        raise refuse("roles_claim", "is needed by login.oidc.roles.")


def _check_database_url(url: str, place: Place) -> None:
    parts = urlsplit(url)
    if url and parts.scheme not in DATABASE_SCHEMES:
        raise place.refuse(f"begins with “{parts.scheme}:”, which is neither postgresql nor sqlite.")
    if url and not parts.path.strip("/"):
        raise place.refuse("names no database.", "Write postgresql://user:password@host:5432/name.")
