"""The parts of a Word file, each read within bounds.

A .docx is a zip of XML parts (ECMA-376, part 2). It comes from outside: everything that a zip can claim (its sizes, names and number
of parts) is held against a limit before and while it is read, and nothing is ever written to disk.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from masthead.manuscripts.troubles import WordFileRefused
from masthead.manuscripts.word.markup import Element, Limits, UnreadableXml, parsed

MOST_PARTS = 2000
XML_BYTES = 16 * 1024 * 1024
PICTURE_BYTES = 64 * 1024 * 1024
ALL_BYTES = 256 * 1024 * 1024
RATIO = 300
"""A part of more than ``SUSPICIOUS_BYTES`` that unpacks to more than this many times its size is a bomb."""
SUSPICIOUS_BYTES = 2 * 1024 * 1024
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN_TYPE = "/officeDocument"
CONTENT_TYPES = "[Content_Types].xml"
WORD_MAIN = "wordprocessingml.document.main+xml"
ENCRYPTED_ENTRY = 0x1


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the path of another part, or an address outside."""

    kind: str
    target: str
    is_external: bool


class WordFile:
    """An opened file. ``name`` is what people call it, for messages.

    Raises:
        WordFileRefused: here or on reading a part.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        _require_word(data, name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as trouble:
            raise WordFileRefused(
                name, _("The file is damaged or was cut off."), _("Save it again and send it whole.")
            ) from trouble
        self._sizes = self._checked()
        self._relations: dict[str, dict[str, Relation]] = {}
        self._require_no_macros()

    @cached_property
    def main(self) -> str:
        """The path of the document itself.

        Raises:
            WordFileRefused: there is none.
        """
        for relation in self.relations("").values():
            if relation.kind.endswith(MAIN_TYPE) and not relation.is_external and relation.target in self._sizes:
                return relation.target
        if "word/document.xml" in self._sizes:
            return "word/document.xml"
        raise self.refused(_("It holds no Word document."), _("Open it in Word and save it as .docx."))

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return path in self._sizes

    def xml(self, path: str) -> Element | None:
        """The root of an XML part; ``None`` when the part is not there."""
        if path not in self._sizes:
            return None
        data = self.bytes_of(path, XML_BYTES)
        try:
            return parsed(data, Limits())
        except UnreadableXml as trouble:
            raise self.refused(str(trouble), part=path) from trouble

    def bytes_of(self, path: str, limit: int = PICTURE_BYTES) -> bytes:
        """The bytes of a part, never more than ``limit`` of them."""
        if self._sizes[path] > limit:
            raise self.refused(_("This part is larger than %(most)d MB.") % {"most": limit // 1024 // 1024}, part=path)
        try:
            with self._zip.open(path) as file:
                data = file.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as trouble:
            raise self.refused(_("This part is damaged."), part=path) from trouble
        if len(data) > limit:
            raise self.refused(_("This part unpacks to more than it says."), part=path)
        return data

    def relations(self, path: str) -> dict[str, Relation]:
        """What a part refers to, by id; of the whole file for the empty path."""
        if path not in self._relations:
            folder, file = posixpath.split(path)
            root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._relations[path] = (
                {}
                if root is None
                else {
                    child.get("Id", ""): _relation(child, folder) for child in root if child.tag == "rel:Relationship"
                }
            )
        return self._relations[path]

    def related(self, path: str, kind: str) -> str:
        """The path of the first part of a kind (“/styles”) that ``path`` refers to; empty when there is none."""
        for relation in self.relations(path).values():
            if relation.kind.endswith(kind) and not relation.is_external and self.has(relation.target):
                return relation.target
        return ""

    def refused(self, reason: str, hint: str = "", *, part: str = "") -> WordFileRefused:
        """The error to raise about this file."""
        return WordFileRefused(self.name, reason, hint, part=part)

    def _checked(self) -> dict[str, int]:
        """The size of each part by its path, after all that the table of contents claims was found bearable."""
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PARTS:
            raise self.refused(
                _("It holds %(count)d parts; a manuscript has at most %(most)d.")
                % {"count": len(entries), "most": MOST_PARTS}
            )
        sizes: dict[str, int] = {}
        for entry in entries:
            self._check(entry, sizes)
            sizes[entry.filename] = entry.file_size
        if sum(sizes.values()) > ALL_BYTES:
            raise self.refused(
                _("It unpacks to more than %(most)d MB.") % {"most": ALL_BYTES // 1024 // 1024},
                _("Take out what is not needed, or make the pictures smaller."),
            )
        return sizes

    def _check(self, entry: zipfile.ZipInfo, seen: dict[str, int]) -> None:
        path = entry.filename
        shown = path[:120]
        if entry.flag_bits & ENCRYPTED_ENTRY:
            raise self.refused(_("The file is protected with a password."), _("Save it without one."), part=shown)
        if path.startswith(("/", "\\")) or ".." in PurePosixPath(path.replace("\\", "/")).parts or ":" in path:
            raise self.refused(_("The path of this part leads out of the file."), part=shown)
        if path in seen:
            raise self.refused(_("Two parts have this name."), part=shown)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self.refused(_("This part is packed in a way that Word does not use."), part=shown)
        if entry.file_size > SUSPICIOUS_BYTES and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise self.refused(_("This part unpacks to hundreds of times its size."), part=shown)

    def _require_no_macros(self) -> None:
        types = self.xml(CONTENT_TYPES)
        if types is None:
            raise self.refused(
                _("It is a zip file, but no Word file: it has no list of its parts."),
                _("Save the text as .docx and send that."),
            )
        declared = [child.get("ContentType", "") for child in types]
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in declared) or any(
            path.lower().endswith("vbaproject.bin") for path in self._sizes
        ):
            raise self.refused(
                _("It carries macros (little programs), which are not let in."), _("Save it as .docx, without macros.")
            )
        if not any(WORD_MAIN in kind for kind in declared):
            raise self.refused(
                _("It is an Office file, but no Word document."), _("Save the text as .docx and send that.")
            )


def _relation(child: Element, folder: str) -> Relation:
    target = child.get("Target", "")
    is_external = child.get("TargetMode", "") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(child.get("Type", ""), target, is_external)


def _require_word(data: bytes, name: str) -> None:
    """Refuse by name and first bytes what is no .docx, and say what it seems to be."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending in {".docm", ".dotm"}:
        raise WordFileRefused(
            name,
            _("Files with macros (little programs) are not let in."),
            _("Save it as .docx, without macros."),
        )
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise WordFileRefused(name, _("The file is protected with a password."), _("Save it without one."))
        raise WordFileRefused(
            name, _("This is a Word file of the old kind (.doc)."), _("Open it in Word and save it as .docx.")
        )
    if ending != ".docx":
        raise WordFileRefused(
            name,
            _("Only Word files whose name ends in .docx can be read."),
            _("Save the text as .docx (Google Docs: File, Download, Microsoft Word)."),
        )
    if not data:
        raise WordFileRefused(name, _("The file is empty."), _("Save it again and send it whole."))
    if not data.startswith(ZIP):
        raise WordFileRefused(
            name,
            _("Its name ends in .docx, but it is no Word file."),
            _("Open it in Word and save it as .docx."),
        )
