"""Passing an article on without anybody listening: its address, and a letter that has it."""

from __future__ import annotations

from urllib.parse import quote

from masthead.front.context import Share
from masthead.machines.queries import absolute


def share_of(headline: str, path: str) -> Share:
    """The absolute address of an article, and a ``mailto:`` with headline and address (RFC 6068). No query."""
    address = absolute(path)
    return Share(address, f"mailto:?subject={quote(headline)}&body={quote(headline)}%0D%0A{quote(address, safe='')}")
