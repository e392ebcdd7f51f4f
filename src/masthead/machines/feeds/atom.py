"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from masthead.machines.context import Feed, FeedItem
from masthead.machines.feeds.xml import NAMESPACES, add, add_picture, clean, document

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element(f"{{{NAMESPACES['atom']}}}feed", {XML_LANG: clean(feed.language)})
    add(root, "atom:id", feed.own_url)
    add(root, "atom:title", feed.title)
    if feed.description:
        add(root, "atom:subtitle", feed.description)
    add(root, "atom:updated", (feed.updated_at or NEVER).isoformat())
    add(root, "atom:link", rel="self", type="application/atom+xml", href=feed.own_url)
    add(root, "atom:link", rel="alternate", type="text/html", href=feed.url)
    if feed.icon_url:
        add(root, "atom:icon", feed.icon_url)
    add(add(root, "atom:author"), "atom:name", feed.publisher or feed.title)
    for item in feed.items:
        _add_entry(root, item)
    return document(root)


def _add_entry(root: ET.Element, item: FeedItem) -> None:
    entry = add(root, "atom:entry")
    if item.language:
        entry.set(XML_LANG, clean(item.language))
    add(entry, "atom:id", item.id)
    add(entry, "atom:title", item.title)
    add(entry, "atom:link", rel="alternate", type="text/html", href=item.url)
    add(entry, "atom:published", item.published_at.isoformat())
    add(entry, "atom:updated", item.updated_at.isoformat())
    for author in item.authors:
        person = add(entry, "atom:author")
        add(person, "atom:name", author.name)
        if author.url:
            add(person, "atom:uri", author.url)
    for tag in item.tags:
        add(entry, "atom:category", term=tag)
    if item.summary:
        add(entry, "atom:summary", item.summary)
    add(entry, "atom:content", item.content, type="html")
    if item.picture:
        add_picture(entry, item.picture)
