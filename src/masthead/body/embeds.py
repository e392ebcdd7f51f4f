"""Where an embed plays: the provider's name and the address of its player.

Readers' pages load nothing from these hosts. The address of a player is only written down for ``embed.js``, which
makes a frame of it after the reader has pressed the button; providers not listed here get a plain link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Provider:
    """A site whose player may be framed."""

    name: str
    address: re.Pattern[str]
    player: str
    frame_source: str

    def player_for(self, url: str) -> str:
        """The address of the player, or an empty string when the address is not one of a recording."""
        found = self.address.match(url)
        if not found:
            return ""
        parts = {name: quote(value, safe="/") for name, value in found.groupdict(default="").items()}
        return self.player.format(url=quote(url, safe=""), **parts)


def _at(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.|m\.)?{pattern}", re.IGNORECASE)


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        "YouTube",
        _at(
            r"(?:youtube(?:-nocookie)?\.com/(?:watch/?\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])"
        ),
        "https://www.youtube-nocookie.com/embed/{id}",
        "https://www.youtube-nocookie.com",
    ),
    Provider(
        "Vimeo",
        _at(r"(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(?P<id>\d{4,12})(?!\w)"),
        "https://player.vimeo.com/video/{id}?dnt=1",
        "https://player.vimeo.com",
    ),
    Provider(
        "Dailymotion",
        _at(r"(?:dailymotion\.com/(?:embed/)?video/|dai\.ly/)(?P<id>[a-z0-9]{5,12})"),
        "https://geo.dailymotion.com/player.html?video={id}",
        "https://geo.dailymotion.com",
    ),
    Provider(
        "SoundCloud",
        _at(r"soundcloud\.com/[\w-]+/[\w/-]+"),
        "https://w.soundcloud.com/player/?url={url}",
        "https://w.soundcloud.com",
    ),
    Provider(
        "Spotify",
        _at(r"open\.spotify\.com/(?:embed/)?(?P<kind>episode|show|track|album|playlist)/(?P<id>[A-Za-z0-9]{22})"),
        "https://open.spotify.com/embed/{kind}/{id}",
        "https://open.spotify.com",
    ),
    Provider(
        "Internet Archive",
        _at(r"archive\.org/(?:details|embed)/(?P<id>[\w.-]+)"),
        "https://archive.org/embed/{id}",
        "https://archive.org",
    ),
)


def is_web_address(url: str) -> bool:
    """Whether this is an http or https address with a host, and without forbidden signs or a name to log in."""
    if not url or re.search(r"[\s\x00-\x20\x7f\"<>\\^`{}|]", url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme.lower() in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and parts.username is None
        )
    except ValueError:  # a broken port or IPv6 address
        return False


def provider_name(url: str) -> str:
    """The provider's name: of a known one, else the host without "www."; empty when this is no web address."""
    if not is_web_address(url):
        return ""
    known = next((provider.name for provider in PROVIDERS if provider.address.match(url)), "")
    return known or (urlsplit(url).hostname or "").removeprefix("www.")


def player_address(url: str) -> str:
    """The address to frame when the reader asks, or an empty string: then there is only the link."""
    if not is_web_address(url):
        return ""
    return next((player for provider in PROVIDERS if (player := provider.player_for(url))), "")


def frame_sources() -> list[str]:
    """The origins that a reader's page must allow in ``frame-src`` for the players to appear once asked for."""
    return sorted({provider.frame_source for provider in PROVIDERS})
