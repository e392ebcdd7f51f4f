"""The machine and the settings, looked at without Django: this must work when the site cannot start."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from masthead import sqlite
from masthead.backup.reading import read_header
from masthead.backup.restoring import UNFINISHED
from masthead.backup.settings_files import SECRETS, secret_files
from masthead.backup.troubles import BackupRefused
from masthead.cli.checkup.findings import Finding, bad, ok, warn
from masthead.config import Config, line_of
from masthead.serving.ports import is_loopback

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)
SHORT_SECRET, FEW_LETTERS = 40, 12
LITTLE_BYTES, VERY_LITTLE_BYTES = 2_000_000_000, 300_000_000
OLD_BACKUP, VERY_OLD_BACKUP = timedelta(days=2), timedelta(days=30)
NETWORK_DRIVES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"})
OTHERS_MAY_READ = 0o077
BACKUPS_FOLDER = "backups"


def python() -> Iterator[Finding]:
    """The version of Python."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        yield ok("Python", version)
    else:
        yield bad("Python", f"{version} is not supported", "Use Python 3.11 to 3.14.")


def sqlite_version(config: Config) -> Iterator[Finding]:
    """Whether the linked SQLite can corrupt a database."""
    if config.database.url.startswith("postgres"):
        return
    version = ".".join(str(part) for part in sqlite.linked_version())
    if sqlite.is_safe():
        yield ok("SQLite", version)
        return
    needed = ".".join(str(part) for part in sqlite.FIRST_SAFE_VERSION)
    message = f"{version} may, very rarely, damage a database in WAL mode (fixed in {needed})"
    yield warn("SQLite", message, "Install pysqlite3 beside Masthead where there is a wheel, or a newer SQLite.")


def secret_key(config: Config) -> Iterator[Finding]:
    """Whether there is a secret key and it is worth its name."""
    key = config.site.secret_key
    if not key:
        yield bad("secret key", "there is none: all sessions end with each restart", "Set site.secret_key_file.")
    elif len(key) < SHORT_SECRET or len(set(key)) < FEW_LETTERS:
        hint = "Put 48 random letters into its file: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        yield warn("secret key", "it could be guessed", hint)
    else:
        yield ok("secret key", f"{len(key)} characters")


def secrets_kept(config: Config) -> Iterator[Finding]:
    """Whether other users of the machine can read the secrets."""
    if config.source is None:
        return
    text = config.source.read_text(encoding="utf-8")
    files = [secret.path(config.source.parent) for secret in secret_files(text)]
    written = [key for table, keys in SECRETS.items() for key in keys if line_of(text, table, key) > 1]
    if written:
        files.append(config.source)
    loose = [path for path in files if path.exists() and path.stat().st_mode & OTHERS_MAY_READ]
    for path in loose:
        yield bad("secrets", f"others on this machine can read {path}", f"chmod 600 {path}")
    if not loose:
        yield ok("secrets", f"{len(files)} files, readable by their owner alone")


def address(config: Config) -> Iterator[Finding]:
    """Whether readers reach the site under its name, encrypted."""
    base = urlsplit(config.site.base_url)
    if is_loopback(base.hostname or ""):
        yield warn("address", f"{config.site.base_url} is this machine only", "Set site.base_url before readers come.")
    elif base.scheme != "https":
        yield bad("address", f"{config.site.base_url} is not encrypted", "Put Caddy in front and say https:// there.")
    else:
        yield ok("address", config.site.base_url)
    if config.site.debug:
        yield bad("debug", "it is on: errors show settings and code to anybody", "Remove site.debug.")
    if "*" in config.site.hosts:
        yield bad("hosts", "“*” lets anybody name the site in links and mail", "List the host names in site.hosts.")


def mail(config: Config) -> Iterator[Finding]:
    """Whether the desk can mail."""
    if config.mail.host:
        yield ok("mail", f"by {config.mail.host}, from {config.mail.from_address}")
    else:
        hint = "Set mail.host if people shall be told by mail what waits for them; the desk tells them in any case."
        yield warn(
            "mail", "there is no mail server: nothing is mailed, and readers cannot sign up for a newsletter", hint
        )


def proxies(config: Config) -> Iterator[Finding]:
    """Whether the visitor's address is believed from the proxy in front, and from nobody else."""
    trusted = [ipaddress.ip_network(network, strict=False) for network in config.site.trusted_proxies]
    everybody = [str(network) for network in trusted if network.prefixlen == 0]
    is_behind = config.site.base_url.startswith("https://")
    if everybody:
        yield bad(
            "proxies", f"{everybody[0]} trusts everybody: any visitor may invent an address", "Name the proxy only."
        )
    elif is_behind and not trusted:
        message = "none is trusted: all visitors seem to come from the proxy, and logging in fails"
        yield bad(
            "proxies", message, 'If Caddy runs on this machine: trusted_proxies = ["127.0.0.1", "::1"] in [site].'
        )
    else:
        yield ok("proxies", ", ".join(config.site.trusted_proxies) or "none, and none is needed without https")
    if is_behind and not is_loopback(config.server.host):
        message = f"the server listens on {config.server.host}, past the proxy and unencrypted"
        yield warn("proxies", message, "Set server.host to 127.0.0.1, unless the proxy is on another machine.")


def disks(config: Config) -> Iterator[Finding]:
    """Whether there is room, on a disk that SQLite can live on."""
    by_disk = {folder.stat().st_dev: folder for folder in (_nearest(config.media.dir), _nearest(config.data_dir))}
    for folder in by_disk.values():
        free = shutil.disk_usage(folder).free
        message = f"{free / 1e9:,.1f} GB free at {folder}"
        if free < VERY_LITTLE_BYTES:
            yield bad("disk", message, "Free some space now: a full disk stops publishing.")
        elif free < LITTLE_BYTES:
            yield warn("disk", message, "Free some space soon.")
        else:
            yield ok("disk", message)
    kind = _drive_kind(_nearest(config.data_dir))
    if kind in NETWORK_DRIVES and not config.database.url.startswith("postgres"):
        yield bad("disk", f"the data are on a network drive ({kind}), where SQLite gets damaged", "Use a local disk.")


def writable(config: Config) -> Iterator[Finding]:
    """Whether this user may write where Masthead must."""
    for folder in (config.data_dir, config.media.dir):
        try:
            with tempfile.TemporaryFile(dir=_nearest(folder)):
                pass
        except OSError as error:
            yield bad("folders", f"{folder} cannot be written to: {error.strerror}", f"chown it to {_user()}.")
        else:
            yield ok("folders", f"{folder} can be written to")


def leftovers(config: Config) -> Iterator[Finding]:
    """What a restore that was killed has left."""
    for folder in config.data_dir.parent.glob(f"{config.data_dir.name}.{UNFINISHED}*"):
        yield warn("restore", f"{folder} is left from a restore that was cut short", "Look into it, then remove it.")


def backups(config: Config, folder: Path | None) -> Iterator[Finding]:
    """How old the newest backup is."""
    folder = folder or config.root / BACKUPS_FOLDER
    files = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    if not files:
        hint = "docs/operators/backup.md has a timer that makes one each night; --backups names another folder."
        yield warn("backups", f"there is none in {folder}", hint)
        return
    try:
        age = datetime.now(UTC) - datetime.fromisoformat(read_header(files[0]).made_at)
    except BackupRefused as error:
        yield bad("backups", f"the newest is none: {error.message}", "Make another: masthead backup FILE")
        return
    message = f"the newest, {files[0].name}, is {age.days} days and {age.seconds // 3600} hours old"
    if age > VERY_OLD_BACKUP:
        yield bad("backups", message, "Make another: masthead backup FILE")
    elif age > OLD_BACKUP:
        yield warn("backups", message, "Make another: masthead backup FILE")
    else:
        yield ok("backups", message)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _drive_kind(folder: Path) -> str:
    """The kind of file system a folder is on, as Linux says; elsewhere empty."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _device, point, this_kind, *_rest = line.split(" ")
        if folder.is_relative_to(point.replace("\\040", " ")) and len(point) >= len(best):
            best, kind = point, this_kind
    return kind


def _user() -> str:
    return os.environ.get("USER", "") or f"user {os.getuid()}"
