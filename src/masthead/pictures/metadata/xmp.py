"""XMP: RDF in XML, written by agencies, cameras and editing programs (ISO 16684-1; IPTC Photo Metadata Standard 2025.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

LARGEST_PACKET_BYTES = 1_000_000
MOST_VALUES = 100
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES: Mapping[str, str] = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://creativecommons.org/ns#": "cc",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
    "http://prismstandard.org/namespaces/basic/3.0/": "prism",
    "http://prismstandard.org/namespaces/prismusagerights/2.1/": "pur",
    "http://prismstandard.org/namespaces/prismusagerights/3.0/": "pur",
    "http://ns.adobe.com/exif/1.0/": "exif",
}
"""The namespaces whose properties we read, and how we call them. The ``exif`` one is asked for the date only."""


def xmp_properties(packet: bytes) -> dict[str, list[str]]:
    """The properties of a packet by name (``dc:creator``), each with its values in order.

    Of a text in several languages the default comes first. Empty for no packet, too large a one, one with a document type (where entities
    are declared), or one that is not well-formed.
    """
    if not packet or len(packet) > LARGEST_PACKET_BYTES:
        return {}
    try:
        root = ElementTree.fromstring(packet.strip(b"\x00 \t\r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return {}
    found: dict[str, list[str]] = {}
    for name, values in _statements(root):
        kept = found.setdefault(name, [])
        kept.extend(values[: MOST_VALUES - len(kept)])
    return found


def _statements(root: Element) -> Iterator[tuple[str, list[str]]]:
    """Name and values of each property, whether it is written as an element or as an attribute of its description."""
    rdf = root if root.tag == f"{RDF}RDF" else root.find(f".//{RDF}RDF")
    for description in rdf.findall(f"{RDF}Description") if rdf is not None else ():
        for tag, value in description.attrib.items():
            if name := _name(tag):
                yield name, [value]
        for child in description:
            if name := _name(child.tag):
                yield name, _values(child)


def _name(tag: object) -> str:
    """``dc:creator`` for ElementTree's ``{http://…}creator``; empty for a namespace we do not read, and for comments."""
    namespace, _, local = str(tag).removeprefix("{").partition("}")
    prefix = NAMESPACES.get(namespace, "")
    return f"{prefix}:{local}" if prefix and local else ""


def _values(element: Element) -> list[str]:
    if resource := element.get(f"{RDF}resource"):
        return [resource]
    for kind in ("Alt", "Seq", "Bag"):
        if (container := element.find(f"{RDF}{kind}")) is not None:
            items = container.findall(f"{RDF}li")[:MOST_VALUES]
            if kind == "Alt":
                items.sort(key=lambda item: item.get(LANGUAGE) != "x-default")
            return [item.get(f"{RDF}resource") or item.text or "" for item in items]
    return [element.text or ""]
