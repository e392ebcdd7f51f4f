"""A folder of files: walking it without leaving it, and reading text that really is text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from masthead.importers.troubles import ItemRefused, SourceUnusable

MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PICTURE_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico", ".heic"}
)
MAX_TEXT_BYTES = 8_000_000
# What a static-site generator makes or keeps for itself.
HIDDEN_FOLDERS = frozenset(
    {"_site", "_includes", "_layouts", "_sass", "_data", "node_modules", "public", "resources", "layouts", "themes"}
)


@dataclass(frozen=True)
class Found:
    """One file of the folder."""

    path: str = field(metadata={"help": "relative, with forward slashes"})
    kind: str = field(metadata={"help": "“text” (may be an article), “picture”, “other”"})
    trouble: str = field(default="", metadata={"help": "why it is not even opened; empty normally"})


class Folder:
    """The source folder. Paths are strings relative to it, with forward slashes."""

    def __init__(self, root: Path) -> None:
        """Open ``root``.

        Raises:
            SourceUnusable: it is missing, is not a folder, or cannot be listed.
        """
        if not root.exists():
            raise SourceUnusable(f"{root}: there is no such folder.")
        if not root.is_dir():
            raise SourceUnusable(
                f"{root}: this is a file, not a folder.", "Name the folder that holds the Markdown files."
            )
        self.root = root.resolve()
        try:
            next(self.root.iterdir(), None)
        except OSError as trouble:
            raise SourceUnusable(f"{root}: the folder cannot be read ({trouble.strerror}).") from trouble

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.root.name or "folder"

    def files(self) -> Iterator[Found]:
        """Every file, folders and names in alphabetical order. Generators' own folders are walked, their files marked "other"."""
        for folder, folders, names in os.walk(self.root, onerror=_refuse_listing):
            folders.sort()
            for linked in [name for name in folders if (Path(folder) / name).is_symlink()]:
                folders.remove(linked)
                yield Found(self._relative(folder, linked), "other", "a symbolic link to a folder is not followed")
            for name in sorted(names):
                path = self._relative(folder, name)
                yield Found(path, self._kind(path), self._trouble(path))

    def read_text(self, path: str) -> str:
        r"""The text of a file, line ends as ``\n``.

        Raises:
            ItemRefused: too large, not UTF-8, or not text at all; says where.
        """
        data = self.read_bytes(path, MAX_TEXT_BYTES)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise ItemRefused(path, "the text is in UTF-16.", "Save it as UTF-8 and import again.")
        if b"\x00" in data:
            line = data[: data.index(b"\x00")].count(b"\n") + 1
            raise ItemRefused(f"{path}:{line}", "this is no text: it holds a null byte.")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as trouble:
            line = data[: trouble.start].count(b"\n") + 1
            raise ItemRefused(
                f"{path}:{line}",
                f"the text is not UTF-8 (byte 0x{data[trouble.start]:02x}).",
                "Save it as UTF-8 and import again.",
            ) from trouble
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def read_bytes(self, path: str, limit: int) -> bytes:
        """The bytes of a file inside the folder.

        Raises:
            ItemRefused: it cannot be read, or has more than ``limit`` bytes.
        """
        full = self.root / path
        if not self.holds(path):
            raise ItemRefused(path, "the path leaves the folder.")
        try:
            size = full.stat().st_size
            if size > limit:
                raise ItemRefused(path, f"{size:,} bytes; the largest we read is {limit:,}.")
            return full.read_bytes()
        except OSError as trouble:
            raise ItemRefused(path, f"cannot be read ({trouble.strerror}).") from trouble

    def holds(self, path: str) -> bool:
        """Whether ``path`` is an ordinary file that really lies in the folder, symbolic links followed."""
        if "\x00" in path:
            return False
        try:
            full = (self.root / path).resolve()
            return full.is_relative_to(self.root) and full.is_file()
        except (OSError, RuntimeError, ValueError):
            return False

    def leaves(self, base: str, reference: str) -> bool:
        """Whether a reference written in the file ``base`` points outside the folder."""
        return joined(base, reference) is None

    def named_from(self, base: str, reference: str) -> str | None:
        """The path that a reference in the file ``base`` names: beside it, or from the folder's root, or in ``static``; None if none is."""
        bare = unquote(reference.partition("#")[0].partition("?")[0])
        for candidate in (
            joined(base, bare),
            joined("", bare.lstrip("/")),
            joined("", "static/" + bare.lstrip("/")),
        ):
            if candidate and self.holds(candidate):
                return candidate
        return None

    def _relative(self, folder: str, name: str) -> str:
        return (Path(folder) / name).relative_to(self.root).as_posix()

    def _kind(self, path: str) -> str:
        parts = path.split("/")
        if any(part in HIDDEN_FOLDERS or part.startswith(".") for part in parts[:-1]) or parts[-1].startswith("."):
            return "other"
        ending = Path(path).suffix.lower()
        return "text" if ending in MARKDOWN_ENDINGS else "picture" if ending in PICTURE_ENDINGS else "other"

    def _trouble(self, path: str) -> str:
        if self.holds(path):
            return ""
        full = self.root / path
        if full.is_symlink():
            return "a symbolic link that leads out of the folder, or nowhere"
        return "not an ordinary file"


def joined(base: str, reference: str) -> str | None:
    """``reference`` as seen from the file ``base``, dots resolved; None when that leaves the folder."""
    steps: list[str] = [] if reference.startswith("/") else base.split("/")[:-1]
    for step in reference.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _refuse_listing(trouble: OSError) -> None:
    raise SourceUnusable(f"{trouble.filename}: the folder cannot be read ({trouble.strerror}).") from trouble
