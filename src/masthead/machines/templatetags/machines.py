"""The head of every page, as machines read it: canonical address, feeds, Open Graph, structured data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString, mark_safe

from masthead.machines.context import Crumb, PageHead
from masthead.machines.drawing.cards import HEIGHT, WIDTH
from masthead.machines.queries import absolute
from masthead.machines.queries.drawn import card_path, icon_path
from masthead.machines.queries.terms import LICENCE_PATH
from masthead.machines.structured.nodes import Node, breadcrumbs, publisher, website
from masthead.machines.structured.pages import page_graph
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
def machine_head(head: PageHead | str, magazine: Magazine, policies: Iterable[Any] = ()) -> dict[str, Any]:
    """Title, description and everything else that programs look for in a page's head.

    ``policies`` are the furniture's: what the magazine says of how it works. A page without a :class:`PageHead` (an error page)
    gets the title only and is kept out of search engines.
    """
    if not isinstance(head, PageHead):
        head = PageHead(title="", path="", is_listed=False)
    said = {policy.property: policy.path for policy in policies if policy.property}
    return {
        "head": head,
        "magazine": magazine,
        "title": f"{head.title} – {magazine.name}" if head.title else _front_title(magazine),
        "description": excerpt(head.description, 300),
        "address": absolute(head.path) if head.path else "",
        "feeds": [(absolute("/" + name), kind, f"{magazine.name} ({label})") for name, kind, label in FEED_KINDS],
        "own_feeds": _own_feeds(head),
        "shared": _shared_picture(head, magazine),
        "embed_address": f"{absolute('/oembed/')}?url={quote(absolute(head.path), safe='')}"
        if head.is_embeddable
        else "",
        "licence": LICENCE_PATH if magazine.has_licence_file else "",
        "icon": icon_path("icon-32", magazine),
        "touch_icon": icon_path("apple-touch-180", magazine),
        "graph": _script([website(magazine), publisher(magazine, said), *_graph_of(head, magazine)])
        if head.path
        else "",
    }


@dataclass(frozen=True)
class SharedPicture:
    """The picture by which a page is shown where it is shared."""

    address: str
    width: int
    height: int
    alt: str


def _shared_picture(head: PageHead, magazine: Magazine) -> SharedPicture | None:
    """The page's own picture once it is made; until then, and where there is none, a card."""
    if not head.path:
        return None
    drawn = head.picture
    if drawn and drawn.largest:
        return SharedPicture(absolute(drawn.largest), drawn.width, drawn.height, drawn.alt)
    words = head.card.headline if head.card else magazine.tagline
    alt = f"{magazine.name}: {words}" if words else magazine.name
    return SharedPicture(absolute(card_path(head.card, magazine)), WIDTH, HEIGHT, alt)


def _graph_of(head: PageHead, magazine: Magazine) -> tuple[Node, ...]:
    """The page's own nodes. One that has said nothing is a page and no more; every one but the front page has its way from there."""
    crumbs = [Crumb(magazine.name, "/"), Crumb(head.title, head.path)]
    if head.path == "/" or any(node["@type"] == "BreadcrumbList" for node in head.graph):
        return head.graph
    if not head.graph:
        return page_graph(head.path, head.title, crumbs)
    return (*head.graph, breadcrumbs(head.path, crumbs))


def _own_feeds(head: PageHead) -> list[tuple[str, str, str]]:
    """The feeds of the page's own list in every format, if it has any; ``feed_path`` is the address of its RSS."""
    folder = head.feed_path.removesuffix("feed.xml")
    kinds = FEED_KINDS if folder else ()
    return [(absolute(folder + name), kind, f"{head.title} ({label})") for name, kind, label in kinds]


def _front_title(magazine: Magazine) -> str:
    return f"{magazine.name} – {magazine.tagline}" if magazine.tagline else magazine.name


def _script(nodes: list[Node]) -> SafeString:
    """JSON that cannot end the script element it stands in."""
    document = json.dumps(
        {"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":")
    )
    return mark_safe(document.translate(IN_SCRIPT))  # noqa: S308 - the three characters that matter are escaped
