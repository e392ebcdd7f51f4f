"""Whose word about the visitor is believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from masthead.wsgi import TrustedProxies


def seen_by_the_site(*proxies: str, **environ: str) -> dict[str, Any]:
    """What the application behind the proxies gets to see."""
    seen: dict[str, Any] = {}

    def application(received: dict[str, Any], start_response: object) -> Iterable[bytes]:
        seen.update(received)
        return []

    given: dict[str, Any] = {"wsgi.url_scheme": "http", "REMOTE_ADDR": "10.0.0.1", **environ}
    TrustedProxies(application, proxies)(given, lambda *_: None)
    return seen


def test_a_trusted_proxy_tells_the_visitors_address_and_scheme() -> None:
    seen = seen_by_the_site("10.0.0.0/8", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https")
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("203.0.113.9", "https")


def test_anybody_else_is_not_believed() -> None:
    seen = seen_by_the_site("192.168.1.1", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_PROTO="https")
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("10.0.0.1", "http")
    assert not [name for name in seen if "FORWARDED" in name]


def test_an_address_that_the_visitor_wrote_before_the_proxy_did_is_not_believed() -> None:
    seen = seen_by_the_site("10.0.0.0/8", HTTP_X_FORWARDED_FOR="127.0.0.1, 203.0.113.9, 10.0.0.7")
    assert seen["REMOTE_ADDR"] == "203.0.113.9"


def test_a_forwarded_host_is_never_believed() -> None:
    seen = seen_by_the_site("10.0.0.0/8", HTTP_X_FORWARDED_HOST="evil.example", HTTP_HOST="mag.example")
    assert "HTTP_X_FORWARDED_HOST" not in seen
    assert seen["HTTP_HOST"] == "mag.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_X_FORWARDED_FOR", "203.0.113.9"),
        ("HTTP_FORWARDED", "for=203.0.113.9"),
        ("HTTP_X_REAL_IP", "203.0.113.9"),
        ("HTTP_VIA", "1.1 proxy"),
        ("SERVER_PROTOCOL", "HTTP/1.0"),
        ("SERVER_PROTOCOL", "HTTP/1"),
    ],
)
def test_whatever_a_proxy_says_or_speaks_tells_that_there_is_one(name: str, value: str) -> None:
    assert seen_by_the_site(**{name: value})["masthead.is_forwarded"] is True
    assert seen_by_the_site(SERVER_PROTOCOL="HTTP/1.1")["masthead.is_forwarded"] is False


def test_nonsense_from_a_trusted_proxy_leaves_its_own_address() -> None:
    seen = seen_by_the_site("10.0.0.0/8", HTTP_X_FORWARDED_FOR="<script>", HTTP_X_FORWARDED_PROTO="gopher")
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("10.0.0.1", "http")
