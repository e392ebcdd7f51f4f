"""Every kind of reader's page, and where one stands in the demo magazine. Whoever adds a kind of page adds a line."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Kind:
    """A kind of page: an address, or the first link that a selector finds on another page."""

    name: str
    address: str
    link: str = ""
    status: int = 200
    is_article: bool = False

    def __str__(self) -> str:
        return self.name


KINDS = (
    Kind("front page", "/"),
    Kind("article", "/articles/the-night-train-to-osk/", is_article=True),
    Kind("article without a picture", "/articles/letters-november/", is_article=True),
    Kind("sponsored article", "/articles/ten-rooms-above-the-tide/", is_article=True),
    Kind("article from right to left", "/articles/lantern-market/", is_article=True),
    Kind("article in Chinese letters", "/articles/umbrella-mender/", is_article=True),
    Kind("article in another language", "/articles/la-panadera-de-valdearce/", is_article=True),
    Kind("all articles", "/articles/"),
    Kind("numbered page of a list", "/articles/page/1/"),
    Kind("section", "/culture/"),
    Kind("section within a section", "/culture/books/"),
    Kind("series", "/series/slow-routes/"),
    Kind("tag", "/articles/the-night-train-to-osk/", "main a[href^='/tags/']"),
    Kind("issue", "/issues/", "main a[href^='/issues/']"),
    Kind("contents-only issue", "/issues/no-1/"),
    Kind("all issues", "/issues/"),
    Kind("archive", "/archive/"),
    Kind("year", "/archive/", "main a[href^='/archive/']"),
    Kind("contributors", "/contributors/"),
    Kind("contributor", "/contributors/", "main a[href^='/contributors/']"),
    Kind("search form", "/search/"),
    Kind("search results", "/search/?q=harbour"),
    Kind("search without a result", "/search/?q=xyzzyx"),
    Kind("newsletter page", "/newsletter/"),
    Kind("plain page", "/about/"),
    Kind("masthead", "/masthead/"),
    Kind("not found", "/there-is-no-such-page/", status=404),
)
"""Where a kind names a link, its address is that of the page on which the link is found."""


@dataclass(frozen=True)
class Found:
    """A page of a kind in a magazine that is being served."""

    kind: Kind
    url: str
    html: str
    headers: dict[str, str]


def pages_of(base: str) -> dict[str, Found]:
    """A page of every kind, by the kind's name, as a program gets it from the magazine at ``base``."""
    return {kind.name: _found(base, kind) for kind in KINDS}


def _found(base: str, kind: Kind) -> Found:
    address = kind.address
    if kind.link:
        link = LexborHTMLParser(fetch(base + address)[1]).css_first(kind.link)
        assert link is not None, f"{address} has no link {kind.link}"
        address = link.attributes["href"] or ""
    status, html, headers = fetch(base + address)
    assert status == kind.status, f"{address} answered {status}"
    return Found(kind, base + address, html, headers)


def fetch(url: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers (names in small letters) of an address."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return (
                answer.status,
                answer.read().decode(),
                {name.lower(): value for name, value in answer.headers.items()},
            )
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), {name.lower(): value for name, value in answer.headers.items()}
