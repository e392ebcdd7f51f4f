"""IPTC-IIM: numbered fields in a block of bytes, older than XMP and still what news agencies send (IIM 4.2)."""

from __future__ import annotations

import hashlib
from typing import Any

from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile

CHARACTER_SET = (1, 90)
UTF_8 = b"\x1b%G"
MOST_VALUES = 100
PHOTOSHOP_IIM = 0x0404
PHOTOSHOP_DIGEST = 0x0425


def iim_fields(image: ImageFile) -> dict[str, list[str]]:
    """The fields of the application record by name (``2:80``), each with its values in order; empty when there are none."""
    raw: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(image) or {}
    is_utf8 = raw.get(CHARACTER_SET) == UTF_8
    found: dict[str, list[str]] = {}
    for (record, number), value in raw.items():
        if record == 2:  # noqa: PLR2004 (the application record: what people wrote)
            values = value if isinstance(value, list) else [value]
            found[f"2:{number:02d}"] = [_text(part, is_utf8=is_utf8) for part in values[:MOST_VALUES]]
    return found


def iim_is_newer(image: ImageFile) -> bool:
    """Whether a program that knows no XMP changed the IIM block after the XMP was written.

    Who writes both leaves the MD5 of the block beside it; where it no longer fits, the block is the newer one (Metadata Working Group,
    Guidelines 2.0, section 3.3).
    """
    resources: Any = image.info.get("photoshop")
    if not isinstance(resources, dict):
        return False
    block, digest = resources.get(PHOTOSHOP_IIM), resources.get(PHOTOSHOP_DIGEST)
    if not isinstance(block, bytes) or not isinstance(digest, bytes) or not any(digest):
        return False
    return hashlib.md5(block, usedforsecurity=False).digest() != digest[:16]


def _text(value: bytes, *, is_utf8: bool) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_utf8 else "cp1252", errors="replace")
