"""The sitemap in parts (https://www.sitemaps.org/protocol.html), with pictures, and the one of the latest news."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from masthead.machines.context import SitemapEntry
from masthead.machines.feeds.xml import clean, document
from masthead.machines.queries import absolute
from masthead.machines.queries.news import news_entries
from masthead.machines.queries.sitemaps import entries_of_pages, entries_of_year, sitemap_paths
from masthead.machines.views import answers
from masthead.magazine.queries import this_magazine

CONTENT_TYPE = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PICTURES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


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
def news(request: HttpRequest) -> HttpResponseBase:
    """What is less than two days old, for news searches. Two queries."""
    magazine = this_magazine()
    pieces = [f'{DECLARATION}<urlset xmlns="{NAMESPACE}" xmlns:news="{NEWS}">']
    for entry in news_entries(magazine, timezone.now()):
        publication = (
            f"<news:name>{_text(magazine.name)}</news:name><news:language>{_language(entry.language)}</news:language>"
        )
        moment = entry.published_at.isoformat(timespec="seconds")
        pieces.append(
            f"<url><loc>{_text(entry.url)}</loc><news:news><news:publication>{publication}</news:publication>"
            f"<news:publication_date>{moment}</news:publication_date><news:title>{_text(entry.headline)}</news:title></news:news></url>"
        )
    return answers.document(request, "\n".join([*pieces, "</urlset>"]).encode(), CONTENT_TYPE)


def _language(tag: str) -> str:
    """As news searches want it: two or three letters, but for Chinese (https://support.google.com/news/publisher-center/answer/9606710)."""
    code, _dash, rest = tag.lower().partition("-")
    if code == "zh":
        return "zh-tw" if rest.startswith(("tw", "hk", "hant")) else "zh-cn"
    return code


def _text(text: str) -> str:
    return escape(clean(text))


def _written(entries: Iterable[SitemapEntry]) -> bytes:
    """The file. Put together as text: as a tree of elements 5,000 addresses took 10 MB and twice the time."""
    pieces = [f'{DECLARATION}<urlset xmlns="{NAMESPACE}" xmlns:image="{PICTURES}">']
    for entry in entries:
        changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>" if entry.changed_at else ""
        picture = (
            f"<image:image><image:loc>{_text(entry.picture_url)}</image:loc></image:image>" if entry.picture_url else ""
        )
        pieces.append(f"<url><loc>{_text(entry.url)}</loc>{changed}{picture}</url>")
    pieces.append("</urlset>")
    return "\n".join(pieces).encode()
