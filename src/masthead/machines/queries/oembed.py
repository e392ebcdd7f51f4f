"""An article or an issue as oEmbed describes it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from masthead.articles.labels import sponsor_label
from masthead.machines.queries import absolute
from masthead.machines.queries.feeds import authors_of
from masthead.magazine.models import Magazine
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.published.models import PublishedArticle, PublishedIssue

WIDTH, HEIGHT, LEAST = 600, 220, 160
AN_HOUR = 3600


def embedded(url: str, magazine: Magazine, *, widest: int | None, highest: int | None) -> dict[str, Any] | None:
    """What stands at an address of ours, within so many pixels; None for any other. At most four queries."""
    path = _path_of(url)
    row = PublishedArticle.objects.filter(path=path).first() if path.startswith("/articles/") else None
    issue = PublishedIssue.objects.filter(path=path).first() if path.startswith("/issues/") else None
    if row is None and issue is None:
        return None
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": magazine.name,
        "provider_url": absolute("/"),
        "cache_age": AN_HOUR,
        "width": min(WIDTH, widest or WIDTH),
        "height": min(HEIGHT, highest or HEIGHT),
        **(_article(row, magazine) if row else _issue(issue, magazine) if issue else {}),
    }
    number = row.hero_picture_id if row else issue.cover_picture_id if issue else None
    return said | _thumbnail(pictures_by_id([number]).get(number or 0), widest, highest)


def _path_of(url: str) -> str:
    """The path on this site, without query and fragment; empty for an address elsewhere."""
    base = settings.CONFIG.site.base_url
    return url.removeprefix(base).partition("?")[0].partition("#")[0] if url.startswith(f"{base}/") else ""


def _article(row: PublishedArticle, magazine: Magazine) -> dict[str, Any]:
    label = sponsor_label(row.form, row.sponsor_name)
    title = f"{label}: {row.headline}" if label else row.headline
    authors = authors_of(row)
    said: dict[str, Any] = {
        "title": title,
        "html": _quoted(absolute(row.path), title, row.standfirst, row.byline, magazine),
    }
    if authors:
        said["author_name"] = row.byline or authors[0].name
        said["author_url"] = authors[0].url
    return said


def _issue(issue: PublishedIssue, magazine: Magazine) -> dict[str, Any]:
    title = issue.title if issue.title == issue.label else f"{issue.title} ({issue.label})"
    return {"title": title, "html": _quoted(absolute(issue.path), title, "", "", magazine)}


def _quoted(url: str, title: str, standfirst: str, byline: str, magazine: Magazine) -> SafeString:
    """A quotation with a link: no script, no frame, nothing that is loaded."""
    by = _("By %(byline)s, %(magazine)s") % {"byline": byline, "magazine": magazine.name} if byline else magazine.name
    lines = format_html_join("", "<p>{}</p>", [(standfirst,)] if standfirst else [])
    link = format_html('<p><a href="{}"><strong>{}</strong></a></p>', url, title)
    return format_html('<blockquote cite="{}">{}{}<p>{}</p></blockquote>', url, link, lines, by)


def _thumbnail(drawn: DrawnPicture | None, widest: int | None, highest: int | None) -> dict[str, Any]:
    """The widest JPEG that fits, with its credit as an extension; nothing when none fits."""
    for source in drawn.sources if drawn else ():
        if source.mime != "image/jpeg" or drawn is None:
            continue
        for address, width in reversed([_candidate(each) for each in source.srcset.split(", ")]):
            height = round(width * drawn.height / drawn.width)
            if width <= (widest or width) and height <= (highest or height):
                return {
                    "thumbnail_url": absolute(address),
                    "thumbnail_width": width,
                    "thumbnail_height": height,
                    "_masthead": {"thumbnail_credit": drawn.credit, "thumbnail_alt": drawn.alt},
                }
    return {}


def _candidate(text: str) -> tuple[str, int]:
    address, _space, width = text.rpartition(" ")
    return address, int(width.removesuffix("w"))
