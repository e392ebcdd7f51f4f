"""How sources spell things: keys, addresses, licences, issues."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from masthead.importers.markdown.values import humanised
from masthead.text.licences import LICENCES, licence_from_url
from masthead.text.slugs import slug_from

MAX_SLUG = 200
POST_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)\Z")
_ISSUE_NUMBER = re.compile(r"(?:issue|number|no|nr|#)?[\s._-]*0*(\d{1,6})\Z", re.IGNORECASE)


def key_of(path: str) -> str:
    """An article's identity within its folder: its path without ending, and without ``index`` for a page bundle."""
    bare = str(PurePosixPath(path).with_suffix(""))
    return bare.removesuffix("/index") if "/" in bare else bare


def slug_of(name: str) -> str:
    """The slug for a name from the source: one that is an address already is kept at its length, underscores made hyphens."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", name) and (kept := re.sub(r"[_-]+", "-", name).strip("-").lower()):
        return kept[:MAX_SLUG].rstrip("-")
    return slug_from(name)


def default_addresses(key: str) -> list[str]:
    """Where the generators would have put it: Jekyll posts under their date, everything else under its path."""
    *folders, name = key.removeprefix("content/").split("/")
    if found := POST_NAME.match(name):
        day = f"{found[1]}/{int(found[2]):02}/{int(found[3]):02}/{found[4]}"
        above = "/".join(folder for folder in folders if folder not in ("_posts", "_drafts"))
        prefix = f"/{above}" if above else ""
        return [f"{prefix}/{day}.html", f"{prefix}/{day}"]
    return ["/" + "/".join([*folders, name])] if "_drafts" not in folders else []


def address_of(said: str) -> str:
    """A path as written in front matter, host and blanks removed; empty for a pattern such as ``/:year/:title/``."""
    if "/:" in said:
        return ""
    parts = urlsplit(said.strip()) if "[" not in said else urlsplit("")
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path if path != "/" else ""


def licence_code(said: str) -> str:
    """The licence that a text names: our code, its label in any spelling, or the address of its deed; ``other`` for anything else."""
    if not said:
        return ""
    plain = re.sub(r"[\s_]+", "-", re.sub(r"\b[1-4]\.\d\b", "", said).strip().lower()).strip("-")
    spelled = {licence.code: licence.code for licence in LICENCES} | {
        licence.label.lower().replace(" ", "-"): licence.code for licence in LICENCES
    }
    plain = re.sub(r"\A(creative-commons|cc)-(attribution)?", "cc-by" if "attribution" in plain else "cc-", plain)
    plain = (
        plain.replace("-share-alike", "-sa")
        .replace("-sharealike", "-sa")
        .replace("-non-commercial", "-nc")
        .replace("-noncommercial", "-nc")
    )
    deed = licence_from_url(said)
    return deed.code if deed else spelled.get(plain, "other")


def issue_label(said: str) -> str:
    """“Issue 15” for ``issue_15``; other names as people would write them."""
    number = issue_number(said)
    return f"Issue {number}" if number is not None else humanised(said)


def issue_number(said: str) -> int | None:
    """The number in ``issue_15``, ``15`` or ``No. 15``; None when there is none."""
    found = _ISSUE_NUMBER.match(said.strip())
    return int(found[1]) if found else None
