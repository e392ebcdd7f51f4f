"""``masthead init``: a folder for a new magazine."""

from __future__ import annotations

import argparse
import os
import secrets
import shlex
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from masthead.config import FILE_NAME, load
from masthead.errors import MastheadError

NAME = "init"
HELP = "make the folder of a new magazine, with its settings"

DEFAULT_ADDRESS = "http://localhost:8000"
PROXIED = 'trusted_proxies = ["127.0.0.1", "::1"]'
SETTINGS = """\
# The settings of this magazine. Every key is explained in docs/operators/settings.md; unknown ones are refused.
# Each can be given by the environment as well, which wins: MASTHEAD_SITE_BASE_URL, MASTHEAD_SERVER_PORT and so on.

[site]
# The public address of the site, without a slash at the end.
base_url = "{address}"
# Further host names to answer to.
# hosts = ["www.magazine.example"]
# Proxies whose word about the visitor is believed: what stands in front, such as Caddy on this machine.
{proxies}
# The magazine's time zone.
time_zone = "UTC"
# Signs sessions and forms. Keep the file secret; a new key logs everybody out.
secret_key_file = "secrets/secret_key"

[server]
# Where masthead serve listens. Keep 127.0.0.1 and let a proxy stand in front.
host = "127.0.0.1"
port = 8000

[mail]
# The server for mail. Without it nothing is sent, and readers cannot sign up for the newsletter.
# host = "smtp.magazine.example"
# port = 587
# user = "desk"
# password_file = "secrets/mail_password"
# from_address = "desk@magazine.example"

# [database]
# SQLite in data/masthead.sqlite3 unless an address is given; better in a file of its own, which holds the password:
# url_file = "secrets/database_url"
"""
IGNORED = "data/\ndata.*/\nsecrets/\n"


class FolderNotEmpty(MastheadError):
    """A magazine can only be begun in an empty folder."""


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="the new folder; it must be empty if it exists")
    parser.add_argument("--address", default=DEFAULT_ADDRESS, metavar="URL", help="the public address of the site")


def run(args: argparse.Namespace) -> int:
    """Lay out the folder and say what comes next."""
    folder = args.folder.expanduser()
    begin(folder, address=args.address.rstrip("/"))
    print(f"A magazine begins in {folder}: settings in {FILE_NAME}, the secret key in secrets/, data in data/.")
    print("Next:")
    print(f"  cd {shlex.quote(str(folder))}")
    print("  masthead serve      then open the address it prints: the first page asks for a name and a look")
    print("  masthead doctor     says what is missing before readers come")
    return 0


def begin(folder: Path, *, address: str = DEFAULT_ADDRESS) -> None:
    """Make the folder of a new magazine; all of it, or nothing is left.

    Raises ``FolderNotEmpty`` for a folder with anything in it or for a file, ``ConfigurationUnusable`` for an
    address that is none.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(f"{folder} is not an empty folder.", "Name a new one.")
    load({"MASTHEAD_SITE_BASE_URL": address}, start=Path("/"))
    existed = folder.exists()
    try:
        _lay_out(folder, address)
    except BaseException:
        _clear(folder, keep=existed)
        raise


def _lay_out(folder: Path, address: str) -> None:
    """``masthead.toml`` comes last: a folder without it is no magazine."""
    (folder / "data" / "media").mkdir(parents=True)
    (folder / "secrets").mkdir(mode=0o700)
    descriptor = os.open(folder / "secrets" / "secret_key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    (folder / ".gitignore").write_text(IGNORED, encoding="ascii")
    is_proxied = urlsplit(address).scheme == "https"
    text = SETTINGS.format(address=address, proxies=PROXIED if is_proxied else f"# {PROXIED}")
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def _clear(folder: Path, *, keep: bool) -> None:
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
