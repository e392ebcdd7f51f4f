"""The head of every page, as machines read it: canonical address, feeds, Open Graph, structured data."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from masthead.machines.context import PageHead
from masthead.machines.queries import absolute
from masthead.machines.structured.nodes import Node, publisher, website
from masthead.magazine.models import Magazine
from masthead.text.excerpts import excerpt

register = template.Library()
IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
FEED_KINDS = (
    ("feed.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)


@register.inclusion_tag("machines/_head.html")
def machine_head(head: PageHead | str, magazine: Magazine) -> dict[str, Any]:
    """Title, description and everything else that programs look for in a page's head.

    A page without a :class:`PageHead` (an error page) gets the title only and is kept out of search engines.
    """
    if not isinstance(head, PageHead):
        head = PageHead(title="", path="", is_listed=False)
    return {
        "head": head,
        "magazine": magazine,
        "title": f"{head.title} – {magazine.name}" if head.title else _front_title(magazine),
        "description": excerpt(head.description, 300),
        "address": absolute(head.path) if head.path else "",
        "feeds": [(absolute("/" + name), kind, f"{magazine.name} ({label})") for name, kind, label in FEED_KINDS],
        "own_feed": absolute(head.feed_path) if head.feed_path else "",
        "picture_address": absolute(head.picture.largest) if head.picture and head.picture.largest else "",
        "graph": _script([website(magazine), publisher(magazine), *head.graph]) if head.path else "",
    }


def _front_title(magazine: Magazine) -> str:
    return f"{magazine.name} – {magazine.tagline}" if magazine.tagline else magazine.name


def _script(nodes: list[Node]) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    document = json.dumps(
        {"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":")
    )
    return mark_safe(document.translate(IN_SCRIPT))  # noqa: S308 - the three characters that matter are escaped
