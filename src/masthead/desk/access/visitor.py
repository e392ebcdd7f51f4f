"""Who is at the other end of a request, in as few words as serve to know them again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import split_domain_port

from masthead.staff.throttling import network_of

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
}
"""By the mark in ``User-Agent``; the first that is there names it, since all claim to be several others."""
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "ChromeOS",
    "Mac OS X": "macOS", "Linux": "Linux",
}  # fmt: skip


@dataclass(frozen=True)
class Visitor:
    """The visitor's address (behind a trusted proxy the one it names, see ``wsgi.py``), network, device and the host they asked."""

    address: str
    network: str
    device: str
    host: str
    origin: str

    @classmethod
    def of(cls, request: HttpRequest) -> Visitor:
        """Who sent a request."""
        address = str(request.META.get("REMOTE_ADDR", ""))
        host, _port = split_domain_port(request.get_host())
        return cls(
            address=address,
            network=network_of(address),
            device=device_called(request.headers.get("user-agent", "")),
            host=host,
            origin=f"{request.scheme}://{request.get_host()}",
        )


def device_called(user_agent: str) -> str:
    """A name for a browser and its system: “Firefox on Linux”; empty when neither is known."""
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in user_agent), "")
    if not browser and "Safari/" in user_agent:
        browser = "Safari"
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return " on ".join(part for part in (browser, system) if part)
