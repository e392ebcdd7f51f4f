"""One account of what a file says, from its three languages."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import IO, NamedTuple

from PIL import Image
from PIL.ImageFile import ImageFile

from masthead.pictures.metadata.exif import exif_fields
from masthead.pictures.metadata.iim import iim_fields, iim_is_newer
from masthead.pictures.metadata.xmp import xmp_properties
from masthead.text.licences import licence_from_url

READING_TROUBLES = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, OverflowError, ArithmeticError,
    struct.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow's readers of metadata raise for broken or hostile bytes."""
LONGEST_TEXT = 2000
MOST_KEYWORDS = 50
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{3,400}")
_DAY = re.compile(r"(?P<year>\d{4})[-:]?(?P<month>\d{2})[-:]?(?P<day>\d{2})(?!\d)")


@dataclass(frozen=True)
class FileMetadata:
    """What a file says about itself. Empty where it says nothing; texts are clean, of one line except ``caption``."""

    creator: str = field(default="", metadata={"help": "who made it; several are joined by commas"})
    credit: str = field(default="", metadata={"help": "the credit line that the supplier asks for"})
    source: str = field(default="", metadata={"help": "the chain of supply; no credit"})
    copyright: str = field(default="", metadata={"help": "the copyright notice"})
    title: str = field(default="", metadata={"help": "its headline, else its title"})
    caption: str = field(default="", metadata={"help": "the description: who, what, where, when"})
    alt: str = field(default="", metadata={"help": "IPTC's alt text (accessibility)"})
    keywords: tuple[str, ...] = field(default=(), metadata={"help": "in the file's order, without repetitions"})
    taken_on: date | None = field(default=None, metadata={"help": "the day by the camera's clock"})
    instructions: str = field(default="", metadata={"help": "the supplier's instructions to the desk"})
    usage_terms: str = field(default="", metadata={"help": "the terms of use in words"})
    licence_url: str = field(default="", metadata={"help": "http(s) address of the terms or the deed"})
    licence: str = field(default="", metadata={"help": "our code, where an address is a deed we know"})
    rights_begin_on: date | None = field(default=None, metadata={"help": "first day of use"})
    rights_end_on: date | None = field(default=None, metadata={"help": "last day of use"})
    digital_source: str = field(default="", metadata={"help": "IPTC digital source type: trainedAlgorithmicMedia …"})
    origins: Mapping[str, str] = field(
        default_factory=dict, metadata={"help": "field of this class → where in the file: “XMP dc:creator”"}
    )

    @property
    def is_empty(self) -> bool:
        """Whether the file says nothing of what we ask."""
        return not self.origins

    @property
    def is_synthetic(self) -> bool:
        """Whether the file says that a trained algorithm made it, wholly or in part."""
        return self.digital_source in {
            "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia", "compositeSynthetic",
        }  # fmt: skip


class Value(NamedTuple):
    """What was found, and where."""

    texts: Sequence[str]
    origin: str


# For each field where it stands, the weightiest first. Where IIM is the newer of the two, it goes before XMP.
PLACES: Mapping[str, Sequence[str]] = {
    "creator": ("XMP dc:creator", "IPTC 2:80", "EXIF Artist", "EXIF XPAuthor"),
    "credit": ("XMP photoshop:Credit", "IPTC 2:110"),
    "source": ("XMP photoshop:Source", "IPTC 2:115"),
    "copyright": ("XMP dc:rights", "IPTC 2:116", "EXIF Copyright"),
    "title": ("XMP photoshop:Headline", "IPTC 2:105", "XMP dc:title", "IPTC 2:05", "EXIF XPTitle"),
    "caption": ("XMP dc:description", "IPTC 2:120", "EXIF ImageDescription"),
    "alt": ("XMP Iptc4xmpCore:AltTextAccessibility",),
    "keywords": ("XMP dc:subject", "IPTC 2:25", "EXIF XPKeywords"),
    "taken_on": ("XMP photoshop:DateCreated", "IPTC 2:55", "EXIF DateTimeOriginal", "XMP exif:DateTimeOriginal"),
    "instructions": ("XMP photoshop:Instructions", "IPTC 2:40"),
    "usage_terms": ("XMP xmpRights:UsageTerms",),
    "licence_url": ("XMP cc:license", "XMP xmpRights:WebStatement"),
    "rights_begin_on": ("XMP plus:LicenseStartDate", "XMP pur:embargoDate", "XMP prism:embargoDate", "IPTC 2:30"),
    "rights_end_on": ("XMP plus:LicenseEndDate", "XMP pur:expirationDate", "XMP prism:expirationDate", "IPTC 2:37"),
    "digital_source": ("XMP Iptc4xmpExt:DigitalSourceType",),
}  # fmt: skip


def read_metadata(file: IO[bytes]) -> FileMetadata:
    """What the file of a picture says about itself; nothing at all for a file that is no picture.

    Never raises for what the file contains, and decodes no pixels. The file is left open, at the position it had.
    """
    position = file.tell()
    try:
        file.seek(0)
        with suppress(*READING_TROUBLES):
            return _account_of(_values_in(Image.open(file)))
    finally:
        file.seek(position)
    return FileMetadata()


def _values_in(image: Image.Image) -> dict[str, Value]:
    """Whatever can be read of the three languages; one that is broken does not spoil the others."""
    if not isinstance(image, ImageFile):
        return {}
    found: dict[str, Value] = {}
    is_iim_newer = False
    with suppress(*READING_TROUBLES):
        found |= {f"EXIF {name}": Value(texts, f"EXIF {name}") for name, texts in exif_fields(image).items()}
    with suppress(*READING_TROUBLES):
        found |= {f"XMP {name}": Value(texts, f"XMP {name}") for name, texts in xmp_properties(_packet(image)).items()}
    with suppress(*READING_TROUBLES):
        is_iim_newer = iim_is_newer(image)
        found |= {f"IPTC {name}": Value(texts, f"IPTC {name}") for name, texts in iim_fields(image).items()}
    if is_iim_newer:
        found = {name: value for name, value in found.items() if not _is_outdated(name, found)}
    return found


def _packet(image: ImageFile) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _is_outdated(name: str, found: Mapping[str, Value]) -> bool:
    """Whether an XMP value has a newer twin in IIM."""
    return name.startswith("XMP ") and any(
        name in places and any(place in found for place in places if place.startswith("IPTC "))
        for places in PLACES.values()
    )


def _account_of(values: Mapping[str, Value]) -> FileMetadata:
    facts: dict[str, object] = {}
    origins: dict[str, str] = {}
    for name, places in PLACES.items():
        for place in places:
            fact = _fact(name, values[place].texts) if place in values else None
            if fact:
                facts[name], origins[name] = fact, values[place].origin
                break
    if deed := _deed(values):
        facts["licence"], origins["licence"] = deed
    return FileMetadata(**facts, origins=origins)  # type: ignore[arg-type]


def _fact(name: str, texts: Sequence[str]) -> object:
    """The texts as the field wants them; ``None`` or empty for nothing."""
    cleaned = [text for text in (clean(text, lines=name == "caption") for text in texts) if text]
    if not cleaned:
        return None
    if name == "keywords":
        parts = [part.strip() for text in cleaned for part in text.split(";")]
        return tuple(dict.fromkeys(part for part in parts if part))[:MOST_KEYWORDS]
    if name == "creator":
        return ", ".join(dict.fromkeys(cleaned))[:LONGEST_TEXT]
    if name in {"taken_on", "rights_begin_on", "rights_end_on"}:
        return day_of(cleaned[0])
    if name == "licence_url":
        address = _ADDRESS.match(cleaned[0])
        return address.group() if address else None
    if name == "digital_source":
        return cleaned[0].rstrip("/").rpartition("/")[2][:60]
    return cleaned[0]


def _deed(values: Mapping[str, Value]) -> tuple[str, str] | None:
    """The licence whose deed is named anywhere where terms are named, and where."""
    for place in (*PLACES["licence_url"], "XMP xmpRights:UsageTerms", "XMP dc:rights", "EXIF Copyright", "IPTC 2:116"):
        for text in values[place].texts if place in values else ():
            for address in _ADDRESS.findall(text[:LONGEST_TEXT]):
                if licence := licence_from_url(address.rstrip(".,;)")):
                    return licence.code, place
    return None


def clean(text: str, *, lines: bool = False) -> str:
    """Without control characters and runs of space, at most ``LONGEST_TEXT`` long; ``lines`` keeps the ends of lines."""
    visible = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} and sign != "\n" else sign
        for sign in text[: 2 * LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    )
    rows = [" ".join(row.split()) for row in visible.split("\n")]
    return ("\n" if lines else " ").join(row for row in rows if row)[:LONGEST_TEXT].strip()


def day_of(text: str) -> date | None:
    """The day at the beginning of ``2026-11-03T09:30``, ``2026:11:03 09:30`` or ``20261103``; ``None`` for less than a day."""
    found = _DAY.match(text.strip())
    if not found:
        return None
    with suppress(ValueError):
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return None
