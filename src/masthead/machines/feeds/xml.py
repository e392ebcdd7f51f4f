"""What RSS and Atom share: building elements whose text no XML parser refuses."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from masthead.machines.context import FeedPicture

# XML 1.0, production 2: these may not stand in a document, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
for _prefix, _uri in NAMESPACES.items():
    ET.register_namespace(_prefix, _uri)


def named(name: str) -> str:
    """``media:credit`` in the notation of ElementTree; a name without a prefix as it is."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; control characters that XML cannot carry are left out."""
    element = ET.SubElement(parent, named(name), {key: clean(value) for key, value in attributes.items()})
    element.text = clean(text) or None
    return element


def add_picture(parent: ET.Element, picture: FeedPicture) -> None:
    """The picture of an item with its credit and alt text (https://www.rssboard.org/media-rss)."""
    sizes = {"width": str(picture.width), "height": str(picture.height)} if picture.width else {}
    media = add(parent, "media:content", url=picture.url, medium="image", type="image/jpeg", **sizes)
    if picture.credit:
        add(media, "media:credit", picture.credit)
    if picture.alt:
        add(media, "media:description", picture.alt, type="plain")


def clean(text: str) -> str:
    """The text without what XML 1.0 forbids."""
    return FORBIDDEN.sub("", text)


def document(root: ET.Element) -> bytes:
    """The whole document in UTF-8 with its declaration."""
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
