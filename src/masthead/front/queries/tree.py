"""Finding a page of the tree by its address."""

from __future__ import annotations

from masthead.addresses import FRONT_DEPTH
from masthead.front.models import PlainPage


def plain_page_at(path: str) -> PlainPage | None:
    """The live plain page at a path such as ``/about/``; None when there is none. One query.

    It is looked for by slug and depth, which have an index; ``url_path`` has none.
    """
    steps = path.strip("/").split("/")
    pages = PlainPage.objects.filter(slug=steps[-1], depth=FRONT_DEPTH + len(steps), live=True)
    return next((page for page in pages if page.address == path), None)
