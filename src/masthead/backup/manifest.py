"""What a backup says about itself: the header it begins with and the manifest it ends with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

FORMAT = "masthead-backup"
FORMAT_VERSION = 1
HEADER_NAME = "masthead-backup.json"
MANIFEST_NAME = "manifest.json"
SQLITE_NAME = "database/masthead.sqlite3"
POSTGRES_NAME = "database/masthead.pgdump"
SETTINGS_NAME = "settings/masthead.toml"
SECRETS_FOLDER = "settings/secrets"
MEDIA_FOLDER = "media"
FOLDERS = ("database", MEDIA_FOLDER, "settings")
SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Header:
    """The first member: who wrote the file and how to read it."""

    masthead_version: str
    made_at: str
    database_kind: str
    """``sqlite`` or ``postgresql``."""
    has_secrets: bool
    migrations: tuple[tuple[str, str], ...] = ()
    """Each migration that the database had seen, as (app, name)."""
    format: str = FORMAT
    format_version: int = FORMAT_VERSION

    def to_json(self) -> bytes:
        """As it stands in the file."""
        return json.dumps(asdict(self), indent=1).encode()

    @staticmethod
    def from_json(data: bytes) -> Header:
        """Read it back; raise ``ValueError`` when this is no header of ours."""
        said = json.loads(data)
        if not isinstance(said, dict) or said.get("format") != FORMAT or type(said.get("format_version")) is not int:
            message = "not a Masthead backup"
            raise ValueError(message)
        try:
            datetime.fromisoformat(said["made_at"])
            return Header(
                masthead_version=str(said["masthead_version"]),
                made_at=said["made_at"],
                database_kind=str(said["database_kind"]),
                has_secrets=bool(said["has_secrets"]),
                migrations=tuple((str(app), str(name)) for app, name in said["migrations"]),
                format_version=said["format_version"],
            )
        except (KeyError, TypeError) as error:
            message = f"the header lacks {error}"
            raise ValueError(message) from error


@dataclass(frozen=True)
class Member:
    """One file of the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The last member: every other one by name, with its size in bytes and its SHA-256."""

    members: Mapping[str, Member] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """What was on the disk and is not in the backup, in words."""

    @property
    def total_bytes(self) -> int:
        """The uncompressed size of all members."""
        return sum(member.size for member in self.members.values())

    def to_json(self) -> bytes:
        """As it stands in the file."""
        members = {name: [member.size, member.sha256] for name, member in self.members.items()}
        return json.dumps({"members": members, "left_out": self.left_out}, indent=0).encode()

    @staticmethod
    def from_json(data: bytes) -> Manifest:
        """Read it back; raise ``ValueError`` when it is none."""
        said: Any = json.loads(data)
        try:
            members = {str(name): Member(int(size), str(digest)) for name, (size, digest) in said["members"].items()}
            left_out = tuple(str(line) for line in said["left_out"])
        except (KeyError, TypeError, AttributeError) as error:
            message = f"the manifest lacks {error}"
            raise ValueError(message) from error
        if not all(SHA256_PATTERN.fullmatch(member.sha256) for member in members.values()):
            message = "the manifest holds a checksum that is none"
            raise ValueError(message)
        return Manifest(members, left_out)


def may_be_named(name: str) -> bool:
    """Whether a member may have this name: one of ours, and no way out of the folder it is unpacked in."""
    if name in {HEADER_NAME, MANIFEST_NAME}:
        return True
    folder, _, rest = name.partition("/")
    if "\x00" in name or "\\" in name or any(part in {"", ".", ".."} for part in rest.split("/")):
        return False
    return folder in FOLDERS
