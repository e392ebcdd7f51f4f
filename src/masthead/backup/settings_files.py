"""The settings in a backup: ``masthead.toml`` and the files of secrets that it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from masthead.backup.manifest import SECRETS_FOLDER, SETTINGS_NAME
from masthead.backup.writing import BackupWriter
from masthead.config import FILE_NAME, TABLES, line_of, settings_of, tables_in

SECRETS = {
    name: {each.name for each, _ in settings_of(table) if each.metadata["secret"]} for name, table in TABLES.items()
}
"""The secret settings of each table of ``masthead.toml``."""
LOCAL_FOLDER = "secrets"
PLACES = (("database", "path"), ("database", "url"), ("media", "dir"), ("search", "dir"))
"""Settings that say where data are. In a new folder they would point at the old one's."""


@dataclass(frozen=True)
class SecretFile:
    """A secret that ``masthead.toml`` keeps in a file of its own."""

    table: str
    key: str
    written: str
    """The path as it stands in ``masthead.toml``."""

    @property
    def member(self) -> str:
        """Its name in a backup."""
        return f"{SECRETS_FOLDER}/{self.table}.{self.key}"

    def path(self, root: Path) -> Path:
        """Where it is, when ``masthead.toml`` stands in ``root``."""
        return root / Path(self.written).expanduser()

    @property
    def local(self) -> str:
        """Where a restore into a new folder puts it, seen from that folder."""
        return f"{LOCAL_FOLDER}/{self.table}.{self.key}"


def secret_files(text: str) -> Iterator[SecretFile]:
    """The secrets in files that the text of a ``masthead.toml`` names."""
    for table, values in tables_in(tomllib.loads(text)).items():
        for key, value in values.items():
            base = key.removesuffix("_file")
            if base != key and base in SECRETS.get(table, set()):
                yield SecretFile(table, base, str(value))


def add_settings(writer: BackupWriter, source: Path | None, *, with_secrets: bool) -> None:
    """Put ``masthead.toml`` and its secrets into a backup, or note why not."""
    if source is None:
        writer.left_out.append("masthead.toml: there is none, the settings come from the environment")
        return
    text = source.read_text(encoding="utf-8")
    if with_secrets:
        writer.add_bytes(SETTINGS_NAME, text.encode())
        for secret in secret_files(text):
            writer.add_file(secret.member, secret.path(source.parent))
        return
    writer.left_out.append("secrets: they were not asked for")
    purged = without_secrets(text)
    if any(value in purged for value in _written_secrets(text)):
        writer.left_out.append("masthead.toml: a secret is written into it in a way that could not be taken out")
        return
    writer.add_bytes(SETTINGS_NAME, purged.encode())


def without_secrets(text: str) -> str:
    """The text of a ``masthead.toml`` with each line that holds a secret put away."""
    names = "|".join(sorted(set().union(*SECRETS.values())))
    pattern = re.compile(rf"^([ \t]*)((?:\w+\.)*(?:{names}))[ \t]*=.*$", re.MULTILINE)
    return pattern.sub(r"\1# \2 was left out of this backup", text)


def _written_secrets(text: str) -> Iterator[str]:
    for table, values in tables_in(tomllib.loads(text)).items():
        for key in SECRETS.get(table, set()) & set(values):
            if values[key]:
                yield str(values[key])


def settle_settings(folder: Path) -> list[str]:
    """Make the ``masthead.toml`` of a folder just restored speak of that folder; say what was changed.

    Paths of data go back to their defaults, and secrets in files are read from the folder's own ``secrets``.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        return [f"there is no {FILE_NAME} in the backup: make one before you start"]
    text = file.read_text(encoding="utf-8")
    notes = []
    values = tomllib.loads(text)
    lines = {(table, key): "# {line}" for table, key in PLACES if key in values.get(table, {})}
    for secret in secret_files(text):
        if (folder / secret.local).is_file() and not _put_where_written(folder, secret):
            lines[secret.table, f"{secret.key}_file"] = f'{secret.key}_file = "{secret.local}"'
    for (table, key), template in lines.items():
        changed = _with_line(text, table, key, template)
        if changed is None:
            notes.append(f"{FILE_NAME}: change {key} of [{table}] by hand BEFORE you start, it names the old place")
            continue
        text = changed
        notes.append(f"{FILE_NAME}: {key} of [{table}] was changed, it is in this folder now")
    file.write_text(text, encoding="utf-8")
    return notes


def _put_where_written(folder: Path, secret: SecretFile) -> bool:
    """Give a secret the place that ``masthead.toml`` names, if that is in the folder itself; say whether it is."""
    place = PurePosixPath(secret.written)
    if place.is_absolute() or ".." in place.parts or secret.written.startswith("~"):
        return False
    if (folder / place).exists():
        return secret.written == secret.local
    (folder / place).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / secret.local).rename(folder / place)
    return True


def _with_line(text: str, table: str, key: str, template: str) -> str | None:
    """The text with the line of one setting written anew (``{line}`` is the line as it was); None if there is none."""
    lines = text.splitlines(keepends=True)
    number = line_of(text, table, key) - 1
    line = lines[number].rstrip("\r\n")
    if not re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
        return None
    lines[number] = template.replace("{line}", line) + lines[number][len(line) :]
    return "".join(lines)
