"""Reading what machines get."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
}


def xml_of(answer: Any) -> ET.Element:
    """A good answer, parsed as XML."""
    assert answer.status_code == 200, answer.status_code
    return ET.fromstring(answer.content)


def texts(root: ET.Element, path: str) -> list[str]:
    """The text of every element at a path."""
    return [element.text or "" for element in root.iterfind(path, NAMES)]


def head_of(answer: Any) -> dict[str, str]:
    """The meta tags of a page by name or property, and its canonical address as ``canonical``."""
    tree = LexborHTMLParser(answer.content.decode())
    found = {
        (meta.attributes.get("property") or meta.attributes.get("name") or ""): meta.attributes.get("content") or ""
        for meta in tree.css("head meta")
    }
    link = tree.css_first('link[rel="canonical"]')
    return {**found, "canonical": (link.attributes["href"] or "") if link else ""}


def graph_of(answer: Any) -> dict[str, dict[str, Any]]:
    """The nodes of a page's structured data by ``@id``."""
    script = LexborHTMLParser(answer.content.decode()).css_first('script[type="application/ld+json"]')
    assert script is not None
    document = json.loads(script.text())
    assert document["@context"] == "https://schema.org"
    return {node["@id"]: node for node in document["@graph"]}
