"""What crawlers may take: the presets of the magazine's settings, against the dated list in ``crawlers.toml``.

robots.txt (RFC 9309) and RSL (https://rslstandard.org/rsl, 1.0) state a wish. Neither keeps anybody out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from masthead.magazine.models import Crawlers

LIST = Path(__file__).with_name("crawlers.toml")
CLOSED = ("/desk/", "/search/", "/proof/", "/setup/")
"""What no crawler needs: the desk, addresses without end, what is shown in private."""
TURNED_AWAY: dict[str, tuple[str, ...]] = {
    Crawlers.OPEN: (),
    Crawlers.SEARCH: ("training",),
    Crawlers.CLOSED: ("training", "search", "on_request"),
}
PERMITTED: dict[str, str] = {Crawlers.OPEN: "all", Crawlers.SEARCH: "search", Crawlers.CLOSED: "search"}
PROHIBITED: dict[str, str] = {Crawlers.OPEN: "", Crawlers.SEARCH: "ai-train", Crawlers.CLOSED: "ai-all"}
"""In RSL's words for uses: all, search, ai-train, ai-all (training, answers and indexes of machines)."""


@dataclass(frozen=True)
class KnownCrawlers:
    """The crawlers of language models that we know."""

    as_of: date
    groups: dict[str, tuple[str, ...]] = field(
        metadata={"help": "names by what they come for: training, search, on_request"}
    )


@lru_cache(maxsize=1)
def known_crawlers() -> KnownCrawlers:
    """The list that came with this release."""
    said = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return KnownCrawlers(said["as_of"], {name: tuple(said[name]) for name in ("training", "search", "on_request")})


def robots_txt(preset: str, *, sitemaps: tuple[str, ...], licence: str = "") -> str:
    """The file for a preset; ``licence`` is the absolute address of the licence file, if there is one."""
    known = known_crawlers()
    away = sorted((name for group in TURNED_AWAY[preset] for name in known.groups[group]), key=str.casefold)
    lines = [f"License: {licence}", ""] if licence else []
    if away:
        lines += [f"# Crawlers of language models, as known on {known.as_of.isoformat()}."]
        lines += [*(f"User-agent: {name}" for name in away), "Disallow: /", ""]
    lines += ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    return "\n".join([*lines, *(f"Sitemap: {address}" for address in sitemaps), ""])
