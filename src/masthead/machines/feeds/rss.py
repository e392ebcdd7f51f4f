"""RSS 2.0 with full text (content:encoded), credits (dc:creator, media:credit) and its own address (atom:link)."""

from __future__ import annotations

from email.utils import format_datetime
from xml.etree import ElementTree as ET

from masthead.machines.context import Feed, FeedItem
from masthead.machines.feeds.xml import add, add_picture, document

CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def write(feed: Feed) -> bytes:
    """The feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    root = ET.Element("rss", version="2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.url)
    add(channel, "description", feed.description or feed.title)
    add(channel, "language", feed.language)
    add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.own_url)
    if feed.updated_at:
        add(channel, "lastBuildDate", format_datetime(feed.updated_at))
    for item in feed.items:
        _add_item(channel, item)
    return document(root)


def _add_item(channel: ET.Element, item: FeedItem) -> None:
    element = add(channel, "item")
    add(element, "title", item.title)
    add(element, "link", item.url)
    add(element, "guid", item.id, isPermaLink="false")
    add(element, "pubDate", format_datetime(item.published_at))
    if item.updated_at != item.published_at:
        add(element, "atom:updated", item.updated_at.isoformat())
    for author in item.authors:
        add(element, "dc:creator", author.name)
    for tag in item.tags:
        add(element, "category", tag)
    if item.summary:
        add(element, "description", item.summary)
    add(element, "content:encoded", item.content)
    if item.picture:
        add_picture(element, item.picture)
