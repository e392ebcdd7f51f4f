"""XML of a Word file: parsed without entities, within bounds, and with the usual prefixes for names (``w:p``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element as Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_OFFICE}drawingml/2006/diagram": "dgm",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_OFFICE}package/2006/content-types": "ct",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
}
OFF = frozenset({"0", "false", "off", "none"})


class UnreadableXml(ValueError):
    """XML that is broken, too deep, too large, or declares entities. The message is for people."""


@dataclass(frozen=True)
class Limits:
    """How much XML is borne with: elements in all, and elements within elements."""

    elements: int = 500_000
    depth: int = 120


def parsed(data: bytes, limits: Limits) -> Element:
    """The root element, all names with the prefixes of ``PREFIXES``.

    Raises:
        UnreadableXml: see there.
    """
    depth, count, root = 0, 0, None
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            depth, count = depth + 1, count + 1
            if depth > limits.depth or count > limits.elements:
                raise UnreadableXml(_("This part is more deeply nested, or larger, than any manuscript."))
            root = element if root is None else root
            element.tag = _short(str(element.tag))
            if any(name.startswith("{") for name in element.keys()):  # noqa: SIM118 - an Element is no dict
                attributes = {_short(name): value for name, value in element.items()}
                element.attrib.clear()
                element.attrib.update(attributes)
    except DefusedXmlException as trouble:
        raise UnreadableXml(_("This part declares entities, which no Word file needs.")) from trouble
    except (SyntaxError, ValueError, LookupError) as trouble:
        if isinstance(trouble, UnreadableXml):
            raise
        raise UnreadableXml(_("This part is damaged: it is no readable XML.")) from trouble
    if root is None:
        raise UnreadableXml(_("This part is empty."))
    return root


def value_of(parent: Element | None, name: str) -> str:
    """``w:val`` of a child; empty when there is no such child."""
    child = parent.find(name) if parent is not None else None
    return child.get("w:val", "") if child is not None else ""


def is_on(parent: Element | None, name: str) -> bool | None:
    """A switch such as ``w:b``: on, off, or ``None`` when nothing is said."""
    child = parent.find(name) if parent is not None else None
    return None if child is None else child.get("w:val", "true").lower() not in OFF


def number_of(text: str, *, otherwise: int, most: int) -> int:
    """A whole number that a file states, held within bounds; ``otherwise`` when it states none."""
    return min(int(text[:9]), most) if text.isascii() and text.isdigit() else otherwise


def within(element: Element, *names: str) -> Iterator[Element]:
    """Every descendant of one of these names, in order."""
    return (each for each in element.iter() if each.tag in names)


def _short(name: str) -> str:
    if not name.startswith("{"):
        return name
    space, _brace, local = name[1:].partition("}")
    return f"{PREFIXES.get(space, 'other')}:{local}"
