"""Links within rich text to our own pages and files, which Wagtail keeps by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_INTERNAL = re.compile(r"<a\b([^>]*\blinktype=[^>]*)>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_KIND = re.compile(r"""\blinktype=["']?(page|document)\b""", re.IGNORECASE)
_NUMBER = re.compile(r"""(?:^|\s)id=["']?(\d{1,18})\b""", re.IGNORECASE)


def internal_links(html: str) -> Iterator[tuple[str, int]]:
    """The ("page" or "document", id) of each internal link in order."""
    if "linktype" not in html:
        return
    for link in _INTERNAL.finditer(html):
        target = _target(link.group(1))
        if target:
            yield target


def with_addresses(html: str, pages: Mapping[int, str], documents: Mapping[int, str]) -> str:
    """The markup with each internal link leading to its address.

    A link to something not public leaves its words only.
    """
    if "linktype" not in html:
        return html

    def addressed(link: re.Match[str]) -> str:
        kind, number = _target(link.group(1)) or ("", 0)
        address = {"page": pages, "document": documents}.get(kind, {}).get(number, "")
        if not address:
            return link.group(2)
        return f'<a href="{address.replace("&", "&amp;").replace(chr(34), "&quot;")}">{link.group(2)}</a>'

    return _INTERNAL.sub(addressed, html)


def _target(attributes: str) -> tuple[str, int] | None:
    kind, number = _KIND.search(attributes), _NUMBER.search(attributes)
    return (kind.group(1).lower(), int(number.group(1))) if kind and number else None
