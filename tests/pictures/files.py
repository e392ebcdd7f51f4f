"""Files as photographers and agencies send them: pixels with XMP, IPTC-IIM and EXIF, made from raw bytes."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin
from PIL.Image import Exif

NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:cc="http://creativecommons.org/ns#" '
    'xmlns:pur="http://prismstandard.org/namespaces/prismusagerights/3.0/"'
)
GPS = 0x8825
PAGES_OF = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "AVIF": "avif"}


def xmp(inner: str, attributes: str = "") -> bytes:
    """A packet whose one description holds ``inner``."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {NAMESPACES}><rdf:Description rdf:about="" {attributes}>{inner}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def seq(name: str, *values: str, kind: str = "Seq") -> str:
    """A property with a list of values."""
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def alt(name: str, text: str, language: str = "x-default") -> str:
    """A text in one language."""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="{language}">{text}</rdf:li></rdf:Alt></{name}>'


def iim(fields: Mapping[int, str | Sequence[str]], *, encoding: str = "utf-8", names_encoding: bool = True) -> bytes:
    """A block of application-record fields by number."""
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if names_encoding else b""
    for number, value in fields.items():
        for text in [value] if isinstance(value, str) else value:
            data = text.encode(encoding)
            block += struct.pack(">BBBH", 0x1C, 2, number, len(data)) + data
    return block


def photoshop_segment(block: bytes, digest: bytes = b"") -> bytes:
    """The APP13 segment of a JPEG with the IIM block, and the digest that says whether it was changed since."""
    resources = _resource(0x0404, block) + (_resource(0x0425, digest) if digest else b"")
    payload = b"Photoshop 3.0\x00" + resources
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def _resource(code: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", code, 0, len(data)) + data + b"\x00" * (len(data) % 2)


def photograph(
    *,
    packet: bytes = b"",
    block: bytes = b"",
    digest: bytes = b"",
    exif: Mapping[int, Any] | None = None,
    size: tuple[int, int] = (64, 48),
    colour: str = "#446688",
    form: str = "JPEG",
) -> bytes:
    """A file of plain colour with whatever is given."""
    image = Image.new("RGB", size, colour)
    extra: dict[str, Any] = {}
    if packet and form == "PNG":
        chunk = PngImagePlugin.PngInfo()
        chunk.add_itxt("XML:com.adobe.xmp", packet.decode())
        extra["pnginfo"] = chunk
    elif packet and form == "TIFF":
        extra["tiffinfo"] = {700: packet}
    elif packet:
        extra["xmp"] = packet
    if exif:
        extra["exif"] = _exif(exif)
    buffer = BytesIO()
    image.save(buffer, form, **extra)
    data = buffer.getvalue()
    if block:
        data = data[:2] + photoshop_segment(block, digest) + data[2:]
    return data


def _exif(tags: Mapping[int, Any]) -> Exif:
    exif = Exif()
    for tag, value in tags.items():
        exif[tag] = value
    return exif


def digest_of(block: bytes) -> bytes:
    """What Photoshop leaves beside a block it wrote."""
    return hashlib.md5(block, usedforsecurity=False).digest()
