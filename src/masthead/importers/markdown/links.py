"""Where a link in the source leads, and what it should say here."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from masthead.importers.markdown.folder import Folder, joined
from masthead.importers.records import ARTICLE_LINK, Outcome

MAX_PATHS_PER_HOST = 200
MAX_HOSTS = 5_000
LIKELY_ADDRESS = re.compile(r"(?:https?://|www\.)[\w.-]+\.[a-z]{2,}\S*\Z", re.IGNORECASE)
ABSOLUTE = re.compile(r"https?://([\w.-]+)(?::\d+)?(/[^\s)>\"'#?]*)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HARMFUL = frozenset({"javascript", "vbscript", "data", "file", "blob", "about"})


@dataclass(frozen=True)
class Link:
    """A link, resolved. ``href`` is empty when only the words stay; ``spelled`` is an address to write out after them."""

    href: str
    outcome: Outcome = Outcome.IMPORTED
    reason: str = ""
    target: str = ""
    spelled: str = ""


@dataclass
class AddressBook:
    """Which old address belongs to which article, and which host is the source's own old site."""

    articles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(
        default_factory=dict, metadata={"help": "last step of a key → key; empty when two share it"}
    )
    hosts: set[str] = field(default_factory=set)
    _seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: str, addresses: tuple[str, ...]) -> None:
        """Remember the old addresses of an article; the first article to claim an address keeps it."""
        for address in addresses:
            self.articles.setdefault(normal(address), key)
        name = key.rpartition("/")[2]
        self.names[name] = "" if name in self.names else key

    def notice(self, text: str) -> None:
        """Keep a sample of the absolute links in a text, to find the source's own host by."""
        for host, path in ABSOLUTE.findall(text):
            known = self._seen.get(host.lower())
            if known is None and len(self._seen) >= MAX_HOSTS:
                continue
            if known is None or len(known) < MAX_PATHS_PER_HOST:
                self._seen[host.lower()].add(normal(path))

    def settle_hosts(self, stated: str = "") -> None:
        """Decide which hosts are the source's own: the stated one, else each to which two links name two of its articles.

        One chance match of a path such as ``/about`` must not turn somebody else's page into ours; two with a folder in them do.
        """
        if stated:
            host = (urlsplit(stated if "//" in stated else f"//{stated}").hostname or "").lower()
            self.hosts |= {host, host.removeprefix("www."), f"www.{host.removeprefix('www.')}"}
        else:
            for host, paths in self._seen.items():
                matches = {self.articles[path] for path in paths if path.count("/") > 1 and path in self.articles}
                if len(matches) > 1:
                    self.hosts |= {host, host.removeprefix("www."), f"www.{host.removeprefix('www.')}"}
        self._seen.clear()

    def article_at(self, address: str) -> str:
        """The key of the article that had this address; empty when none had."""
        return self.articles.get(normal(address), "")

    def _article_called(self, path: str) -> str:
        """The article whose name is the last step of a path; only names of two words or more are telling enough."""
        name = path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
        return self.names.get(name, "") if re.search(r"\w[_-]\w", name) else ""

    def resolve(self, href: str, source_path: str, folder: Folder) -> Link:
        """What a link ``href`` in the file ``source_path`` becomes."""
        href = href.strip()
        scheme = _SCHEME.match(href)
        if not href or href.startswith("#"):
            return Link(href, target="this article")
        if scheme and scheme[1].lower() in ("http", "https"):
            return self._absolute(href)
        if href.startswith("//"):
            return self._absolute(f"https:{href}")
        if scheme and scheme[1].lower() in _HARMFUL:
            return Link(
                "", Outcome.REFUSED, f"an address beginning with {scheme[1].lower()}: is not safe; the words are kept"
            )
        if scheme and scheme[1].lower() != "mailto":
            reason = f"only http, https and mailto can be followed here; the {scheme[1].lower()} address stands after the words"
            return Link("", Outcome.TRANSFORMED, reason, spelled=href)
        if scheme:
            return Link(href, target="e-mail")
        if href.lower().startswith("www."):
            return Link(f"http://{href}", Outcome.TRANSFORMED, "http:// was missing", f"http://{href}")
        return self._local(href, source_path, folder)

    def _absolute(self, href: str) -> Link:
        parts = urlsplit(href) if "[" not in href else None
        if parts is None or (parts.hostname or "") not in self.hosts:
            return Link(href, target="elsewhere")
        if key := self.article_at(parts.path):
            return Link(
                ARTICLE_LINK + key, Outcome.TRANSFORMED, "a link to the old site, now to the page", f"article {key}"
            )
        if key := self._article_called(normal(parts.path)):
            reason = (
                "a link to the old site by another path; its last step names one article, and the link leads to that"
            )
            return Link(ARTICLE_LINK + key, Outcome.TRANSFORMED, reason, f"article {key}")
        return Link(href, Outcome.KEPT_RAW, "the old site's address of something that is not in this folder", href)

    def _local(self, href: str, source_path: str, folder: Folder) -> Link:
        bare = unquote(href.partition("#")[0].partition("?")[0])
        if folder.leaves(source_path, bare) and not self.article_at(bare):
            return Link("", Outcome.REFUSED, "the path leaves the folder; the words are kept")
        named = folder.named_from(source_path, href)
        # As the file lies, as the page of a file lay (in a folder of its own), and by the file.
        places = (joined(source_path, bare), joined(source_path.rpartition("/")[0], bare), named)
        found = (self.article_at(place) for place in places if place)
        if key := next(filter(None, found), "") or ("" if named else self._article_called(normal(bare))):
            reason = "a link within the folder, now to the page"
            return Link(ARTICLE_LINK + key, Outcome.TRANSFORMED, reason, f"article {key}")
        if named:
            reason = "files that readers download are not imported; the words are kept"
            return Link("", Outcome.REFUSED, reason, named)
        return Link("", Outcome.REFUSED, "nothing in the folder has this address; the words are kept")


def normal(address: str) -> str:
    """An address as it is compared: decoded path, one leading slash, no closing slash, no ``index.html``."""
    path = unquote(address)
    if "://" in path:
        path = urlsplit(path).path
    path = "/" + path.strip("/")
    for ending in ("/index.html", "/index.htm", "/index.md"):
        path = path.removesuffix(ending) or "/"
    return path
