"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from masthead.machines.context import Feed, FeedItem

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write(feed: Feed) -> bytes:
    """The feed as JSON."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.own_url,
        "description": feed.description,
        "icon": feed.icon_url,
        "language": feed.language,
        "authors": [{"name": feed.publisher or feed.title, "url": feed.url}],
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(_filled(document), ensure_ascii=False).encode()


def _item(item: FeedItem) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "authors": [_filled({"name": author.name, "url": author.url}) for author in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
    if item.picture:
        written["image"] = item.picture.url
        # An extension (its name begins with an underscore), because the format has no place for a credit.
        written["_masthead"] = {"image_credit": item.picture.credit, "image_alt": item.picture.alt}
    return _filled(written)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without the keys that have nothing to say, which the format wants left out; an empty ``items`` stays."""
    return {key: value for key, value in values.items() if value or key == "items"}
