"""The door for web servers, which decides whose word about the visitor's address is believed."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from masthead import sqlite

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")
sqlite.swap_in()

Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")
LEFT_BY_PROXIES = (
    *("HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP"),
    *("HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_SERVER", "HTTP_X_FORWARDED_BY"),
)
"""What proxies add besides or instead. Never believed, but it tells that there is one."""
SPOKEN_BY_PROXIES = frozenset({"HTTP/1.0", "HTTP/1"})
"""No browser speaks HTTP/1.0 (Granian: HTTP/1); nginx does unless it is told otherwise, and adds no header by itself."""


class TrustedProxies:
    """Believe ``X-Forwarded-For`` and ``-Proto`` from the named proxies, and drop them from anybody else.

    The visitor is the last address in the chain that is not one of ours (anything before it may be invented).
    ``X-Forwarded-Host`` is never believed: a proxy passes ``Host`` on.
    """

    def __init__(self, application: WsgiApplication, networks: Sequence[str]) -> None:
        self.application = application
        self.networks = [ipaddress.ip_network(network, strict=False) for network in networks]

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        said = {name: environ.pop(name, "") for name in FORWARDED}
        environ["masthead.is_forwarded"] = any(said.values()) or _is_from_a_proxy(environ)
        if self._is_ours(environ.get("REMOTE_ADDR", "")):
            if said["HTTP_X_FORWARDED_PROTO"] in {"http", "https"}:
                environ["wsgi.url_scheme"] = said["HTTP_X_FORWARDED_PROTO"]
            environ["REMOTE_ADDR"] = self._visitor(said["HTTP_X_FORWARDED_FOR"]) or environ["REMOTE_ADDR"]
        return self.application(environ, start_response)

    def _is_ours(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self.networks)

    def _visitor(self, chain: str) -> str:
        for hop in reversed([part.strip() for part in chain.split(",")]):
            if not self._is_ours(hop):
                return hop if _is_address(hop) else ""
        return ""


def _is_from_a_proxy(environ: Environ) -> bool:
    is_old = environ.get("SERVER_PROTOCOL") in SPOKEN_BY_PROXIES
    return is_old or any(environ.get(name) for name in LEFT_BY_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


application = TrustedProxies(get_wsgi_application(), settings.CONFIG.site.trusted_proxies)
