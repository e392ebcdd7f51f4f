"""The sitemap in parts (https://www.sitemaps.org/protocol.html), and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.machines.context import SitemapEntry
from masthead.machines.feeds.xml import clean, document
from masthead.machines.queries import absolute
from masthead.machines.queries.sitemaps import entries_of_pages, entries_of_year, sitemap_paths
from masthead.machines.views import answers

CONTENT_TYPE = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = ("/desk/", "/search/")


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The list of the sitemap's files."""
    root = ET.Element("sitemapindex", xmlns=NAMESPACE)
    for path in sitemap_paths():
        ET.SubElement(ET.SubElement(root, "sitemap"), "loc").text = absolute(path)
    return answers.document(request, document(root), CONTENT_TYPE)


@require_safe
def pages(request: HttpRequest) -> HttpResponseBase:
    """The file of everything that is no article."""
    return answers.document(request, _written(entries_of_pages()), CONTENT_TYPE)


@require_safe
def year(request: HttpRequest, year: str, part: str = "1") -> HttpResponseBase:
    """A part of the articles of a year."""
    entries = entries_of_year(int(year), int(part))
    return answers.document(request, _written(entries), CONTENT_TYPE) if entries else answers.nothing()


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers may read: everything but the desk and the search, whose addresses have no end."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return answers.document(request, "\n".join(lines).encode(), "text/plain; charset=utf-8")


def _written(entries: Iterable[SitemapEntry]) -> bytes:
    """The file. Put together as text: as a tree of elements 5,000 addresses took 10 MB and twice the time."""
    pieces = [f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">']
    for entry in entries:
        changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""
        pieces.append(f"<url><loc>{escape(clean(entry.url))}</loc>{changed}</url>")
    pieces.append("</urlset>")
    return "\n".join(pieces).encode()
