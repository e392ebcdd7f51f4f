"""Addresses of readers' pages: the rules that several rooms need, each written once. Plain Python, no Django.

Wagtail keeps a page's place as ``url_path``, which begins with the slug of the front page: ``/front/culture/film/``. Readers' addresses
begin below it: ``/culture/film/``.
"""

from __future__ import annotations

FRONT_DEPTH = 2
"""Depth of the front page in the tree; top sections and plain pages stand right under it."""
DEEPEST = 8
LONGEST = 700


def address_of(url_path: str) -> str:
    """The address of the page with this ``url_path``, from the site's root, with a closing slash; ``/`` for the front page."""
    return "/" + url_path.lstrip("/").partition("/")[2]


def is_plausible(path: str) -> bool:
    """Whether a path may be asked for in the database at all: short, shallow, printable."""
    return len(path) <= LONGEST and path.strip("/").count("/") < DEEPEST and path.replace(" ", "").isprintable()
